#include "client/ui/screens/count_card.h"

#include "client/ui/widgets/panels.h"

namespace nuong::client {

void draw_count(Ui& ui, const CountView& view, Actions& actions) {
    const Card card(ui);
    if (view.counts) {
        say(ui, bold(ui), ui.say(Word::report_counting));
        if (!view.progress_text.empty()) say(ui, muted(ui), view.progress_text);
        progress_bar(ui, view.progress, ui.colour.accent);
        gap(ui, 4);
        if (button(ui, ui.say(Word::report_stop), {.icon = Icon::cross})) actions.push_back(StopCount{});
        return;
    }
    say(ui, muted(ui), view.problem.empty() ? ui.say(Word::report_not_counted) : view.problem);
    if (button(ui, ui.say(Word::report_count), {.look = ButtonLook::primary, .icon = Icon::sync}))
        actions.push_back(CountAgain{});
}

}  // namespace nuong::client
