#include "client/ui/screens/review_card.h"

#include "client/ui/widgets/panels.h"

namespace nuong::client {

void draw_finding(Ui& ui, const RecordView& view) {
    if (!view.review || view.review->text.empty()) return;
    const ToneColours colours = ui.colour.of(view.review->tone);
    Card card(ui, colours.fill, colours.ink);
    say(ui, tinted(bold(ui), colours.ink), view.review->text);
    if (!view.review->next.empty()) say(ui, tinted(body(ui), colours.ink), view.review->next);
}

// Checking is one tap; returning asks for a word first.
void draw_review(Ui& ui, const RecordView& view, ReviewState& state, Actions& actions) {
    if (!view.review || !(view.review->may_check || view.review->may_return)) return;
    Card card(ui);
    say(ui, bold(ui), ui.say(Word::review_title));
    gap(ui, 4);
    if (view.review->may_check && button(ui, ui.say(Word::mark_checked), {.icon = Icon::check}))
        actions.push_back(CheckRecord{view.record});
    if (!view.review->may_return) return;
    gap(ui, 4);
    say(ui, muted(ui), ui.say(Word::return_comment));
    text_field(ui, ui.say(Word::return_comment), state.comment, {});
    gap(ui, 4);
    if (button(ui, ui.say(Word::return_record), {.icon = Icon::undo, .enabled = !state.comment.empty()}))
        actions.push_back(ReturnRecord{view.record, state.comment});
}

}  // namespace nuong::client
