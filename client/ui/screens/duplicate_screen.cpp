#include "client/ui/screens/duplicate_screen.h"

#include <algorithm>

#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

// Three columns: what is asked, and the two answers. Where they differ they are bold, and a sign says so as well.
void draw_row(Ui& ui, const TextStyle& face, const std::string& label, const std::string& left,
              const std::string& right, bool differs) {
    const ImVec2 start = cursor();
    const float outer = ui.width, label_width = std::min(ui.px(220), outer * 0.28f), sign = ui.px(64);
    const float column = (outer - label_width - sign) / 2 - ui.px(12);
    float bottom = start.y;
    const auto cell = [&](float x, float width, const TextStyle& with, const std::string& text) {
        ImGui::SetCursorScreenPos({start.x + x, start.y});
        ui.width = width;
        ImGui::BeginGroup();
        say(ui, with, text);
        ImGui::EndGroup();
        bottom = std::max(bottom, ImGui::GetItemRectMax().y);
    };
    cell(0, label_width - ui.px(12), muted(ui), label);
    cell(label_width, column, face, left);
    if (differs) cell(label_width + column + ui.px(6), sign, muted(ui), ui.say(Word::answers_differ));
    cell(label_width + column + sign + ui.px(12), column, face, right);
    ui.width = outer;
    ImGui::SetCursorScreenPos({start.x, bottom + ui.px(6)});
    ImGui::Dummy({1, 1});
}

}  // namespace

void draw_duplicate(Ui& ui, const DuplicateView& view, Actions& actions) {
    {
        const Page page(ui, "duplicate", size::footer);
        say(ui, muted(ui), ui.say(Word::duplicate_help));
        gap(ui, 6);
        Card card(ui);
        draw_row(ui, bold(ui), "", view.left, view.right, false);
        for (const CompareRow& row : view.rows)
            draw_row(ui, row.differs ? bold(ui) : body(ui), row.label,
                     row.left.empty() ? ui.say(Word::empty_value) : row.left,
                     row.right.empty() ? ui.say(Word::empty_value) : row.right, row.differs);
    }
    if (!view.may_decide) return;
    BottomBar bar(ui);
    const bool is_tight = ui.width < ui.px(tight_bar);
    if (button(ui, ui.say(Word::two_people), {.icon = is_tight ? Icon::none : Icon::people}))
        actions.push_back(TellApart{view.record, view.other});
    const ButtonOptions options{.look = ButtonLook::primary, .icon = is_tight ? Icon::none : Icon::person};
    bar.to_right(button_width(ui, ui.say(Word::one_person), options));
    if (button(ui, ui.say(Word::one_person), options)) actions.push_back(LinkSame{view.record, view.other});
}

}  // namespace nuong::client
