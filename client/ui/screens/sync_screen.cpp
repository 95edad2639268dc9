#include "client/ui/screens/sync_screen.h"

#include <algorithm>

#include "client/app/phrases.h"
#include "client/ui/screens/refused_card.h"
#include "client/ui/widgets/panels.h"
#include "shared/base/enrolment_link.h"

namespace nuong::client {
namespace {

struct Figure {
    Icon icon;
    std::int64_t number;
    std::string label;
    Tone tone;
};

void draw_figures(Ui& ui, const SyncView& view) {
    const Figure figures[] = {
        {Icon::arrow_up, view.pushed, ui.say(Word::pushed), Tone::good},
        {Icon::arrow_down, view.received, ui.say(Word::received), Tone::good},
        {Icon::document, view.pending, ui.say(Word::still_pending), view.pending > 0 ? Tone::info : Tone::neutral},
        {Icon::fork, view.conflicts, ui.say(Word::found_conflicts), view.conflicts > 0 ? Tone::warning : Tone::neutral},
    };
    const ImVec2 start = cursor();
    float widest = 0;
    for (const Figure& figure : figures) widest = std::max(widest, measure(muted(ui), figure.label, 0).x);
    const std::size_t columns = widest + ui.px(64) <= ui.width / 4 ? 4 : 2;
    const float column = ui.width / static_cast<float>(columns);
    for (std::size_t i = 0; i < 4; ++i) {
        const Figure& figure = figures[i];
        const ToneColours colours = ui.colour.of(figure.tone);
        const ImVec2 at{start.x + column * static_cast<float>(i % columns),
                        start.y + ui.px(66) * static_cast<float>(i / columns)};
        paper().AddCircleFilled({at.x + ui.px(22), at.y + ui.px(28)}, ui.px(22), colours.fill);
        paint_icon(figure.icon, {at.x + ui.px(22), at.y + ui.px(28)}, ui.px(24), colours.ink);
        const float left = at.x + ui.px(56), room = column - ui.px(64);
        say_at(ui, title(ui), {left, at.y - ui.px(4)}, room, grouped(ui.language, figure.number));
        say_at(ui, muted(ui), {left, at.y + ui.px(31)}, room, figure.label);
    }
    ImGui::Dummy({ui.width, ui.px(columns == 4 ? 56 : 122)});
}

// What it costs, and how long it still takes.
void draw_amounts(Ui& ui, const SyncView& view) {
    if (view.amount_text.empty()) return;
    gap(ui, 4);
    say(ui, muted(ui), view.time_text.empty() ? view.amount_text : view.amount_text + " · " + view.time_text);
}

void draw_state(Ui& ui, const SyncView& view) {
    if (view.offline) {
        banner(ui, Tone::warning, ui.say(Word::offline_title) + ". " + ui.say(Word::offline_help), false);
    } else if (!view.error.empty()) {
        banner(ui, Tone::danger, view.error, false);
    } else if (view.stopped) {
        banner(ui, Tone::info, ui.say(Word::sync_stopped), false);
    } else if (view.finished) {
        banner(ui, Tone::good, ui.say(Word::sync_done), false);
    }
}

// Nothing is lost by it; so it does not ask.
void draw_stop(Ui& ui, const SyncView& view, BottomBar& bar, Actions& actions) {
    const ButtonOptions options{.icon = Icon::cross, .enabled = !view.stopping};
    const std::string& word = ui.say(view.stopping ? Word::stopping_sync : Word::stop_sync);
    bar.to_right(button_width(ui, word, options));
    if (button(ui, word, options)) actions.push_back(StopSync{});
}

// A scanner types what the QR code says: address and code.
void draw_new_code(Ui& ui, NewCodeState& state, Actions& actions) {
    const Card card(ui);
    say(ui, bold(ui), ui.say(Word::new_code));
    const FieldUse field = text_field(ui, ui.say(Word::new_code), state.code, {.keys = FieldKeys::ascii});
    if (const auto link = parse_enrolment_link(state.code)) state.code = link->code;
    gap(ui, 4);
    const ButtonOptions options{
        .look = ButtonLook::primary, .icon = Icon::check, .enabled = !state.code.empty(), .width = ui.width};
    const bool pressed = button(ui, ui.say(Word::confirm_device), options);
    if (!pressed && !(field.entered && options.enabled)) return;
    actions.push_back(SyncNow{state.code});
}

constexpr float narrow_bar = 460;  // no room for three buttons

void draw_way_to_conflicts(Ui& ui, Icon icon, Actions& actions) {
    if (button(ui, ui.say(Word::view_conflicts), {.icon = icon})) actions.push_back(OpenConflicts{});
}

}  // namespace

void draw_sync(Ui& ui, const SyncView& view, NewCodeState& state, Actions& actions) {
    const bool leads_to_conflicts = view.conflicts > 0 && !view.running && view.lease.empty();
    const bool is_narrow = ui.width < ui.px(narrow_bar);
    {
        const Page page(ui, "sync", size::footer);
        if (!view.lease.empty()) banner(ui, Tone::warning, view.lease, false);
        draw_state(ui, view);
        if (view.needs_code) draw_new_code(ui, state, actions);
        {
            Card card(ui);
            const std::string& text = view.progress_text.empty() ? view.last_sync : view.progress_text;
            if (!text.empty()) say(ui, bold(ui), text);
            const bool is_done = view.finished && !view.stopped && !view.offline && view.error.empty();
            if (view.running || is_done) {
                gap(ui, 4);
                progress_bar(ui, view.finished ? 1.0f : view.progress, ui.colour.accent);
            }
            draw_amounts(ui, view);
            gap(ui, 12);
            draw_figures(ui, view);
            if (leads_to_conflicts && is_narrow) draw_way_to_conflicts(ui, Icon::fork, actions);
        }
        draw_refused(ui, view.refused, actions);
    }
    BottomBar bar(ui);
    const bool is_tight = ui.width < ui.px(tight_bar);
    const auto sign = [&](Icon icon) { return is_tight ? Icon::none : icon; };
    const ButtonOptions options{.look = ButtonLook::primary, .icon = sign(Icon::sync)};
    const bool has_first = leads_to_conflicts && !is_narrow;
    if (has_first) draw_way_to_conflicts(ui, sign(Icon::fork), actions);
    if (!view.running) {
        ButtonOptions by_hand{.icon = sign(Icon::arrow_up)};
        const std::string& label = ui.say(Word::hand_over);
        const float now = button_width(ui, ui.say(Word::sync_now), options);
        const float room = has_first ? bar.text_room(now) : ui.width - now - ui.px(32);
        const bool has_room = room >= button_width(ui, label, by_hand);
        if (has_first) ImGui::SameLine();
        if (!has_room) by_hand.words = "USB";
        if (button(ui, label, by_hand)) actions.push_back(OpenHandOver{});
    }
    if (view.running) return draw_stop(ui, view, bar, actions);
    bar.to_right(button_width(ui, ui.say(Word::sync_now), options));
    if (button(ui, ui.say(Word::sync_now), options)) actions.push_back(SyncNow{});
}

}  // namespace nuong::client
