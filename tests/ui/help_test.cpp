// Every screen says what it is for, in a few plain sentences that are one tap away and one tap gone.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "client/ui/screens/help_panel.h"
#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

std::size_t sentences_in(const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = text.find('.'); at != std::string::npos; at = text.find('.', at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE(
    "every screen has help of its own: two to five sentences, in both languages, shown whole at every text size") {
    for (const Language language : {Language::vi, Language::en}) {
        std::set<std::size_t> kinds;
        for (const TextSize text_size : {TextSize::normal, TextSize::very_large}) {
            UiDriver ui({1024, 600}, text_size);
            for (const samples::Sample& sample : samples::all(language)) {
                ui.view = sample.view;
                ui.frame(2);
                ui.tap(ui.state.ui.say(Word::help));
                const std::string& text = words::say(language, help_of(sample.view.screen));
                INFO(sample.name << ": " << text);
                CHECK(sentences_in(text) >= 2);
                CHECK(sentences_in(text) <= 5);
                CHECK(ui.text().find(text.substr(0, text.find('.') + 1)) != std::string::npos);
                ui.tap(ui.state.ui.say(Word::close));
                CHECK_FALSE(ui.state.shows_help);
                kinds.insert(sample.view.screen.index());
            }
        }
        CHECK(kinds.size() == std::variant_size_v<Screen>);
    }
}

TEST_CASE("help stands in the place of the screen; Back, Escape and the same tap put it away and leave all as it was") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::people(vi));
    ui.frame(2);
    const auto open = [&] {
        ui.tap("Trợ giúp");
        CHECK_FALSE(ui.sees("Giàng A Lùng"));
    };
    open();
    ui.tap("Quay lại");
    CHECK(ui.take_actions().empty());  // Back was for the help
    CHECK(ui.sees("Giàng A Lùng"));
    open();
    ui.press(ImGuiKey_Escape);
    CHECK(ui.sees("Giàng A Lùng"));
    open();
    ui.tap("Trợ giúp");
    CHECK(ui.sees("Giàng A Lùng"));
    ui.tap("Quay lại");
    CHECK(ui.take<Back>().size() == 1);
}

TEST_CASE("what was being typed reaches the form before help covers it, and is there afterwards") {
    UiDriver ui({1024, 600});
    FormView form{.record = samples::record(5), .title = "Phiếu"};
    form.pages = {{"Phiếu", {{.path = "name", .kind = ItemKind::text, .label = "Họ và tên"}}}};
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    ui.tap("Họ và tên");
    ui.type("Hoa");
    ui.tap("Trợ giúp");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"name", "Hoa"}});
    std::get<FormView>(ui.view.screen).pages[0].items[0].value = "Hoa";
    ui.tap("Đóng");
    CHECK(ui.widget("Họ và tên").value == "Hoa");
}

TEST_CASE("help opens and closes by keys alone") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::home(vi));
    ui.frame(2);
    for (int tabs = 0; tabs < 20 && !ui.widget("Trợ giúp").focused; ++tabs) ui.press(ImGuiKey_Tab);
    ui.press(ImGuiKey_Enter);
    CHECK(ui.state.shows_help);
    ui.press(ImGuiKey_Escape);
    CHECK_FALSE(ui.state.shows_help);
}
