#include "client/ui/screens/record_screen.h"

#include <algorithm>
#include <cmath>

#include "client/ui/screens/restriction_card.h"
#include "client/ui/screens/result_panel.h"
#include "client/ui/screens/review_card.h"
#include "client/ui/widgets/panels.h"
#include "client/ui/widgets/picture.h"

namespace nuong::client {
namespace {

// At the right of the heading, which keeps clear of it.
void draw_print_tool(Ui& ui, const RecordView& view, float width, Actions& actions) {
    const ImVec2 at = cursor();
    ImGui::SetCursorScreenPos({at.x + ui.width - width, at.y});
    const ButtonOptions options{.look = ButtonLook::quiet, .icon = Icon::printer, .width = width};
    if (button(ui, ui.say(Word::print), options)) actions.push_back(*view.print);
    ImGui::SetCursorScreenPos(at);
}

void draw_heading(Ui& ui, const RecordView& view, Actions& actions) {
    const float outer = ui.width, top = cursor().y;
    const float tool = button_width(ui, ui.say(Word::print), {.look = ButtonLook::quiet, .icon = Icon::printer});
    if (view.print) draw_print_tool(ui, view, tool, actions);
    if (view.print) ui.width = outer - tool - ui.px(12);
    if (!view.subtitle.empty()) say(ui, bold(ui), view.subtitle);
    for (std::size_t i = 0; i < view.badges.size(); ++i) {
        if (i > 0) same_line_if_fits(ui, badge_width(ui, view.badges[i]));
        badge(ui, view.badges[i]);
    }
    ui.width = outer;
    const float below_tool = top + ui.px(size::finger) - cursor().y;
    if (view.print && below_tool > 0) ImGui::Dummy({1, below_tool});
}

void draw_fact(Ui& ui, const RecordView& view, const Fact& fact, Actions& actions) {
    say(ui, muted(ui), fact.label);
    ImGui::PushID(fact.path.c_str());
    if (fact.record) {
        const ButtonOptions options{.icon = Icon::forward, .icon_after = true};
        if (button(ui, fact.value, options)) actions.push_back(OpenRecord{*fact.record});
    } else {
        picture(ui, fact.preview, 320, 240);
        say(ui, body(ui), fact.value.empty() ? "–" : fact.value);
    }
    if (fact.conflict && button(ui, ui.say(Word::two_values), {.icon = Icon::fork}))
        actions.push_back(OpenConflict{view.record, fact.path});
    ImGui::PopID();
}

// Two columns of label and value; one on a narrow screen.
void draw_facts(Ui& ui, const RecordView& view, Actions& actions) {
    if (view.facts.empty()) return;
    Card card(ui);
    say(ui, bold(ui), ui.say(Word::facts));
    gap(ui, 4);
    const float outer = ui.width;
    const bool wide = outer >= ui.px(640);
    const std::size_t columns = wide ? 2 : 1;
    ui.width = wide ? std::floor((outer - ui.px(32)) / 2) : outer;
    for (std::size_t start = 0; start < view.facts.size(); start += columns) {
        const ImVec2 origin = cursor();
        float bottom = origin.y;
        for (std::size_t i = start; i < std::min(start + columns, view.facts.size()); ++i) {
            const float left = origin.x + static_cast<float>(i - start) * (ui.width + ui.px(32));
            ImGui::SetCursorScreenPos({left, origin.y});
            ImGui::BeginGroup();
            draw_fact(ui, view, view.facts[i], actions);
            ImGui::EndGroup();
            bottom = std::max(bottom, ImGui::GetItemRectMax().y);
        }
        ImGui::SetCursorScreenPos({origin.x, bottom + ui.px(12)});
    }
    ImGui::Dummy({1, 1});
    ui.width = outer;
}

void draw_timeline(Ui& ui, const RecordView& view, Actions& actions) {
    section_header(ui, ui.say(Word::timeline));
    if (view.timeline.empty()) say(ui, muted(ui), ui.say(Word::nothing_yet));
    const float outer = ui.width, rail = ui.px(30);
    const float rail_x = cursor().x + ui.px(10);
    ImGui::Indent(rail);
    ui.width = outer - rail;
    for (std::size_t i = 0; i < view.timeline.size(); ++i) {
        const TimelineEntry& entry = view.timeline[i];
        const float top = cursor().y, middle = top + row_height(ui) / 2;
        const float next = top + row_height(ui) + ImGui::GetStyle().ItemSpacing.y;
        if (i > 0) paper().AddLine({rail_x, top}, {rail_x, middle}, ui.colour.line_strong, ui.px(2));
        if (i + 1 < view.timeline.size())
            paper().AddLine({rail_x, middle}, {rail_x, next}, ui.colour.line_strong, ui.px(2));
        paper().AddCircleFilled({rail_x, middle}, ui.px(8), ui.colour.accent);
        paper().AddCircleFilled({rail_x, middle}, ui.px(4), ui.colour.card);
        RowLook look{.title = entry.title, .detail = entry.date + (entry.summary.empty() ? "" : " · " + entry.summary)};
        if (entry.status) look.badges.push_back(*entry.status);
        if (tap_row(ui, to_string(entry.record), look)) actions.push_back(OpenRecord{entry.record});
    }
    ui.width = outer;
    ImGui::Unindent(rail);
}

Icon icon_of(const Action& action) { return action.is<EditRecord>() ? Icon::pencil : Icon::plus; }

ButtonOptions look_of(const Command& command, bool with_icon) {
    return {.look = command.primary ? ButtonLook::primary : ButtonLook::secondary,
            .icon = with_icon ? icon_of(command.action) : Icon::none};
}

// Side by side; the signs go first where there is little room, then every button gets the same share of it.
void draw_commands(Ui& ui, const RecordView& view, Actions& actions) {
    const BottomBar bar(ui);
    const float spacing = ImGui::GetStyle().ItemSpacing.x, count = static_cast<float>(view.commands.size());
    const auto fits = [&](bool with_icons) {
        float width = spacing * (count - 1);
        for (const Command& command : view.commands)
            width += button_width(ui, command.label, look_of(command, with_icons));
        return width <= ui.width;
    };
    const bool with_icons = fits(true);
    const float share = with_icons || fits(false) ? 0 : std::floor((ui.width - spacing * (count - 1)) / count);
    bool first = true;
    for (const Command& command : view.commands) {
        ButtonOptions options = look_of(command, with_icons);
        options.width = share;
        if (!first) ImGui::SameLine();
        first = false;
        if (button(ui, command.label, options)) actions.push_back(command.action);
    }
}

}  // namespace

void draw_record(Ui& ui, const RecordView& view, ReviewState& review, Actions& actions) {
    {
        const Page page(ui, "record", view.commands.empty() ? 0 : size::footer);
        draw_heading(ui, view, actions);
        gap(ui, 4);
        draw_restriction(ui, view.restriction);
        draw_restriction(ui, view.refused_consents);
        draw_restriction(ui, view.locked_period);
        draw_restriction(ui, view.inconsistency);
        draw_finding(ui, view);
        draw_outcome(ui, view.outcome);
        // What happened last is what people come for; who somebody is, they mostly know.
        if (!view.timeline.empty()) draw_timeline(ui, view, actions);
        draw_facts(ui, view, actions);
        if (view.timeline.empty()) draw_timeline(ui, view, actions);
        draw_review(ui, view, review, actions);
    }
    if (!view.commands.empty()) draw_commands(ui, view, actions);
}

}  // namespace nuong::client
