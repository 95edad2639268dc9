// A scanner is a keyboard that types a whole line at once, wherever the keyboard happens to be. On a form it answers
// nothing, presses nothing and types into nothing: what it read goes where cards are looked at.
#include <catch2/catch_test_macros.hpp>

#include "client/ui/scan_watch.h"
#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};
constexpr const char* card = "010301004321||Lý Thị Hoa|05102001|Nữ|Xã Nậm Xé, Huyện Văn Bàn|15082021";

FormView choices_below_each_other(int count) {
    FormView view{.record = samples::record(9), .title = "Phiếu thử"};
    view.pages = {{"Trang", {}}};
    for (int i = 0; i < count; ++i)
        view.pages[0].items.push_back({.path = "q" + std::to_string(i),
                                       .kind = ItemKind::select_one,
                                       .label = "Câu " + std::to_string(i),
                                       .choices = samples::frequency(vi)});
    return view;
}

// Key by key, a few milliseconds apart, and Enter at the end.
void scan(UiDriver& ui, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 1;
        while (at + length < text.size() && (text[at + length] & 0xC0) == 0x80) ++length;
        ui.type_at_once(text.substr(at, length));
        at += length;
    }
    ui.press(ImGuiKey_Enter);
    ui.pass_seconds(0.3);
}

}  // namespace

TEST_CASE("a stray digit answers nothing where no question is marked") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, choices_below_each_other(4));
    ui.frame(2);
    ui.type("5");
    ui.pass_seconds(0.3);
    CHECK(ui.take_actions().empty());
}

TEST_CASE("a digit never answers a question that has been scrolled away") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, choices_below_each_other(12));
    ui.frame(2);
    ui.state.form.items.current = "q0";
    ui.state.form.items.scroll_to = "q11";
    ui.frame(4);
    REQUIRE_FALSE(ui.sees("Câu 0"));
    ui.type("5");
    ui.pass_seconds(0.6);
    CHECK(ui.take_actions().empty());
}

TEST_CASE("the question that was answered last is marked, and a digit answers the next one where it can be seen") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, choices_below_each_other(12));
    ui.frame(2);
    ui.state.form.items.current = "q0";
    ui.frame(2);
    for (int i = 0; i < 6; ++i) {
        ui.type("2");
        ui.pass_seconds(0.3);
        CHECK(ui.take<Answer>().size() == 1);
        CHECK(ui.sees("Câu " + std::to_string(i + 1)));
    }
    CHECK(ui.state.form.items.current == "q6");
}

TEST_CASE("a scan answers no question, whichever has the keyboard, and is handed on whole") {
    for (const bool one_by_one : {false, true}) {
        UiDriver ui({1024, 600});
        ui.view = samples::frame(vi, one_by_one ? samples::one_question(vi) : choices_below_each_other(6));
        ui.frame(2);
        if (!one_by_one) ui.press(ImGuiKey_Tab);
        if (!one_by_one) ui.state.form.items.current = "q0";
        ui.frame(2);
        scan(ui, card);
        CHECK(only<ReadCard>(ui.take_actions()).text == card);
    }
}

TEST_CASE("a slash still searches from a form, and one within a scan does not") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, choices_below_each_other(4));
    ui.frame(2);
    ui.type("/");
    ui.pass_seconds(0.3);
    CHECK(ui.take_actions() == Actions{OpenSearch{}});
    scan(ui, "893/5024/118");
    CHECK(only<ReadCard>(ui.take_actions()).text == "893/5024/118");
}

TEST_CASE("a card scanned into a field is taken out of it again, and what stood there stays") {
    UiDriver ui({1024, 600});
    FormView form{.record = samples::record(9), .title = "Phiếu thử"};
    form.pages = {{"Trang", {{.path = "name", .kind = ItemKind::text, .label = "Họ và tên", .value = "Lan"}}}};
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    ui.tap("Họ và tên");
    scan(ui, card);
    ui.pass_seconds(0.6);
    CHECK(only<ReadCard>(ui.take_actions()).text == card);
    CHECK(ui.widget("Họ và tên").value == "Lan");
}

TEST_CASE("a code that was scanned into a field on purpose, and fast typing, stay in the field") {
    UiDriver ui({1024, 600});
    FormView form{.record = samples::record(9), .title = "Phiếu thử"};
    form.pages = {{"Trang", {{.path = "code", .kind = ItemKind::ascii, .label = "Mã"}}}};
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    ui.tap("Mã");
    scan(ui, "893/5024-118");
    CHECK(only<Answer>(ui.take_actions()) == Answer{"code", "893/5024-118"});
}

TEST_CASE("who typed it: a hand's keys come one by one, a scanner's come together") {
    ScanWatch watch;
    CHECK(watch.hear({.text = "2"}, 10.0).keys.empty());  // not known yet
    CHECK(watch.hear({}, 10.2).keys == "2");
    CHECK(watch.is_quiet());
    watch.hear({.text = "1"}, 11.0);
    CHECK(watch.hear({.entered = true}, 11.02).is_taken);  // Enter right after a digit waits for the answer
    CHECK(watch.hear({.text = "3"}, 11.3).keys == "1");
    CHECK(watch.hear({}, 11.6).keys == "3");
    for (int i = 0; i < 10; ++i) CHECK(watch.hear({.text = "7"}, 12 + 0.02 * i).keys.empty());
    CHECK(watch.is_scanning());
    const ScanWatch::Heard heard = watch.hear({.entered = true}, 12.21);
    CHECK(heard.scan == "7777777777");
    CHECK(heard.is_taken);
    CHECK(watch.is_quiet());
    for (int i = 0; i < 10; ++i) watch.hear({.text = "7"}, 13 + 0.02 * i);
    CHECK(watch.hear({}, 14).scan == "7777777777");  // a scanner that sends no Enter
}

TEST_CASE("on a slow laptop a scan comes with many slow frames, and is one scan all the same") {
    ScanWatch watch;
    double now = 20;
    for (const char* part : {"01", "0", "0850", "0", "1234|"}) {
        CHECK(watch.hear({.text = part, .more = true, .frame_seconds = 0.3}, now).keys.empty());
        now += 0.3;
    }
    CHECK(watch.hear({.text = "Giang", .frame_seconds = 0.3}, now).keys.empty());
    now += 0.35;  // nothing was waiting then, but the scanner was still typing
    CHECK(watch.hear({.text = " A", .frame_seconds = 0.3}, now).keys.empty());
    CHECK(watch.hear({.entered = true, .frame_seconds = 0.3}, now + 0.3).scan == "010085001234|Giang A");
    watch.hear({.text = "2", .frame_seconds = 0.3}, 30);  // and a hand is still a hand
    CHECK(watch.hear({.frame_seconds = 0.3}, 31).keys == "2");
}
