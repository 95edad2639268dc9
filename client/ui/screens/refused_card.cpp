#include "client/ui/screens/refused_card.h"

#include "client/ui/widgets/panels.h"

namespace nuong::client {

void draw_refused(Ui& ui, const std::vector<RefusedRow>& rows, Actions& actions) {
    if (rows.empty()) return;
    Card card(ui);
    card.mark_edge(ui.colour.danger);
    say(ui, bold(ui), ui.say(Word::refused_title));
    say(ui, muted(ui), ui.say(Word::refused_help));
    for (const RefusedRow& row : rows) {
        gap(ui, 6);
        say(ui, body(ui), row.text);
        remark(ui, Tone::danger, row.reason);
        if (!row.can_reopen) continue;
        ImGui::PushID(to_string(row.record).c_str());
        if (button(ui, ui.say(Word::reopen), {.icon = Icon::pencil})) actions.push_back(ReopenRefused{row.record});
        ImGui::PopID();
    }
}

}  // namespace nuong::client
