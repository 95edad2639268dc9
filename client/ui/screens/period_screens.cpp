#include "client/ui/screens/period_screens.h"

#include "client/ui/screens/overview_screen.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

constexpr std::size_t reason_letters_min = 3;  // as the form of a lock asks for

void draw_steps(Ui& ui, const PeriodsView& view, Actions& actions) {
    const Card card(ui);
    say(ui, bold(ui), view.area);
    say(ui, bold(ui), view.period);
    const ButtonOptions earlier{.icon = Icon::back};
    if (button(ui, ui.say(Word::report_earlier), earlier)) actions.push_back(view.earlier);
    const ButtonOptions later{.icon = Icon::forward, .icon_after = true, .enabled = view.later.has_value()};
    same_line_if_fits(ui, button_width(ui, ui.say(Word::report_later), later));
    if (button(ui, ui.say(Word::report_later), later) && view.later) actions.push_back(*view.later);
}

// What the decision closes over, the reason, and then the tap that counts.
void draw_question(Ui& ui, const PeriodView& view, const DecidePeriod& decision, PeriodState& state, Actions& actions) {
    const bool locks = decision.locks, is_complete = view.missing.empty();
    const ToneColours colours = ui.colour.of(locks && !is_complete ? Tone::warning : Tone::info);
    Card card(ui, colours.fill, colours.ink);
    say(ui, tinted(bold(ui), colours.ink), ui.say(locks ? Word::period_ask_lock : Word::period_ask_reopen));
    say(ui, tinted(body(ui), colours.ink), view.about_lock);
    if (locks) {
        say(ui, tinted(body(ui), colours.ink),
            ui.say(is_complete ? Word::period_nothing_missing : Word::period_missing));
        for (const std::string& line : view.missing) say(ui, tinted(body(ui), colours.ink), "• " + line);
    }
    gap(ui, 4);
    say(ui, tinted(muted(ui), colours.ink), ui.say(Word::period_reason));
    text_field(ui, ui.say(Word::period_reason), state.reason, {});
    gap(ui, 4);
    const ButtonOptions yes{.look = ButtonLook::primary,
                            .icon = locks ? Icon::lock : Icon::undo,
                            .enabled = state.reason.size() >= reason_letters_min};
    if (button(ui, ui.say(locks ? Word::period_lock_all : Word::period_reopen_all), yes)) {
        DecidePeriod decided = decision;
        decided.reason = state.reason;
        actions.push_back(std::move(decided));
        state = {};
    }
    same_line_if_fits(ui, button_width(ui, ui.say(Word::period_leave), {}));
    if (button(ui, ui.say(Word::period_leave), {})) state = {};
}

}  // namespace

void draw_periods(Ui& ui, const PeriodsView& view, Actions& actions) {
    const Page page(ui, "periods", 0);
    draw_steps(ui, view, actions);
    say(ui, muted(ui), view.about);
    gap(ui, 4);
    for (const PeriodRow& row : view.rows) {
        const RowLook look{.icon = Icon::calendar, .title = row.title, .detail = row.detail, .badges = {row.state}};
        if (tap_row(ui, row.title, look)) actions.push_back(row.open);
    }
}

void draw_period(Ui& ui, const PeriodView& view, PeriodState& state, Actions& actions) {
    {
        const Page page(ui, "period", view.lock || view.reopen ? size::footer : 0);
        say(ui, bold(ui), view.subject);
        badge(ui, view.state);
        gap(ui, 4);
        if (state.asks_lock && view.lock) draw_question(ui, view, *view.lock, state, actions);
        if (state.asks_reopen && view.reopen) draw_question(ui, view, *view.reopen, state, actions);
        say(ui, body(ui), view.units);
        gap(ui, 4);
        draw_figures(ui, view.figures, actions);
    }
    if (!view.lock && !view.reopen) return;
    const BottomBar bar(ui);
    const bool asks = state.asks_lock || state.asks_reopen;
    if (view.lock &&
        button(ui, ui.say(Word::period_lock), {.look = ButtonLook::primary, .icon = Icon::lock, .enabled = !asks}))
        state.asks_lock = true;
    if (view.lock && view.reopen) ImGui::SameLine();
    if (view.reopen && button(ui, ui.say(Word::period_reopen), {.icon = Icon::undo, .enabled = !asks}))
        state.asks_reopen = true;
}

}  // namespace nuong::client
