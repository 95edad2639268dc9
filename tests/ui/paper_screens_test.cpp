// Paper: what is printed, and the sheet that is signed or drawn on.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("printing a record: it warns whom the paper names, and goes where the person says") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::person(vi));
    ui.frame(2);
    ui.tap("In ra giấy");
    CHECK(only<OpenPrint>(ui.take_actions()) == OpenPrint{"person_register", samples::record(101)});
    ui.view = samples::frame(vi, samples::print(vi));
    ui.frame(2);
    CHECK(ui.text().find("nói về một người và không có mã PIN") != std::string::npos);
    ui.tap("Thư mục ha");
    CHECK(only<ChooseFolder>(ui.take_actions()).folder == "/home/ha");
    ui.tap("Ghi tệp để in");
    CHECK(only<PrintNow>(ui.take_actions()) == PrintNow{});
    ui.tap("Tìm lại");
    CHECK(only<LookForSticks>(ui.take_actions()) == LookForSticks{});
}

TEST_CASE(
    "signing: lines follow the finger, the last one and all of them can be taken back, and nothing else is kept") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::pad(vi));
    ui.frame(2);
    CHECK(ui.sees("Chữ ký của người được tư vấn"));
    CHECK_FALSE(ui.widget("Giữ lại").enabled);
    const Box sheet = ui.widget("Khung để ký hoặc vẽ").box;
    const auto at = [&](float x, float y) {
        return ImVec2(sheet.min.x + x * sheet.width(), sheet.min.y + y * sheet.width());
    };
    ui.drag(at(0.1f, 0.2f), at(0.5f, 0.3f));
    ui.drag(at(0.6f, 0.1f), at(0.6f, 0.3f));
    ui.drag(at(0.7f, 0.1f), at(0.7f, 0.2f));
    CHECK(ui.take<StayAwake>().size() == 3);  // who draws for long is not locked out
    ui.tap("Bỏ nét cuối");
    CHECK(ui.take_actions().empty());
    ui.tap("Giữ lại");
    const Drawing drawing = only<KeepDrawing>(ui.take_actions()).drawing;
    REQUIRE(drawing.strokes.size() == 2);
    CHECK(std::abs(drawing.strokes[0].front().x - 0.1f) < 0.01f);
    CHECK(std::abs(drawing.strokes[0].back().x - 0.5f) < 0.01f);
    CHECK(std::abs(drawing.strokes[0].back().y - 0.3f) < 0.01f);
    CHECK(std::abs(drawing.height - sheet.height() / sheet.width()) < 0.01f);
    ui.tap("Xóa hết");
    CHECK_FALSE(ui.widget("Giữ lại").enabled);
    ui.drag(at(0.5f, 0.2f), at(2.0f, 0.2f));  // a finger that slips off goes on at the edge
    ui.tap("Giữ lại");
    const std::vector<KeepDrawing> kept = ui.take<KeepDrawing>();
    REQUIRE(kept.size() == 1);
    REQUIRE(kept[0].drawing.strokes.size() == 1);
    for (const DrawnPoint& point : kept[0].drawing.strokes[0]) CHECK(point.x <= 1);
    ui.tap("Bỏ qua");
    CHECK(only<Back>(ui.take_actions()) == Back{});
}

TEST_CASE("a sheet that was left starts clean for the next question") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::pad(vi));
    ui.frame(2);
    const ImVec2 middle = ui.widget("Khung để ký hoặc vẽ").box.centre();
    ui.drag(middle, {middle.x + 50, middle.y});
    CHECK(ui.widget("Giữ lại").enabled);
    ui.view = samples::frame(vi, PadView{.path = "other", .question = "Sơ đồ đường đi"});
    ui.frame(2);
    CHECK_FALSE(ui.widget("Giữ lại").enabled);
    CHECK(ui.text().find("Vẽ bằng ngón tay") != std::string::npos);
}

TEST_CASE("a question for a signature offers to sign, not to choose a file") {
    UiDriver ui({1024, 600});
    FormItem item{.path = "sig", .kind = ItemKind::file, .label = "Chữ ký", .by_hand = ByHand::signature};
    ui.view = samples::frame(vi, FormView{.title = "Đồng ý", .pages = {{"", {item}}}});
    ui.frame(2);
    CHECK_FALSE(ui.sees("Chọn tệp"));
    ui.tap("Ký tên");
    CHECK(only<OpenPad>(ui.take_actions()).path == "sig");
    item.shown = "Ảnh, 4 kB";
    item.answered = true;
    ui.view = samples::frame(vi, FormView{.title = "Đồng ý", .pages = {{"", {item}}}});
    ui.frame(2);
    ui.tap("Ký lại");
    CHECK(only<OpenPad>(ui.take_actions()).path == "sig");
}

TEST_CASE("every form can be printed blank from the list, and nobody is warned of a name that is not on it") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::forms(vi));
    ui.frame(2);
    ui.tap("In ra giấy: Hồ sơ cơ sở");
    CHECK(only<OpenPrint>(ui.take_actions()) == OpenPrint{"facility_profile", {}});
    ui.view = samples::frame(vi, PrintView{.title = "Hồ sơ cơ sở", .folders = {{"/home/ha", "ha", false, true}}});
    ui.frame(2);
    CHECK(ui.text().find("nói về một người") == std::string::npos);
}

TEST_CASE(
    "a list as a file: offered at the list, written in the shape that is tapped, and stopped while it is written") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::people(vi));
    ui.frame(2);
    ui.tap("Lưu thành tệp");
    CHECK(only<OpenListFile>(ui.take_actions()) == OpenListFile{});
    PrintView file{.title = "Danh sách người",
                   .folders = {{"/home/ha", "ha", false, true}},
                   .formats = {{"Excel", SaveList{"xlsx"}, false}, {"CSV", SaveList{"csv"}, false}}};
    ui.view = samples::frame(vi, file);
    ui.frame(2);
    ui.tap("CSV");
    CHECK(only<SaveList>(ui.take_actions()).format == "csv");
    file.count = {.counts = true, .progress = 0.5f, .progress_text = "20 / 40"};
    ui.view = samples::frame(vi, file);
    ui.frame(2);
    CHECK(ui.sees("20 / 40"));
    CHECK_FALSE(ui.sees("CSV"));
    ui.tap("Dừng ghi");
    CHECK(only<StopCount>(ui.take_actions()) == StopCount{});
}

TEST_CASE("where what was found is not to be saved, the list says why instead of offering it") {
    UiDriver ui({1024, 600});
    ListView people = samples::people(vi);
    people.may_be_written = false;
    people.query = "lung";
    people.why_not_written = "Kết quả tìm không lưu thành tệp được.";
    ui.view = samples::frame(vi, people);
    ui.frame(2);
    CHECK(ui.text().find("Kết quả tìm không lưu thành tệp được.") != std::string::npos);
    CHECK_FALSE(ui.sees("Lưu thành tệp"));
}

TEST_CASE("what waits for a decision can be saved as files from its own screen") {
    UiDriver ui({1024, 600});
    ConflictListView conflicts = samples::conflicts(vi);
    ui.view = samples::frame(vi, conflicts);
    ui.frame(2);
    CHECK_FALSE(ui.sees("Lưu thành tệp"));
    conflicts.may_be_written = true;
    ui.view = samples::frame(vi, conflicts);
    ui.frame(2);
    ui.tap("Lưu thành tệp");
    CHECK(only<OpenListFile>(ui.take_actions()) == OpenListFile{});
}
