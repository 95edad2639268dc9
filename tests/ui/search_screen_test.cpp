// Searching everywhere, with a finger and with the keyboard alone.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_places.h"
#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("every screen behind the door has the search, except where it is already or a question is being answered") {
    UiDriver ui({1024, 600});
    for (const Screen& screen :
         {Screen(samples::home(vi)), Screen(samples::person(vi)), Screen(samples::session_form(vi)),
          Screen(samples::conflicts(vi)), Screen(samples::sync_done(vi))}) {
        ui.view = samples::frame(vi, screen);
        ui.frame(3);
        ui.tap("Tìm ở mọi nơi");
        CHECK(ui.take<OpenSearch>().size() == 1);
    }
    for (const Screen& screen : {Screen(samples::search_hits(vi)), Screen(samples::picker(vi)),
                                 Screen(samples::card(vi)), Screen(samples::pin(vi))}) {
        ui.view = samples::frame(vi, screen);
        ui.frame(3);
        CHECK(ui.take<OpenSearch>().empty());
        ui.press_with_ctrl('F');
        CHECK(ui.take<OpenSearch>().empty());
    }
}

TEST_CASE("Ctrl+F and a slash search; a slash that is being typed is a slash") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::home(vi));
    ui.frame(3);
    ui.press_with_ctrl('F');
    CHECK(ui.take<OpenSearch>().size() == 1);
    ui.type("/");
    CHECK(ui.take<OpenSearch>().size() == 1);
    ui.view = samples::frame(vi, samples::people(vi));
    ui.frame(3);
    ui.tap("Tìm kiếm");
    ui.type("12/5");
    CHECK(ui.take<OpenSearch>().empty());
    CHECK(ui.widget("Tìm kiếm").value == "12/5");
}

TEST_CASE("without a mouse: the field has the keyboard, Enter opens the first, Tab goes on to the others") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::search_begun(vi));
    ui.frame(3);
    ui.type("huong");
    CHECK(ui.take<Search>().back() == Search{"huong"});
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<OpenRecord>().empty());  // nothing has been found yet
    ui.view = samples::frame(vi, samples::search_hits(vi));
    ui.tap("Tìm kiếm");
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<OpenRecord>() == std::vector<OpenRecord>{{samples::record(101)}});
    ui.tap("Tìm kiếm");
    for (int i = 0; i < 4; ++i) ui.press(ImGuiKey_Tab);  // the cross, the file, then the rows
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<OpenRecord>() == std::vector<OpenRecord>{{samples::record(102)}});
}

TEST_CASE("what was found stands by kind, and the rest of a kind is one tap away") {
    UiDriver ui({1024, 740});
    ui.view = samples::frame(vi, samples::search_hits(vi));
    ui.frame(3);
    const std::string text = ui.text();
    CHECK(text.find("Danh sách người") < text.find("Đặng Thị Hường"));
    CHECK(text.find("Nguyễn Thị Hương") < text.find("Phiếu gia đình"));
    CHECK(text.find("Phiếu gia đình") < text.find("Giàng Thị Hương"));
    ui.tap("Xem tất cả");
    CHECK(ui.take<OpenRecords>() == std::vector<OpenRecords>{{"person_register", "huong"}});
    ui.tap("Giàng Thị Hương");
    CHECK(ui.take<OpenRecord>() == std::vector<OpenRecord>{{samples::record(301)}});
}

TEST_CASE("what was found everywhere can be taken along as files, and where it must not, the screen says why") {
    UiDriver ui({1024, 600});
    SearchView view = samples::search_hits(vi);
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    ui.tap("Lưu thành tệp");
    CHECK(only<OpenListFile>(ui.take_actions()) == OpenListFile{});
    view.may_be_written = false;
    view.why_not_written = "Kết quả tìm không lưu thành tệp được.";
    ui.view = samples::frame(vi, view);
    ui.frame(2);
    CHECK_FALSE(ui.sees("Lưu thành tệp"));
    CHECK(ui.text().find("Kết quả tìm không lưu thành tệp được.") != std::string::npos);
    ui.view = samples::frame(vi, samples::search_begun(vi));
    ui.frame(3);
    CHECK_FALSE(ui.sees("Lưu thành tệp"));
}
