// Escape, on a keyboard, is the way back; it never costs a word.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("Escape goes back from every screen but home and the door") {
    UiDriver ui({1024, 600});
    for (const samples::Sample& sample : samples::all(Language::vi)) {
        INFO(sample.name);
        ui.view = sample.view;
        ui.frame(3);
        ui.take_actions();
        ui.press(ImGuiKey_Escape);
        ui.press(ImGuiKey_Escape);  // out of a field first
        const bool is_first = std::holds_alternative<HomeView>(sample.view.screen) ||
                              std::holds_alternative<PinView>(sample.view.screen) ||
                              std::holds_alternative<EnrollView>(sample.view.screen);
        CHECK(ui.take<Back>().empty() == is_first);
    }
}

TEST_CASE("in a form Escape leaves the field first, with every letter, and then the form") {
    UiDriver ui({1024, 600});
    FormView form{.record = samples::record(1), .title = "Phiếu"};
    form.pages = {{"", {{.path = "name", .kind = ItemKind::text, .label = "Họ và tên"}}}};
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    ui.tap("Họ và tên");
    ui.type("Hoa");
    ui.press(ImGuiKey_Escape);
    CHECK(ui.take<Back>().empty());
    ui.frame(2);
    ui.tap("Họ và tên");
    ui.type("ng");
    ui.press(ImGuiKey_Escape);
    ui.press(ImGuiKey_Escape);
    const Actions asked = ui.take_actions();
    REQUIRE_FALSE(asked.empty());
    CHECK(asked.back() == Action(Back{}));
}

TEST_CASE("Escape closes the calendar and takes back the question of throwing away") {
    UiDriver ui({1024, 740});
    FormView form{.record = samples::record(1), .title = "Phiếu"};
    form.pages = {{"", {{.path = "day", .kind = ItemKind::date, .label = "Ngày"}}}};
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    ui.tap("Lịch");
    ui.press(ImGuiKey_Escape);
    CHECK(ui.take<Back>().empty());
    CHECK(ui.sees("Lịch"));
    ui.tap("Xóa nháp");
    CHECK(ui.sees("Xóa hẳn"));
    ui.press(ImGuiKey_Escape);
    CHECK(ui.take<Back>().empty());
    CHECK_FALSE(ui.sees("Xóa hẳn"));
    ui.press(ImGuiKey_Escape);
    CHECK(ui.take<Back>().size() == 1);
}
