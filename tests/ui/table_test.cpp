// What can be there several times stands in a table: one line each, opened by a tap, or typed into where that is all.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

FormView form_with(std::vector<FormItem> items) {
    FormView form{.record = samples::record(5), .title = "Người nhà"};
    form.pages = {{"Người nhà", std::move(items)}};
    return form;
}

// Names alone: nothing else is asked of them.
std::vector<FormItem> names(int count) {
    std::vector<FormItem> items;
    for (int i = 1; i <= count; ++i) {
        const Path path = "aliases/" + std::to_string(i);
        items.push_back({.path = path,
                         .kind = ItemKind::heading,
                         .label = "Tên gọi khác " + std::to_string(i),
                         .removable = true,
                         .repeat = "aliases"});
        items.push_back({.path = path + "/name",
                         .kind = ItemKind::text,
                         .label = "Tên",
                         .repeat = "aliases",
                         .question = "aliases/name"});
    }
    items.push_back({.path = "aliases", .kind = ItemKind::add_repeat, .label = "Tên gọi khác", .repeat = "aliases"});
    return items;
}

}  // namespace

TEST_CASE("the lines of a table say their answers under the questions, and a tap opens one of them to be changed") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_with(samples::relatives(vi)));
    ui.frame(3);
    CHECK(ui.sees("Họ và tên"));
    CHECK_FALSE(ui.sees("Cha, mẹ"));  // its buttons are in the line that is opened
    ui.tap("Người thân 2");
    ui.tap("Cha, mẹ");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"members/2/who", Value("parent")}});
    ui.tap("Xong dòng này");
    CHECK_FALSE(ui.sees("Cha, mẹ"));
    ui.tap("Người thân 1");
    CHECK(ui.sees("Cha, mẹ"));
    ui.tap("Người thân 1");  // once more puts it away
    CHECK_FALSE(ui.sees("Cha, mẹ"));
    CHECK(ui.take_actions().empty());
}

TEST_CASE("whoever adds a line goes on in it, and what is wrong in a line opens it") {
    UiDriver ui({1024, 600});
    std::vector<FormItem> one = samples::relatives(vi);
    one.erase(one.begin() + 3, one.begin() + 6);
    ui.view = samples::frame(vi, form_with(one));
    ui.frame(3);
    ui.tap("Thêm: Người thân");
    CHECK(ui.take<AddRepeat>() == std::vector<AddRepeat>{{"members"}});
    ui.view = samples::frame(vi, form_with(samples::relatives(vi)));
    ui.frame(3);
    CHECK(ui.state.form.items.open_line == "members/2");
    ui.type("Lan");
    ui.pass_seconds(0.5);
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"members/2/name", Value("Lan")}});
    ui.tap("Xong dòng này");
    ui.state.form.items.scroll_to = "members/1/who";  // as from the list of what has to be put right
    ui.frame(2);
    CHECK(ui.state.form.items.open_line == "members/1");
}

TEST_CASE("where only words are asked they are typed into the lines, and each line can be thrown away") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_with(names(1)));
    ui.frame(3);
    ui.tap("Tên");
    ui.type("Pao");
    ui.pass_seconds(0.5);
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"aliases/1/name", Value("Pao")}});
    ui.tap("Thêm: Tên gọi khác");
    ui.take_actions();
    ui.view = samples::frame(vi, form_with(names(2)));
    ui.frame(3);
    ui.type("Phu");  // the new line has the keyboard
    ui.pass_seconds(0.5);
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"aliases/2/name", Value("Phu")}});
    ui.tap("Xóa mục: Tên gọi khác 1");
    CHECK(ui.take<RemoveRepeat>() == std::vector<RemoveRepeat>{{"aliases/1"}});
}

TEST_CASE("held upright a line has no columns, and still says everything and opens") {
    UiDriver ui({600, 1024});
    std::vector<FormItem> items = samples::relatives(vi);
    ui.view = samples::frame(vi, form_with(items));
    ui.frame(3);
    ui.tap("Người thân 1");
    CHECK(ui.sees("Cha, mẹ"));
}

TEST_CASE("with the keyboard Enter opens the line that Tab has reached") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_with(samples::relatives(vi)));
    ui.frame(3);
    bool is_reached = false;
    for (int tabs = 0; tabs < 40 && !is_reached; ++tabs) {
        ui.press(ImGuiKey_Tab);
        is_reached = ui.widget("Người thân 1").focused;
    }
    REQUIRE(is_reached);
    ui.press(ImGuiKey_Enter);
    ui.frame(2);
    CHECK(ui.state.form.items.open_line == "members/1");
}
