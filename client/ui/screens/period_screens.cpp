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

struct Question {
    const DecidePeriod& decision;
    std::string about;
    std::vector<std::string> lines;  // what it closes over
    bool is_complete;
    std::string yes;
};

Question question_of(const Ui& ui, const PeriodView& view, const DecidePeriod& decision) {
    Question question{
        decision, view.about_lock, {}, true, ui.say(decision.locks ? Word::period_lock_all : Word::period_reopen_all)};
    if (!decision.locks) return question;
    question.is_complete = view.missing.empty();
    question.lines = {ui.say(question.is_complete ? Word::period_nothing_missing : Word::period_missing)};
    for (const std::string& line : view.missing) question.lines.push_back("• " + line);
    return question;
}

Question question_of(const Ui& ui, const PeriodUnit& unit) {
    return {
        unit.decide, unit.about, {}, true, ui.say(unit.decide.locks ? Word::period_lock_one : Word::period_reopen_one)};
}

// What the decision closes over, the reason, and then the tap that counts.
void draw_question(Ui& ui, const Question& question, PeriodState& state, Actions& actions) {
    const bool locks = question.decision.locks;
    const ToneColours colours = ui.colour.of(question.is_complete ? Tone::info : Tone::warning);
    Card card(ui, colours.fill, colours.ink);
    say(ui, tinted(bold(ui), colours.ink), ui.say(locks ? Word::period_ask_lock : Word::period_ask_reopen));
    say(ui, tinted(body(ui), colours.ink), question.about);
    for (const std::string& line : question.lines) say(ui, tinted(body(ui), colours.ink), line);
    gap(ui, 4);
    say(ui, tinted(muted(ui), colours.ink), ui.say(Word::period_reason));
    text_field(ui, ui.say(Word::period_reason), state.reason, {});
    gap(ui, 4);
    const ButtonOptions yes{.look = ButtonLook::primary,
                            .icon = locks ? Icon::lock : Icon::undo,
                            .enabled = state.reason.size() >= reason_letters_min};
    if (button(ui, question.yes, yes)) {
        DecidePeriod decided = question.decision;
        decided.reason = state.reason;
        actions.push_back(std::move(decided));
        state = {};
    }
    same_line_if_fits(ui, button_width(ui, ui.say(Word::period_leave), {}));
    if (button(ui, ui.say(Word::period_leave), {})) state = {};
}

// A commune that was late or has to put something right is opened or locked alone.
void draw_units(Ui& ui, const PeriodView& view, PeriodState& state, Actions& actions) {
    if (view.each_unit.empty()) return;
    gap(ui, 4);
    say(ui, bold(ui), ui.say(Word::period_each_unit));
    for (const PeriodUnit& unit : view.each_unit) {
        const RowLook look{.icon = Icon::calendar, .title = unit.name, .badges = {unit.state}};
        if (tap_row(ui, unit.name, look)) {
            state = {};
            state.asks_unit = unit.decide.area;
            ImGui::SetScrollHereY(0.1f);  // what is asked stands below the tap, and must be seen
        }
        if (unit.decide.area == state.asks_unit) draw_question(ui, question_of(ui, unit), state, actions);
    }
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
        if (state.asks_lock && view.lock) draw_question(ui, question_of(ui, view, *view.lock), state, actions);
        if (state.asks_reopen && view.reopen) draw_question(ui, question_of(ui, view, *view.reopen), state, actions);
        say(ui, body(ui), view.units);
        gap(ui, 4);
        draw_figures(ui, view.figures, actions);
        draw_units(ui, view, state, actions);
    }
    if (!view.lock && !view.reopen) return;
    const BottomBar bar(ui);
    const bool asks = state.asks_lock || state.asks_reopen || !state.asks_unit.empty();
    if (view.lock &&
        button(ui, ui.say(Word::period_lock), {.look = ButtonLook::primary, .icon = Icon::lock, .enabled = !asks}))
        state.asks_lock = true;
    if (view.lock && view.reopen) ImGui::SameLine();
    if (view.reopen && button(ui, ui.say(Word::period_reopen), {.icon = Icon::undo, .enabled = !asks}))
        state.asks_reopen = true;
}

}  // namespace nuong::client
