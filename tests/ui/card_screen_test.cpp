// Scanning a citizen card at the screen: the scanner types like a keyboard, very fast, and ends with Enter.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};
constexpr const char* code = "010301004321||Lý Thị Hoa|05102001|Nữ|Xã Nậm Xé, Huyện Văn Bàn|15082021";

}  // namespace

TEST_CASE("a form that takes a card offers it on its first page") {
    UiDriver ui({1024, 600});
    FormView form = samples::session_form(vi);
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    CHECK_FALSE(ui.sees("Quét thẻ CCCD"));
    form.takes_card = true;
    ui.view = samples::frame(vi, form);
    ui.frame(2);
    ui.tap("Quét thẻ CCCD");
    CHECK(ui.take<OpenCard>().size() == 1);
}

TEST_CASE("the field takes the scanner at once, letter for letter, and is empty for the next card") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, CardView{});
    ui.view.preferences.typing = TypingMethod::telex;
    ui.frame(3);
    ui.type_at_once(code);
    CHECK(ui.widget("Mã trên thẻ").value == code);  // "Nậm Xé, Huyện" would be spoilt by Telex
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<ReadCard>() == std::vector<ReadCard>{{code}});
    ui.frame(3);
    CHECK(ui.widget("Mã trên thẻ").value.empty());
    ui.press(ImGuiKey_Enter);  // some scanners send two
    CHECK(ui.take_actions().empty());
    ui.type("123|");
    ui.tap("Đọc mã");
    CHECK(ui.take<ReadCard>() == std::vector<ReadCard>{{"123|"}});
}

TEST_CASE("what the card says stands on the screen, and only the button fills it in") {
    UiDriver ui({1024, 740});
    ui.view = samples::frame(vi, samples::card(vi));
    ui.frame(3);
    CHECK(ui.text().find("Giàng A Lùng") != std::string::npos);
    CHECK(ui.text().find("Thay cho: Giàng A Lung") != std::string::npos);
    CHECK(ui.text().find("Chữ số thứ 4") != std::string::npos);
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<FillFromCard>().empty());
    ui.tap("Điền vào phiếu");
    CHECK(ui.take<FillFromCard>().size() == 1);
    ui.tap("Không điền");
    CHECK(ui.take<Back>().size() == 1);
}

TEST_CASE("a scan while the keyboard is on the button fills in nothing") {
    UiDriver ui({1024, 740});
    ui.view = samples::frame(vi, samples::card(vi));
    ui.frame(3);
    for (int tabs = 0; tabs < 20 && !ui.widget("Điền vào phiếu").focused; ++tabs) ui.press(ImGuiKey_Tab);
    REQUIRE(ui.widget("Điền vào phiếu").focused);
    ui.take_actions();
    ui.type_at_once(code);
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<FillFromCard>().empty());
}

TEST_CASE("a spoilt scan says why and offers nothing to fill in") {
    UiDriver ui({1024, 600});
    CardView view;
    view.problem = "Mã quét bị thiếu ở cuối nên chưa dùng được. Hãy quét lại, hoặc gõ tay vào phiếu.";
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    CHECK(ui.text().find("Mã quét bị thiếu ở cuối") != std::string::npos);
    CHECK_FALSE(ui.sees("Điền vào phiếu"));
}

TEST_CASE("what a scanner had typed is gone with the screen") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, CardView{});
    ui.frame(3);
    ui.type("010301004321");
    ui.view = samples::frame(vi, samples::home(vi));
    ui.frame(2);
    CHECK(ui.state.card.text.empty());
}

TEST_CASE("come from the form by a tap, the field has the keyboard, and has it again after every scan") {
    UiDriver ui({1024, 600});
    FormView form = samples::session_form(vi);
    form.takes_card = true;
    ui.view = samples::frame(vi, form);
    ui.frame(3);
    ui.tap("Quét thẻ CCCD");
    ui.view = samples::frame(vi, CardView{});
    ui.frame(4);
    ui.take_actions();
    ui.type_at_once(code);
    CHECK(ui.widget("Mã trên thẻ").value == code);
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<ReadCard>() == std::vector<ReadCard>{{code}});
    ui.view = samples::frame(vi, samples::card(vi));
    ui.frame(4);
    ui.type_at_once(code);
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<ReadCard>() == std::vector<ReadCard>{{code}});
}
