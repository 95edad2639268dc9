// One question at a time, as a person taps and types it.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

FormView& form_of(UiDriver& ui) { return std::get<FormView>(ui.view.screen); }

void open_page(UiDriver& ui, int page) {  // as the session does
    form_of(ui).page = page;
    ui.frame(3);
}

}  // namespace

TEST_CASE("one question fills the screen: large, with how far one is, and large buttons on and back") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::one_question(vi));
    ui.frame(3);
    const std::string question = samples::one_question(vi).pages[0].items[1].label + " *";
    CHECK(ui.sees(question));
    CHECK(ui.widget(question).box.height() >= size::title_text);
    CHECK(ui.sees("31/52 câu đã trả lời · Câu 1/3"));
    CHECK_FALSE(ui.sees("Mã ẩn danh"));
    CHECK(ui.widget("Tiếp theo").box.width() >= 180);
    ui.tap("Tiếp theo");
    CHECK(ui.take<GoToPage>() == std::vector<GoToPage>{{1}});
    open_page(ui, 1);
    ui.tap("Câu trước");
    CHECK(ui.take<GoToPage>() == std::vector<GoToPage>{{0}});
}

TEST_CASE("a double tap answers one question only: the next one is deaf for a moment") {
    UiDriver ui({1024, 600});
    FormView form = samples::one_question(vi);
    form.pages.insert(form.pages.begin() + 1, form.pages[0]);
    form.pages[1].items[1].path = "q9";
    form.pages[1].items[1].value = Null{};
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    ui.tap("Chưa bao giờ");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"q8", "never"}});
    form_of(ui).page = 1;  // the session has moved on
    ui.tap("Chưa bao giờ");
    CHECK(ui.take_actions().empty());
    ui.pass_seconds(0.5);
    ui.tap("Chưa bao giờ");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"q9", "never"}});
}

TEST_CASE("whoever turns the page by hand is heard at once") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::one_question(vi));
    ui.frame(3);
    ui.tap("Tiếp theo");
    ui.take_actions();
    form_of(ui).page = 1;
    ui.tap("Câu trước");
    CHECK(ui.take<GoToPage>() == std::vector<GoToPage>{{0}});
}

TEST_CASE("by keys alone: a digit answers, a field takes the keyboard by itself, Enter goes on, Page Up goes back") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::one_question(vi));
    ui.frame(3);
    ui.type("1");
    ui.pass_seconds(0.2);
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"q8", "never"}});
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<GoToPage>() == std::vector<GoToPage>{{1}});
    open_page(ui, 1);
    ui.type("A7");
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take_actions() == Actions{Answer{"anonymous_code", "A7"}, GoToPage{2}});
    open_page(ui, 2);
    ui.press(ImGuiKey_PageUp);
    CHECK(ui.take<GoToPage>() == std::vector<GoToPage>{{1}});
    open_page(ui, 1);
    ui.press(ImGuiKey_PageDown);
    CHECK(ui.take<GoToPage>() == std::vector<GoToPage>{{2}});
}

TEST_CASE("looking back at the end: what is missing is one tap away, and only then it can be submitted") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::looking_back_at(vi));
    ui.frame(3);
    CHECK(ui.sees("Cần sửa trước khi nộp"));
    ui.tap("Mã ẩn danh: Cần trả lời câu này.");
    CHECK(ui.take<GoToPage>() == std::vector<GoToPage>{{1}});
    form_of(ui).problems.clear();
    form_of(ui).can_submit = true;
    ui.frame(3);
    CHECK(ui.sees("Không còn thiếu gì, có thể nộp."));
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take_actions().empty());  // nothing is submitted by a key that was meant for a question
    ui.tap("Nộp phiếu");
    CHECK(ui.take<SubmitForm>().size() == 1);
}
