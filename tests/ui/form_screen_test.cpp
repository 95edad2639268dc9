// Filling forms: by finger, by keyboard, in a hurry, and with mistakes.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "client/ui/field_text.h"
#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};
constexpr samples::Words en{Language::en};

FormView form_of(std::vector<FormItem> items) {
    FormView view{.record = samples::record(9), .title = "Phiếu thử"};
    view.pages = {{"Trang", std::move(items)}};
    view.total = 1;
    return view;
}

// Answers come back into the form, as the session would do it.
void keep_answers(UiDriver& ui, std::vector<Answer>& given) {
    auto& form = std::get<FormView>(ui.view.screen);
    for (const Answer& answer : ui.take<Answer>()) {
        given.push_back(answer);
        for (FormPage& page : form.pages)
            for (FormItem& item : page.items)
                if (item.path == answer.path) item.value = answer.value;
    }
    ui.frame(2);
}

}  // namespace

TEST_CASE("one tap answers, the same tap takes it back, a refusal is an answer of its own kind") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::screening_form(vi));
    ui.frame(2);
    CHECK(ui.widget("Hằng tuần").chosen);
    ui.tap("Hằng ngày hoặc gần như hằng ngày");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"q2_ats", "6"}});
    ui.tap("Hằng tuần");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"q2_ats", Null{}}});
    ui.tap("Từ chối trả lời");
    CHECK(ui.take<SetMissing>() == std::vector<SetMissing>{{"q2_ats", "refused"}});
}

TEST_CASE("a multiple choice keeps its codes in the order of the form, whatever the order of the taps") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::session_form(vi));
    ui.frame(2);
    ui.tap("Cai nghiện");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"topics", "drug rehab hiv"}});
    ui.tap("Ma túy");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"topics", "hiv"}});
}

TEST_CASE("counting heads: every tap is a difference, never a total") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::session_form(vi));
    ui.frame(2);
    CHECK(ui.widget("Nữ").value == "23");
    ui.tap("+ Nữ");
    ui.tap("+ Nữ");
    ui.tap("- Nam");
    CHECK(ui.take<AddToCounter>() == std::vector<AddToCounter>{{"women", 1}, {"women", 1}, {"men", -1}});
}

TEST_CASE("names typed in Telex reach the form after a short pause, composed") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_of({{.path = "name", .kind = ItemKind::text, .label = "Họ và tên"}}));
    ui.tap("Họ và tên");
    ui.type("DDawngj Thij Huowngf");
    CHECK(ui.widget("Họ và tên").value == "Đặng Thị Hường");
    CHECK(ui.state.ui.next_frame_in <= 0.4);
    ui.take_actions();
    ui.pass_seconds(0.5);
    std::vector<Answer> given;
    keep_answers(ui, given);
    CHECK(ui.widget("Họ và tên").value == "Đặng Thị Hường");
    CHECK(ui.state.ui.next_frame_in == never);  // and then the laptop may sleep
    ui.press(ImGuiKey_Backspace);
    ui.press(ImGuiKey_Backspace);
    ui.type("ns");
    ui.press(ImGuiKey_Enter);
    keep_answers(ui, given);
    REQUIRE_FALSE(given.empty());
    CHECK(given.back() == Answer{"name", "Đặng Thị Hướn"});
}

TEST_CASE("keys that come all at once, as from a fast hand, are composed like single ones") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_of({{.path = "name", .kind = ItemKind::text, .label = "Họ và tên"}}));
    ui.tap("Họ và tên");
    ui.type_at_once("Nguyeenx Vawn ");
    ui.type_at_once("Hungf");
    CHECK(ui.widget("Họ và tên").value == "Nguyễn Văn Hùng");
}

