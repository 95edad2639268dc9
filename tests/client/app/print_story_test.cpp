// From the window to paper: what the file holds, where it goes, and that it names nobody outside.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/app/file_name.h"
#include "client/app/printed_page.h"
#include "tests/client/app/desk.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

std::vector<std::string> pages_in(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".html") files.push_back(entry.path().string());
    return files;
}

}  // namespace

TEST_CASE("a record is printed from its screen: a file that says where it is, and names nobody in its own name") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(OpenRecord{desk.device.person()});
    const auto print = desk.screen<RecordView>().print;
    REQUIRE(print);
    desk.perform(*print);
    CHECK(desk.screen<PrintView>().names_a_person);
    CHECK(desk.screen<PrintView>().subject == FieldDevice::person_name);
    CHECK(pages_in(home.path()).empty());  // not before it is asked for
    desk.perform(PrintNow{});
    const auto pages = pages_in(home.path());
    REQUIRE(pages.size() == 1);
    const std::string name = std::filesystem::path(pages[0]).filename();
    CHECK(name.starts_with("person_register-"));
    CHECK(name.ends_with("-20260302-0800.html"));
    CHECK(says(bytes_of(pages[0]), "người in: lan"));
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
    CHECK(says(desk.screen<PrintView>().result->text, name));
    desk.perform(Back{});
    CHECK(desk.screen<RecordView>().title == "Vàng Seo Phử");
}

TEST_CASE("where the district has not said what a role may print, the paper from the window names nobody") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(OpenPrint{"person_register", desk.device.person()});
    desk.perform(PrintNow{});
    const auto pages = pages_in(home.path());
    REQUIRE(pages.size() == 1);
    CHECK_FALSE(says(bytes_of(pages[0]), "Vàng Seo Phử"));
}

TEST_CASE("a blank form is printed from the list, in the language of the screen") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(SetLanguage{Language::en});
    desk.perform(OpenForms{});
    std::optional<Action> print;
    for (const FormGroup& group : desk.screen<FormListView>().groups)
        for (const FormRow& row : group.rows)
            if (row.form == "communication_activity") print = row.print;
    REQUIRE(print);
    desk.perform(*print);
    CHECK_FALSE(desk.screen<PrintView>().names_a_person);
    desk.perform(PrintNow{});
    const auto pages = pages_in(home.path());
    REQUIRE(pages.size() == 1);
    CHECK(says(bytes_of(pages[0]), "lang=\"en\""));
    CHECK_FALSE(says(bytes_of(pages[0]), "Vàng Seo Phử"));
}

TEST_CASE("a folder that is gone is said on the screen, and the record is as it was") {
    TemporaryFolder home, documents;
    Desk desk(home.path());
    SessionOptions options = desk.device.options();
    options.documents = documents / "stick";
    std::filesystem::create_directory(options.documents);
    desk.session = std::make_unique<Session>(options, desk.clock, [] {});
    desk.unlock();
    desk.perform(OpenPrint{"person_register", desk.device.person()});
    std::filesystem::remove(options.documents);  // pulled out
    desk.perform(PrintNow{});
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::error);
    std::filesystem::create_directory(options.documents);
    desk.perform(PrintNow{});
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
    CHECK(pages_in(options.documents).size() == 1);
}

TEST_CASE("practice prints nothing: it never touches the disk") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.perform(StartPractice{});
    desk.perform(OpenPrint{"person_register", {}});
    desk.perform(PrintNow{});
    CHECK(pages_in(home.path()).empty());
    REQUIRE(desk.view().notice);
    CHECK(says(desk.view().notice->text, "Đang tập dùng"));
}

TEST_CASE("no form makes a path of the file's name") {
    const Instant now = FieldDevice::morning;
    CHECK(name_of_file("../etc/passwd", std::nullopt, now, "html") == "---etc-passwd-20260302-0800.html");
    CHECK(name_of_file("person_register", std::nullopt, now, "html") == "person_register-20260302-0800.html");
}
