#include "client/ui/screens/caseload_screen.h"

#include <algorithm>

#include "client/ui/widgets/panels.h"

namespace nuong::client {

void draw_caseload(Ui& ui, const CaseloadView& view, CaseloadState& state, Actions& actions) {
    const auto chosen = std::find_if(view.colleagues.begin(), view.colleagues.end(),
                                     [&](const ColleagueRow& each) { return each.user == state.to; });
    const bool is_chosen = chosen != view.colleagues.end();
    {
        const Page page(ui, "caseload", is_chosen ? size::footer : 0);
        say(ui, muted(ui), view.about);
        gap(ui, 6);
        if (view.count == 0) return empty_state(ui, Icon::check, ui.say(Word::caseload_empty));
        if (view.colleagues.empty()) return say(ui, body(ui), ui.say(Word::caseload_nobody));
        section_header(ui, ui.say(Word::caseload_to));
        for (const ColleagueRow& each : view.colleagues) {
            const Icon icon = each.user == state.to ? Icon::check : Icon::person;
            if (tap_row(ui, each.user, {.icon = icon, .title = each.title, .detail = each.detail, .arrow = false}))
                state.to = each.user == state.to ? UserId() : each.user;
        }
    }
    if (!is_chosen) return;
    BottomBar bar(ui);
    const std::string label =
        ui.say(Word::caseload_give) + " " + chosen->title + " (" + std::to_string(chosen->count) + ")";
    const ButtonOptions options{.look = ButtonLook::primary, .icon = Icon::check};
    bar.to_right(button_width(ui, label, options));
    if (button(ui, label, options)) actions.push_back(GiveCaseload{view.user, chosen->user});
}

}  // namespace nuong::client
