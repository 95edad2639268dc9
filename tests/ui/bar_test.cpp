// The bar at the top, on a wide screen and on one held upright: home from anywhere, what a form needs, and where the
// keyboard goes.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};
const ImVec2 laptop{1024, 600}, upright{600, 1024};

FormView with_undo() {
    FormView form = samples::screening_form(vi);
    form.can_undo = form.can_redo = true;
    form.saved_state = "Đã lưu trên máy lúc 10:42";
    return form;
}

std::string focused(const UiDriver& ui) {
    for (const SeenWidget& each : ui.widgets())
        if (each.focused) return each.label;
    return "";
}

}  // namespace

TEST_CASE("home is one tap away on every screen but home itself and the door") {
    for (const ImVec2 display : {laptop, upright}) {
        UiDriver ui(display);
        for (const Screen& screen : {Screen(samples::person(vi)), Screen(samples::people(vi)), Screen(with_undo()),
                                     Screen(samples::conflict(vi)), Screen(samples::settings(vi))}) {
            ui.view = samples::frame(vi, screen);
            ui.frame(2);
            ui.tap("Trang chính");
            CHECK(ui.take<GoHome>().size() == 1);
        }
        ui.view = samples::frame(vi, samples::home(vi));
        ui.frame(2);
        CHECK_FALSE(ui.sees("Trang chính"));
        ui.view = samples::frame(vi, samples::pin(vi));
        ui.frame(2);
        CHECK_FALSE(ui.sees("Trang chính"));
    }
}

TEST_CASE("a form held upright keeps its undo, its search, its typing and what is saved") {
    UiDriver ui(upright);
    ui.view = samples::frame(vi, with_undo());
    ui.frame(2);
    CHECK(ui.sees("Đã lưu trên máy lúc 10:42"));
    ui.tap("Hoàn tác");
    CHECK(ui.take_actions() == Actions{Undo{}});
    ui.tap("Làm lại");
    CHECK(ui.take_actions() == Actions{Redo{}});
    ui.tap("Tìm ở mọi nơi");
    CHECK(ui.take_actions() == Actions{OpenSearch{}});
    ui.tap("Gõ Telex");
    CHECK(ui.take<SetPreferences>().size() == 1);
    ui.tap("Khóa");
    CHECK(ui.take_actions() == Actions{Lock{}});
}

TEST_CASE("Ctrl+Z takes back and Ctrl+Y does again, but not while a field has them for itself") {
    UiDriver ui(laptop);
    ui.view = samples::frame(vi, with_undo());
    ui.frame(2);
    ui.press_with_ctrl('Z');
    CHECK(ui.take_actions() == Actions{Undo{}});
    ui.press_with_ctrl('Y');
    CHECK(ui.take_actions() == Actions{Redo{}});
    FormView form = with_undo();
    form.pages = {{"Trang", {{.path = "name", .kind = ItemKind::text, .label = "Tên"}}}};
    ui.view = samples::frame(vi, form);
    ui.tap("Tên");
    ui.press_with_ctrl('Z');
    CHECK(ui.take<Undo>().empty());
}

TEST_CASE("the keyboard begins with what the screen is about, and Tab and Enter do not lock the device") {
    UiDriver ui(laptop);
    ui.view = samples::frame(vi, samples::person(vi));
    ui.frame(2);
    ui.press(ImGuiKey_Tab);
    const std::string first = focused(ui);
    CHECK(first != "");
    CHECK(first != "Khóa");
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<Lock>().empty());
    std::vector<float> lefts;  // of what Tab reaches in the bar
    for (int i = 0; i < 60; ++i) {
        ui.press(ImGuiKey_Tab);
        for (const SeenWidget& each : ui.widgets())
            if (each.focused && each.box.max.y < size::header * ui.state.ui.scale) lefts.push_back(each.box.min.x);
        if (focused(ui) == "Khóa") break;
    }
    CHECK(lefts.size() > 3);
    CHECK(std::is_sorted(lefts.begin(), lefts.end()));
}

TEST_CASE("larger text is larger on a screen held upright too") {
    const Display held{.width = upright.x, .height = upright.y};
    CHECK(comfortable_scale(held, TextSize::large) > comfortable_scale(held, TextSize::normal));
    CHECK(comfortable_scale(held, TextSize::very_large) > comfortable_scale(held, TextSize::large));
}

TEST_CASE("without a network nothing looks as if it were done") {
    UiDriver ui(laptop);
    SyncView offline = samples::sync_offline(vi);
    offline.finished = true;
    offline.offline = true;
    ui.view = samples::frame(vi, offline);
    ui.frame(2);
    const auto is_bar = [](const SeenWidget& each) { return each.label == "progress"; };
    CHECK(std::none_of(ui.widgets().begin(), ui.widgets().end(), is_bar));
}

TEST_CASE("a title too long for the bar keeps the words that two lines hold") {
    UiDriver ui(upright);
    RecordView person = samples::person(vi);
    person.title = "R1 · Báo cáo quản lý người nghiện, người sử dụng trái phép";
    ui.view = samples::frame(vi, person);
    ui.frame(2);
    const SeenWidget title = ui.widget(person.title);
    CHECK(title.cut);
    CHECK(title.box.height() > 1.5F * ui.state.ui.fonts.small->FontSize);
    CHECK(title.box.max.y <= size::header * ui.state.ui.scale);
}