TEST_CASE("codes and numbers stay as typed; VNI and no typing at all are one tap away") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_of({{.path = "code", .kind = ItemKind::ascii, .label = "Mã"},
                                          {.path = "name", .kind = ItemKind::text, .label = "Tên"}}));
    ui.tap("Mã");
    ui.type("AWS-ddo");
    CHECK(ui.widget("Mã").value == "AWS-ddo");
    ui.tap("Gõ Telex");
    const auto as_wished = [&] {  // as the session would, with what the field has handed over
        std::vector<Answer> given;
        for (const Action& action : ui.take_actions()) {
            if (const auto* wish = action.as<SetPreferences>()) ui.view.preferences = wish->wanted;
            if (const auto* answer = action.as<Answer>()) given.push_back(*answer);
        }
        for (FormItem& item : std::get<FormView>(ui.view.screen).pages[0].items)
            for (const Answer& answer : given)
                if (answer.path == item.path) item.value = answer.value;
        ui.frame(2);
    };
    as_wished();
    CHECK(ui.view.preferences.typing == TypingMethod::vni);
    ui.tap("Tên");
    ui.type("Hu7o7ng2");
    CHECK(ui.widget("Tên").value == "Hường");
    ui.tap("Gõ VNI");
    as_wished();
    ui.tap("Tên");
    ui.type("1");
    CHECK(ui.widget("Tên").value == "Hường1");
    CHECK(ui.sees("Tắt gõ dấu"));
}

TEST_CASE("English typing is off until somebody turns it on") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(en, form_of({{.path = "name", .kind = ItemKind::text, .label = "Name"}}));
    ui.tap("Name");
    ui.type("assess");
    CHECK(ui.widget("Name").value == "assess");
}

TEST_CASE("pasted text is composed but its letters are not taken for keys") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_of({{.path = "name", .kind = ItemKind::text, .label = "Tên"}}));
    ui.tap("Tên");
    ImGui::SetClipboardText("Hu\xCC\x9Bo\xCC\x9B\xCC\x80ng as");  // decomposed
    ui.press_with_ctrl(ImGuiKey_V);
    CHECK(ui.widget("Tên").value == "Hường as");
}

TEST_CASE("Escape does not throw away what was typed") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_of({{.path = "name", .kind = ItemKind::text, .label = "Tên", .value = "Lan"}}));
    ui.tap("Tên");
    ui.press(ImGuiKey_End);
    ui.type(" Anh");
    ui.press(ImGuiKey_Escape);
    ui.pass_seconds(0.5);
    std::vector<Answer> given;
    keep_answers(ui, given);
    REQUIRE(given.size() == 1);
    CHECK(given[0].value == Value("Lan Anh"));
}

TEST_CASE("closing or leaving in mid-word loses nothing") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_of({{.path = "name", .kind = ItemKind::text, .label = "Tên"}}));
    ui.tap("Tên");
    ui.type("Lan");
    CHECK(ui.take_actions().empty());
    Actions last;
    flush(ui.state, last);
    CHECK(last == Actions{Answer{"name", "Lan"}});

    ui.type("h");
    ui.view = samples::frame(vi, samples::home(vi));  // the session moved on by itself
    ui.frame();
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"name", "Lanh"}});
}

TEST_CASE("an answer is handed over before the button that was tapped after it") {
    UiDriver ui({1024, 600});
    FormView form = form_of({{.path = "name", .kind = ItemKind::text, .label = "Tên"}});
    form.can_submit = true;
    ui.view = samples::frame(vi, form);
    ui.tap("Tên");
    ui.type("Lan");
    ui.tap("Nộp phiếu");
    CHECK(ui.take_actions() == Actions{Answer{"name", "Lan"}, SubmitForm{}});
}

TEST_CASE("dates are typed as people write them, and nonsense is said to be nonsense") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, form_of({{.path = "born", .kind = ItemKind::date, .label = "Ngày sinh"}}));
    std::vector<Answer> given;
    ui.tap("Ngày sinh");
    ui.type("5/9/1994");
    ui.press(ImGuiKey_Enter);
    keep_answers(ui, given);
    CHECK(given.back() == Answer{"born", "1994-09-05"});
    CHECK(ui.widget("Ngày sinh").value == "05/09/1994");

    ui.tap("Ngày sinh");
    ui.press_with_ctrl(ImGuiKey_A);
    ui.type("31/02/2024");
    ui.press(ImGuiKey_Enter);
    keep_answers(ui, given);
    CHECK(given.back() == Answer{"born", "31/02/2024"});
    CHECK(ui.sees("Ngày chưa đúng, hãy gõ ngày/tháng/năm, ví dụ 05/09/2024."));
    ui.tap("Hôm nay");
    keep_answers(ui, given);
    CHECK(given.back() == Answer{"born", "2024-12-05"});
    CHECK_FALSE(ui.sees("Ngày chưa đúng, hãy gõ ngày/tháng/năm, ví dụ 05/09/2024."));
}

