// Numbers without a keyboard: large keys from the tap into the field until they are put away.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

FormView form_of(std::vector<FormItem> items) {
    FormView view{.record = samples::record(9), .title = "Phiếu thử"};
    view.pages = {{"Trang", std::move(items)}};
    return view;
}

FormItem leaflets(std::int64_t now) {
    return {.path = "leaflets", .kind = ItemKind::counter, .label = "Tờ rơi", .value = now};
}

void tap_all(UiDriver& ui, std::initializer_list<const char*> keys) {
    for (const char* key : keys) ui.tap(key);
}

}  // namespace

TEST_CASE("120 leaflets are five taps, not 120") {
    for (const ImVec2 display : {ImVec2{1024, 600}, ImVec2{600, 1024}}) {
        UiDriver ui(display);
        ui.view = samples::frame(vi, form_of({leaflets(0)}));
        ui.frame(2);
        ui.tap("Tờ rơi");
        CHECK(ui.widget("7").box.height() >= 52);
        tap_all(ui, {"Xóa", "1", "2", "0"});
        CHECK(ui.take_actions().empty());  // what is half typed is no answer yet
        ui.tap("Xong");
        ui.frame(2);
        CHECK(ui.take<Answer>() == std::vector<Answer>{{"leaflets", 120}});
        CHECK_FALSE(ui.sees("7"));
    }
}

TEST_CASE("what was typed counts before the plus that was tapped after it") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_of({leaflets(3)}));
    ui.frame(2);
    ui.tap("Tờ rơi");
    tap_all(ui, {"0"});
    ui.tap("+ Tờ rơi");
    const Actions asked = ui.take_actions();
    REQUIRE(asked.size() == 2);
    CHECK(asked[0] == Action(Answer{"leaflets", 30}));
    CHECK(asked[1] == Action(AddToCounter{"leaflets", 1}));
}

TEST_CASE("a year is typed on the keys, and handed over when they are put away or the page is left") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_of({{.path = "born", .kind = ItemKind::integer, .label = "Năm sinh"}}));
    ui.frame(2);
    ui.tap("Năm sinh");
    tap_all(ui, {"1", "9", "9", "Xóa", "8"});
    CHECK(ui.widget("Năm sinh").value == "198");
    Actions last;
    flush(ui.state, last);
    CHECK(last == Actions{Answer{"born", 198}});
    std::get<FormView>(ui.view.screen).pages[0].items[0].value = 198;
    tap_all(ui, {"5", "Xong"});
    ui.frame(2);
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"born", 1985}});
}

TEST_CASE("whoever comes with the keyboard needs no keys on the screen") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_of({{.path = "n", .kind = ItemKind::integer, .label = "Số người"}}));
    ui.frame(2);
    for (int tabs = 0; tabs < 20 && !ui.widget("Số người").focused; ++tabs) ui.press(ImGuiKey_Tab);
    ui.type("12");
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"n", 12}});
    CHECK_FALSE(ui.sees("7"));
}

TEST_CASE("whoever knows only the age writes the age; the year is what is kept, and shows how old somebody is") {
    UiDriver ui({1024, 600});
    FormItem born{.path = "born", .kind = ItemKind::integer, .label = "Năm sinh", .birth_year = true};
    ui.view = samples::frame(vi, form_of({born}));  // today is 05/12/2024
    ui.frame(2);
    ui.tap("Năm sinh – hoặc tuổi");
    tap_all(ui, {"3", "9", "Xong"});
    ui.frame(2);
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"born", 1985}});
    born.value = 1985;
    ui.view = samples::frame(vi, form_of({born}));
    ui.frame(2);
    CHECK(ui.widget("Năm sinh – hoặc tuổi").value == "39");
    ui.tap("Năm sinh – hoặc tuổi");
    tap_all(ui, {"Xóa", "8"});
    Actions last;
    flush(ui.state, last);  // the page is left in the middle of it
    CHECK(last == Actions{Answer{"born", 1986}});
}
