#include "client/ui/screens/version_screens.h"

#include "client/ui/screens/figure_table.h"
#include "client/ui/widgets/panels.h"
#include "client/ui/widgets/text_field.h"

namespace nuong::client {
namespace {

void draw_asking(Ui& ui, const VersionsView& view, Actions& actions) {
    const Card card(ui);
    say(ui, bold(ui), view.asking);
    if (view.may_stop && button(ui, ui.say(Word::versions_stop), {.icon = Icon::cross}))
        actions.push_back(StopAsking{});
}

// What freezing means, a note, and then the tap that counts.
void draw_freezing(Ui& ui, const VersionsView& view, VersionsState& state, Actions& actions) {
    const ToneColours colours = ui.colour.of(Tone::info);
    const Card card(ui, colours.fill, colours.ink);
    say(ui, tinted(bold(ui), colours.ink), ui.say(Word::version_ask_freeze));
    for (const std::string& line : view.freezing) say(ui, tinted(body(ui), colours.ink), "• " + line);
    gap(ui, 4);
    say(ui, tinted(muted(ui), colours.ink), ui.say(Word::version_note));
    const bool is_too_long = state.note.size() > view.note_bytes_max;
    text_field(ui, ui.say(Word::version_note), state.note, {.wrong = is_too_long});
    if (is_too_long) remark(ui, Tone::warning, ui.say(Word::version_note_too_long));
    gap(ui, 4);
    const ButtonOptions yes{.look = ButtonLook::primary, .icon = Icon::lock, .enabled = !is_too_long};
    if (button(ui, ui.say(Word::version_freeze_now), yes)) {
        actions.push_back(FreezeVersion{state.note});
        state = {};
    }
    same_line_if_fits(ui, button_width(ui, ui.say(Word::period_leave), {}));
    if (button(ui, ui.say(Word::period_leave), {})) state = {};
}

void draw_version_heading(Ui& ui, const VersionRow& row) {
    const ImVec2 start = cursor();
    const float outer = ui.width, room = badge_width(ui, row.state) + ui.px(12);
    ImGui::SetCursorScreenPos({start.x + outer - room + ui.px(12), start.y + ui.px(2)});
    badge(ui, row.state);
    ImGui::SetCursorScreenPos(start);
    ui.width = outer - room;
    say(ui, title(ui), row.title);
    ui.width = outer;
    gap(ui, 4);
}

// A step is taken by a second tap: it does not go back.
void draw_step(Ui& ui, const VersionRow& row, bool is_enabled, VersionsState& state, Actions& actions) {
    if (!row.next) return;
    if (state.asks_step != row.version) {
        const ButtonOptions step{.look = ButtonLook::primary,
                                 .icon = Icon::check,
                                 .enabled = is_enabled,
                                 .width = ui.width,
                                 .words = row.next->label};
        if (button(ui, row.title + ": " + row.next->label, step)) state.asks_step = row.version;
        return;
    }
    say(ui, bold(ui), row.title + ": " + row.next->label + "?");
    say(ui, muted(ui), ui.say(Word::version_step_stays));
    const ButtonOptions yes{.look = ButtonLook::primary, .icon = Icon::check, .enabled = is_enabled};
    if (button(ui, row.next->label, yes)) {
        actions.push_back(row.next->action);
        state = {};
    }
    same_line_if_fits(ui, button_width(ui, ui.say(Word::period_leave), {}));
    if (button(ui, ui.say(Word::period_leave), {})) state.asks_step = 0;
}

void draw_uses(Ui& ui, const VersionRow& row, bool is_enabled, Actions& actions) {
    const auto use = [&](const Command& command, Icon icon, bool is_first) {
        const ButtonOptions options{.icon = icon, .enabled = is_enabled, .words = command.label};
        if (!is_first) same_line_if_fits(ui, button_width(ui, command.label, options));
        if (button(ui, row.title + ": " + command.label, options)) actions.push_back(command.action);
    };
    use(row.save, Icon::document, true);
    if (row.with_before) use(*row.with_before, Icon::fork, false);
    use(row.with_now, Icon::fork, false);
}

void draw_version(Ui& ui, const VersionRow& row, bool is_enabled, VersionsState& state, Actions& actions) {
    const Card card(ui);
    draw_version_heading(ui, row);
    for (const std::string& step : row.steps) say(ui, muted(ui), step);
    if (!row.replaces.empty()) say(ui, muted(ui), row.replaces);
    if (!row.note.empty()) say(ui, body(ui), ui.say(Word::version_noted) + ": " + row.note);
    if (!row.no_next.empty()) remark(ui, Tone::info, row.no_next);
    gap(ui, 4);
    draw_step(ui, row, is_enabled, state, actions);
    draw_uses(ui, row, is_enabled, actions);
}

}  // namespace

void draw_versions(Ui& ui, const VersionsView& view, VersionsState& state, Actions& actions) {
    const bool is_idle = view.asking.empty();
    {
        const Page page(ui, "versions", size::footer);
        say(ui, bold(ui), view.subject);
        if (!view.heard.empty()) say(ui, muted(ui), view.heard);
        if (view.result) banner(ui, view.result->tone, view.result->text, false);
        if (!is_idle) draw_asking(ui, view, actions);
        if (state.asks_freeze && view.may_freeze && is_idle) draw_freezing(ui, view, state, actions);
        if (view.versions.empty() && !view.empty_text.empty()) empty_state(ui, Icon::document, view.empty_text);
        for (const VersionRow& row : view.versions) {
            ImGui::PushID(static_cast<int>(row.version));
            draw_version(ui, row, is_idle, state, actions);
            ImGui::PopID();
        }
    }
    const BottomBar bar(ui);
    const bool is_tight = ui.width < ui.px(tight_bar);
    const ButtonOptions freeze{.look = ButtonLook::primary,
                               .icon = is_tight ? Icon::none : Icon::lock,
                               .enabled = view.may_freeze && is_idle && !state.asks_freeze};
    if (button(ui, ui.say(Word::version_freeze), freeze)) state.asks_freeze = true;
    ImGui::SameLine();
    const ButtonOptions again{.icon = is_tight ? Icon::none : Icon::sync, .enabled = view.may_ask && is_idle};
    if (button(ui, ui.say(Word::versions_ask_again), again)) actions.push_back(AskVersions{});
}

void draw_difference(Ui& ui, const DifferenceView& view, DifferenceState& state, Actions& actions) {
    const Page page(ui, "difference", 0);
    say(ui, bold(ui), view.subject);
    say(ui, title(ui), view.about);
    gap(ui, 4);
    state.first.resize(view.tables.size());
    for (std::size_t i = 0; i < view.tables.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        section_header(ui, view.tables[i].title);
        draw_figure_table(ui, view.tables[i], state.first[i], actions);
        ImGui::PopID();
    }
    for (const std::string& line : view.below) say(ui, body(ui), line);
}

}  // namespace nuong::client