TEST_CASE("what typed text means, kind by kind") {
    struct Typed {
        ItemKind kind;
        const char* text;
        Value value;
        bool well;
    };
    const Typed cases[] = {
        {ItemKind::integer, "12", 12, true},
        {ItemKind::integer, " -3 ", -3, true},
        {ItemKind::integer, "12a", "12a", false},
        {ItemKind::integer, "99999999999999999999", "99999999999999999999", false},
        {ItemKind::decimal, "48,5", 48.5, true},
        {ItemKind::decimal, "48.5", 48.5, true},
        {ItemKind::decimal, "1.000,5", "1.000,5", false},
        {ItemKind::decimal, "1e999", "1e999", false},
        {ItemKind::point, "22,05 104,13", "22.05 104.13", true},
        {ItemKind::point, "22.05 104.13", "22.05 104.13", true},
        {ItemKind::point, "22.0512, 104.1321", "22.0512 104.1321", true},  // as a map gives it
        {ItemKind::point, "22,05, 104,13", "22.05 104.13", true},
        {ItemKind::point, "22,05; 104,13", "22.05 104.13", true},
        {ItemKind::point, "22,05,104,13", "22.05 104.13", true},
        {ItemKind::point, "22,104", "22,104", false},  // one number or two: not guessed
        {ItemKind::point, "104,13 22,05", "104,13 22,05", false},
        {ItemKind::point, "22,05", "22,05", false},
        {ItemKind::date, "05-09-2024", "2024-09-05", true},
        {ItemKind::date, "05092024", "2024-09-05", true},
        {ItemKind::date, "2024-09-05", "2024-09-05", true},
        {ItemKind::date, "5.9.2024", "2024-09-05", true},
        {ItemKind::date, "29/2/2023", "29/2/2023", false},
        {ItemKind::date, "5/9/24", "5/9/24", false},
        {ItemKind::date, "//", "//", false},
        {ItemKind::text, "  Lan ", "Lan", true},
        {ItemKind::text, "   ", Null{}, true},
        {ItemKind::multiline, " a\nb ", " a\nb ", true},
    };
    for (const Typed& each : cases) {
        INFO(each.text);
        CHECK(typed_value(each.kind, each.text) == each.value);
        CHECK(is_well_typed(each.kind, each.text) == each.well);
    }
}

TEST_CASE("by keyboard alone: digits answer and move on, Tab and Enter reach the rest") {
    UiDriver ui({1024, 600});
    FormView form =
        form_of({{.path = "a", .kind = ItemKind::select_one, .label = "Câu A", .choices = samples::yes_no(vi)},
                 {.path = "b", .kind = ItemKind::select_one, .label = "Câu B", .choices = samples::frequency(vi)}});
    form.can_submit = true;
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    const auto tab_to = [&](const char* label) {
        for (int tabs = 0; tabs < 30 && !ui.widget(label).focused; ++tabs) ui.press(ImGuiKey_Tab);
    };
    ui.press(ImGuiKey_Tab);
    CHECK(ui.state.form.items.current == "a");
    ui.type("15");
    ui.pass_seconds(0.2);
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"a", "yes"}, {"b", "6"}});
    ui.type("9");  // there is no ninth option
    ui.pass_seconds(0.2);
    CHECK(ui.take_actions().empty());

    tab_to("Nộp phiếu");
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take_actions() == Actions{SubmitForm{}});
    tab_to("Quay lại");
    ui.press(ImGuiKey_Space);
    CHECK(ui.take_actions() == Actions{LeaveForm{}});
}

TEST_CASE("a finger scrolls the page, and what it started on is not pressed") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::screening_form(vi));
    ui.frame(3);
    const float before = ui.widget("Hằng tháng").box.min.y;
    const ImVec2 start = ui.widget("Hằng tháng").visible.centre();
    ui.drag(start, {start.x, start.y - 150});
    CHECK(ui.widget("Hằng tháng").box.min.y < before - 100);
    CHECK(ui.take_actions().empty());
    ui.tap("Hằng tháng");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"q2_ats", "3"}});
}

