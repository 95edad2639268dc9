// Attaching at the window: the camera's card is plugged in, a picture chosen, seen, changed, and sent on its way.
#include <filesystem>

#include "client/app/attach_file.h"
#include "client/pictures/photo.h"
#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::TemporaryFolder;
using nuong::test::write_bytes;

namespace {

Photo blue(int width, int height) {
    Photo photo{width, height, {}};
    for (int i = 0; i < width * height; ++i) photo.rgb.insert(photo.rgb.end(), {0, 0, 255});
    return photo;
}

// A device whose documents lie in a folder of their own.
struct Camera {
    Camera() {
        std::filesystem::create_directories(documents + "/Pictures");
        write_bytes(documents + "/Pictures/IMG_1.JPG", jpeg_of(blue(3000, 2000)));
        write_bytes(documents + "/Pictures/IMG_2.JPG", "no picture at all");
        write_bytes(documents + "/Pictures/notes.txt", "x");
        write_bytes(documents + "/Pictures/.hidden.jpg", "x");
        SessionOptions options = desk.device.options();
        options.documents = documents;
        desk.session = std::make_unique<Session>(options, desk.clock, [] {});
        desk.unlock();
        desk.perform(StartForm{"communication_activity", std::nullopt});
        desk.perform(AddRepeat{"photos"});
        for (const FormPage& page : desk.screen<FormView>().pages)
            for (const FormItem& item : page.items)
                if (item.kind == ItemKind::file) question = item.path;
        REQUIRE(question.starts_with("photos/"));
    }

    TemporaryFolder folder;
    std::string documents = folder / "documents";
    Desk desk{(std::filesystem::create_directories(folder / "home"), folder / "home"), {"communication_activity"}};
    Path question;
};

}  // namespace

TEST_CASE("a photo is chosen from a folder, seen in the form, and survives a closed lid") {
    Camera here;
    here.desk.perform(OpenFiles{here.question});
    CHECK(here.desk.screen<FilePickerView>().question == "Ảnh");
    REQUIRE(here.desk.screen<FilePickerView>().rows.size() == 1);  // the folder of pictures
    here.desk.perform(OpenFolder{here.documents + "/Pictures"});
    const auto& rows = here.desk.screen<FilePickerView>().rows;
    REQUIRE(rows.size() == 2);  // no notes, nothing hidden
    here.desk.perform(AttachFile{here.documents + "/Pictures/IMG_1.JPG"});
    const FormItem chosen = here.desk.item(here.question);
    CHECK(chosen.shown.starts_with("Ảnh, "));
    REQUIRE(chosen.preview);
    CHECK(chosen.preview->width == 480);
    CHECK(here.desk.screen<FormView>().focus == here.question);

    const RecordId draft = here.desk.screen<FormView>().record;
    here.desk.restart();
    here.desk.unlock();
    here.desk.perform(ResumeDraft{draft});
    CHECK(here.desk.item(here.question).shown == chosen.shown);
    here.desk.perform(Answer{here.question, Null{}});
    CHECK(here.desk.item(here.question).shown.empty());
}

TEST_CASE("what is no picture is refused in words, and one stays among the files") {
    Camera here;
    here.desk.perform(OpenFiles{here.question});
    here.desk.perform(AttachFile{here.documents + "/Pictures/IMG_2.JPG"});
    CHECK(here.desk.screen<FilePickerView>().question == "Ảnh");
    REQUIRE(here.desk.view().notice);
    CHECK(here.desk.view().notice->text.find("JPG hoặc PNG") != std::string::npos);
    here.desk.perform(AttachFile{here.documents + "/gone.jpg"});
    CHECK(here.desk.view().notice->kind == NoticeKind::error);
    here.desk.perform(Back{});
    CHECK(here.desk.item(here.question).shown.empty());
}

TEST_CASE("a question of an ODK form that only says upload takes any file that is taken at all, and nothing else") {
    forms::Node upload;
    upload.control = "upload";
    upload.data_type = "binary";
    REQUIRE(asks_for_file(upload));
    CHECK(kept_file(upload, "%PDF-1.4", "a.pdf").value().type == "pdf");
    CHECK(kept_file(upload, jpeg_of(blue(20, 10)), "a.jpg").value().type == "jpg");
    CHECK_FALSE(kept_file(upload, "MZ", "a.exe"));
    forms::Node image = upload;
    image.data_type = "image";
    CHECK_FALSE(kept_file(image, "%PDF-1.4", "a.pdf"));
    CHECK_FALSE(asks_for_file(forms::Node{}));
}
