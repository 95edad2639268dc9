// The same asked about many things: one line each where the screen is wide, one card each where it is not.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

FormView substances(int count) {
    FormView view{.record = samples::record(9), .title = "Sàng lọc ASSIST"};
    view.pages = {{"2. Trong 3 tháng qua, anh/chị dùng chất này bao lâu một lần?", {}}};
    for (int i = 0; i < count; ++i)
        view.pages[0].items.push_back({.path = "q2/s" + std::to_string(i),
                                       .kind = ItemKind::select_one,
                                       .label = "Chất " + std::to_string(i),
                                       .choices = samples::frequency(vi),
                                       .required = true,
                                       .together = "q2",
                                       .table = "q2"});
    return view;
}

}  // namespace

TEST_CASE("on a laptop many substances are in sight at once, each answer one tap away under its own word") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, substances(10));
    ui.frame(3);
    int in_sight = 0;
    for (int i = 0; i < 10; ++i) in_sight += ui.sees("Chất " + std::to_string(i) + " *") ? 1 : 0;
    CHECK(in_sight >= 5);
    const SeenWidget& cell = ui.widget("Chất 2: Hằng tuần");
    CHECK(cell.box.width() >= 84);
    CHECK(cell.box.height() >= 52);
    CHECK(ui.widget("Hằng tuần").box.centre().x == cell.box.centre().x);
    ui.tap("Chất 2: Hằng tuần");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"q2/s2", samples::frequency(vi)[3].code}});
}

TEST_CASE("the words of the columns stay in sight while the lines pass under them, and nobody taps through them") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, substances(10));
    ui.frame(3);
    ui.tap("Chất 9: Hằng tháng");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"q2/s9", samples::frequency(vi)[2].code}});
    CHECK(ui.sees("Hằng tháng"));
    ImGui::GetIO().MousePos = ui.widget("Hằng tháng").visible.centre();
    ui.frame();
    ImGui::GetIO().MouseDown[0] = true;
    ui.frame();
    ImGui::GetIO().MouseDown[0] = false;
    ui.frame(3);
    CHECK(ui.take_actions().empty());
}

TEST_CASE("with the keyboard: a digit answers the line that is marked and goes down to the next one") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, substances(10));
    ui.frame(3);
    ui.type("1");
    ui.pass_seconds(0.3);
    CHECK(ui.take_actions().empty());  // nobody has gone there yet
    for (int tabs = 0; tabs < 40 && ui.state.form.items.current.empty(); ++tabs) ui.press(ImGuiKey_Tab);
    CHECK(ui.state.form.items.current == "q2/s0");
    for (int i = 0; i < 10; ++i) {
        ui.type("1");
        ui.pass_seconds(0.3);
        CHECK(ui.take<Answer>() == std::vector<Answer>{{"q2/s" + std::to_string(i), samples::frequency(vi)[0].code}});
    }
}

TEST_CASE("held upright each thing keeps its card, and so does what has no columns in common") {
    UiDriver upright({600, 1024});
    upright.view = samples::frame(vi, substances(4));
    upright.frame(3);
    CHECK(upright.text().find("Chất 0: Hằng tuần") == std::string::npos);
    upright.tap("Hằng tuần");
    CHECK(upright.take<Answer>().size() == 1);
}

TEST_CASE("a line says what is wrong with it, in its own place") {
    UiDriver ui({1024, 600});
    FormView form = substances(4);
    form.pages[0].items[1].error = "Hãy chọn một câu trả lời.";
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    const Box& said = ui.widget("Hãy chọn một câu trả lời.").box;
    CHECK(said.min.y > ui.widget("Chất 1 *").box.min.y);
    CHECK(said.max.y < ui.widget("Chất 2 *").box.min.y);
}