TEST_CASE("submitting an unfinished form leads to the first problem, on whatever page it is") {
    UiDriver ui({1024, 600});
    FormView form = samples::screening_form(vi);
    form.page = 1;
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    CHECK_FALSE(ui.sees("Xem lỗi cần sửa"));  // nobody is told of mistakes before the first try
    ui.tap("Nộp phiếu");
    CHECK(ui.take_actions() == Actions{SubmitForm{}});
    ui.frame(2);
    CHECK(ui.sees("Xem lỗi cần sửa"));
    form.page = 0;
    ui.view = samples::frame(vi, form);
    ui.frame(4);
    CHECK(ui.sees("Cần có sự đồng ý trước khi hỏi tiếp."));
}

TEST_CASE("throwing a form away takes two decisions, and the pages turn both ways") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::screening_result(vi));
    ui.frame(2);
    CHECK(ui.sees("Nguy cơ cao"));
    CHECK(ui.sees("27"));
    ui.tap("Trang trước");
    CHECK(ui.take_actions() == Actions{GoToPage{0}});
    ui.tap("Xóa nháp");
    CHECK(ui.sees("Xóa nháp này? Các câu trả lời sẽ mất."));
    ui.tap("Giữ lại");
    CHECK(ui.take_actions().empty());
    ui.tap("Xóa nháp");
    ui.tap("Xóa hẳn");
    CHECK(ui.take_actions() == Actions{DiscardDraft{}});
    ui.tap("Nộp phiếu");
    CHECK(ui.take_actions() == Actions{SubmitForm{}});
    ui.tap("Quay lại");
    CHECK(ui.take_actions() == Actions{LeaveForm{}});
}

TEST_CASE("a long list of choices is searched, and repeats come and go") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::person_form(vi));
    ui.frame(2);
    ui.tap("Đổi");
    ui.tap("Tìm kiếm: Dân tộc");
    ui.type("ta");
    CHECK(ui.take<FilterChoices>().back() == FilterChoices{"ethnicity", "ta"});
    ui.tap("Tày");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"ethnicity", "tay"}});
    ui.tap("Thêm: Người thân");
    CHECK(ui.take<AddRepeat>() == std::vector<AddRepeat>{{"members"}});
    ui.tap("Người thân 1");
    ui.tap("Xóa mục");
    CHECK(ui.take<RemoveRepeat>() == std::vector<RemoveRepeat>{{"members/1"}});
    ui.tap("Xác nhận");
    CHECK(ui.take<Answer>() == std::vector<Answer>{{"read_rights", true}});
}

TEST_CASE("a read-only form changes nothing however it is tapped") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(
        vi, form_of({{.path = "a",
                      .kind = ItemKind::select_one,
                      .label = "Câu A",
                      .choices = samples::yes_no(vi),
                      .readonly = true},
                     {.path = "n", .kind = ItemKind::integer, .label = "Số", .value = 3, .readonly = true},
                     {.path = "t", .kind = ItemKind::text, .label = "Tên", .value = "Lan", .readonly = true}}));
    ui.frame(2);
    for (const char* label : {"Có", "+ Số", "- Số", "Tên"}) ui.tap(label);
    ui.type("1xyz");
    ui.pass_seconds(0.5);
    CHECK(ui.take_actions().empty());
}

TEST_CASE("of a day that nobody knows whole, the month or the year alone is picked or typed") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(
        vi, form_of({{.path = "since", .kind = ItemKind::partial_date, .label = "Từ khi nào", .value = "2019"}}));
    ui.frame(2);
    ui.tap("Lịch");
    CHECK(ui.sees("Tháng 01/2019"));
    ui.tap("Năm trước");
    ui.tap("Năm trước");
    ui.tap("Chỉ biết năm 2017");
    CHECK(ui.take<Answer>().back() == Answer{"since", Value("2017")});
    ui.tap("Lịch");
    ui.tap("Tháng sau");
    ui.tap("Chỉ biết tháng 02/2019");
    CHECK(ui.take<Answer>().back() == Answer{"since", Value("2019-02")});
    ui.tap("Lịch");
    ui.tap("Năm sau");
    ui.tap("15/01/2020");
    CHECK(ui.take<Answer>().back() == Answer{"since", Value("2020-01-15")});
    for (const auto& [typed, means] :
         {std::pair("6/1985", "1985-06"), std::pair("1985", "1985"), std::pair("30061985", "1985-06-30")}) {
        CAPTURE(typed);
        CHECK(typed_value(ItemKind::partial_date, typed) == Value(means));
        CHECK(is_well_typed(ItemKind::partial_date, typed));
    }
    CHECK(field_text(ItemKind::partial_date, Value("1985-06")) == "06/1985");
    CHECK_FALSE(is_well_typed(ItemKind::partial_date, "hồi xưa"));
}

TEST_CASE("a date is typed, or picked: yesterday in one tap, any other day from the month") {
    UiDriver ui({1024, 600});
    FormView form{.record = samples::record(5), .title = "Thăm"};
    form.pages = {{"Thăm",
                   {{.path = "on", .kind = ItemKind::date, .label = "Ngày thăm", .value = "2024-02-10"},
                    {.path = "next", .kind = ItemKind::date, .label = "Hẹn", .readonly = true}}}};
    ui.view = samples::frame(samples::Words{Language::vi}, form);  // today is 05/12/2024
    ui.frame(2);
    ui.tap("Hôm qua");
    CHECK(ui.take<Answer>().back() == Answer{"on", Value("2024-12-04")});
    ui.tap("Lịch");
    CHECK(ui.widget("10/02/2024").chosen);
    ui.tap("29/02/2024");  // a leap year
    CHECK(ui.take<Answer>().back() == Answer{"on", Value("2024-02-29")});
    CHECK_FALSE(ui.sees("10/02/2024"));  // it closes with the answer
    ui.tap("Lịch");
    ui.tap("Tháng trước");
    ui.tap("Tháng trước");
    ui.tap("31/12/2023");
    CHECK(ui.take<Answer>().back() == Answer{"on", Value("2023-12-31")});
    ui.tap("Lịch");
    ui.tap("Tháng sau");
    CHECK(ui.sees("Tháng 03/2024"));
    ui.tap("Đóng");
    CHECK(ui.take_actions().empty());
}

TEST_CASE("what is half typed when the language changes is handed over first, in the same question") {
    UiDriver ui({600, 1024});  // also where the screen is narrow
    ui.view = samples::frame(vi, form_of({{.path = "name", .kind = ItemKind::text, .label = "Tên"}}));
    ui.frame(3);
    ui.tap("Tên");
    ui.type("Hoa");
    ui.tap("EN");
    const Actions asked = ui.take_actions();
    CHECK(std::count(asked.begin(), asked.end(), Action(Answer{"name", Value("Hoa")})) == 1);
    CHECK(std::count(asked.begin(), asked.end(), Action(SetLanguage{Language::en})) == 1);
    FormItem& name = std::get<FormView>(ui.view.screen).pages[0].items[0];
    ui.view.language = Language::en;
    name.label = "Name";
    name.value = Value("Hoa");
    ui.frame(3);
    CHECK(ui.widget("Name").value == "Hoa");
}

TEST_CASE("whoever corrects one answer is done on its page, and a new form is gone through") {
    for (const ImVec2 display : {ImVec2{1024, 600}, ImVec2{600, 1024}}) {
        UiDriver ui(display);
        FormView form = samples::screening_form(vi);
        form.problems.clear();
        form.can_submit = true;
        form.saved_state = "Đã lưu trên máy lúc 10:42";
        ui.view = samples::frame(vi, form);
        ui.frame(2);
        CHECK_FALSE(ui.sees("Nộp phiếu"));
        form.is_correction = form.can_undo = form.can_redo = true;
        ui.view = samples::frame(vi, form);
        ui.frame(2);
        REQUIRE(ui.sees("Tiếp theo"));
        ui.tap("Nộp phiếu");
        CHECK(ui.take<SubmitForm>().size() == 1);
        form.can_submit = false;
        ui.view = samples::frame(vi, form);
        ui.frame(2);
        CHECK_FALSE(ui.sees("Nộp phiếu"));
    }
}
