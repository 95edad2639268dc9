#include "client/ui/screens/conflict_screens.h"

#include <algorithm>
#include <cmath>

#include "client/app/phrases.h"
#include "client/ui/screens/file_offer.h"
#include "client/ui/screens/form_item.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

std::vector<FieldPlace> decided_with(const ConflictView& view, const ConflictState& state) {
    std::vector<FieldPlace> alike;
    if (!state.for_alike) return alike;
    for (const ConflictRow& each : view.alike) alike.push_back({each.record, each.path});
    return alike;
}

// "Chọn giá trị này"; "Chọn cho cả 13 phiếu"
std::string for_how_many(Ui& ui, Word for_one, Word for_all, const ConflictView& view, const ConflictState& state) {
    if (!state.for_alike) return ui.say(for_one);
    return ui.say(for_all) + " " + grouped(ui.language, static_cast<std::int64_t>(view.alike.size() + 1)) + " " +
           ui.say(Word::forms_in_all);
}

void draw_head(Ui& ui, const ConflictView& view, const HeadView& head, const ConflictState& state, Actions& actions) {
    Card card(ui, ui.colour.card, head.shown ? ui.colour.accent : ui.colour.line);
    const ImVec2 start = cursor();
    const Badge in_force{ui.say(Word::in_force), Tone::good};
    const float badge_room = head.shown ? badge_width(ui, in_force) + ui.px(12) : 0;
    const float outer = ui.width;
    if (head.shown) {
        ImGui::SetCursorScreenPos({start.x + outer - badge_room + ui.px(12), start.y + ui.px(4)});
        badge(ui, in_force);
        ImGui::SetCursorScreenPos(start);
    }
    ui.width = outer - badge_room;
    say(ui, title(ui), head.value.empty() ? ui.say(Word::empty_value) : head.value);
    ui.width = outer;
    gap(ui, 4);
    say(ui, muted(ui), ui.say(Word::entered_by) + ": " + head.author);
    say(ui, muted(ui), ui.say(Word::on_device) + ": " + head.device);
    say(ui, muted(ui), head.when);
    if (!head.before.empty()) say(ui, muted(ui), ui.say(Word::value_before) + ": " + head.before);
    gap(ui, 6);
    const ButtonOptions options{.look = ButtonLook::primary, .icon = Icon::check, .width = ui.width};
    if (button(ui, for_how_many(ui, Word::take_this, Word::take_for_all, view, state), options))
        actions.push_back(TakeHead{view.record, view.path, head.dot, decided_with(view, state)});
}

// Side by side when two fit, one below the other when not.
void draw_heads(Ui& ui, const ConflictView& view, const ConflictState& state, Actions& actions) {
    const float outer = ui.width, spacing = ui.px(16);
    const std::size_t columns = std::min<std::size_t>(view.heads.size(), outer >= ui.px(640) ? 2 : 1);
    if (columns == 0) return;
    const auto count = static_cast<float>(columns);
    ui.width = std::floor((outer - spacing * (count - 1)) / count);
    for (std::size_t start = 0; start < view.heads.size(); start += columns) {
        const ImVec2 origin = cursor();
        float bottom = origin.y;
        for (std::size_t i = start; i < std::min(start + columns, view.heads.size()); ++i) {
            ImGui::SetCursorScreenPos({origin.x + static_cast<float>(i - start) * (ui.width + spacing), origin.y});
            ImGui::PushID(static_cast<int>(i));
            ImGui::BeginGroup();
            draw_head(ui, view, view.heads[i], state, actions);
            ImGui::EndGroup();
            ImGui::PopID();
            bottom = std::max(bottom, ImGui::GetItemRectMax().y);
        }
        ImGui::SetCursorScreenPos({origin.x, bottom + ui.px(8)});
        ImGui::Dummy({1, 1});
    }
    ui.width = outer;
}

// The form's own widget for the field; its answer stays here until it is confirmed.
void draw_other_value(Ui& ui, const ConflictView& view, ConflictState& state, Actions& actions) {
    Card card(ui);
    say(ui, bold(ui), ui.say(Word::other_value));
    gap(ui, 4);
    FormItem editor = view.editor;
    editor.value = state.other;
    if (editor.kind == ItemKind::select_from_list) {
        const auto chosen = std::find_if(editor.choices.begin(), editor.choices.end(),
                                         [&](const Choice& choice) { return choice.code == state.other.text(); });
        editor.shown = chosen == editor.choices.end() ? std::string() : chosen->label;
    }
    Actions asked;
    ImGui::PushID("other");
    draw_answer(ui, editor, state.items, asked);
    ImGui::PopID();
    for (const Action& action : asked) {
        if (const auto* answer = action.as<Answer>()) state.other = answer->value;
        else actions.push_back(action);
    }
    gap(ui, 6);
    const ButtonOptions options{.look = ButtonLook::secondary, .enabled = !state.other.is_blank()};
    if (button(ui, for_how_many(ui, Word::use_this_value, Word::use_for_all, view, state), options))
        actions.push_back(SetValue{view.record, view.path, state.other, decided_with(view, state)});
}

std::string alike_text(Ui& ui, const ConflictView& view) {
    return grouped(ui.language, static_cast<std::int64_t>(view.alike.size())) + " " + ui.say(Word::conflicts_alike);
}

// Before anything is decided: it may be for others too, who are named below.
void draw_alike_choice(Ui& ui, const ConflictView& view, ConflictState& state) {
    if (view.alike.empty()) return;
    const bool is_chosen = state.for_alike;
    say(ui, body(ui), alike_text(ui, view));
    const ButtonOptions options{.look = ButtonLook::secondary, .icon = is_chosen ? Icon::check : Icon::people};
    if (button(ui, ui.say(is_chosen ? Word::alike_all_chosen : Word::alike_choose_all), options))
        state.for_alike = !is_chosen;
    gap(ui, 6);
}

void draw_alike(Ui& ui, const ConflictView& view, Actions& actions) {
    if (view.alike.empty()) return;
    section_header(ui, alike_text(ui, view));
    for (const ConflictRow& each : view.alike) {
        const RowLook row{.icon = Icon::fork, .title = each.title, .detail = each.summary};
        if (tap_row(ui, "alike" + to_string(each.record) + each.path, row))
            actions.push_back(OpenConflict{each.record, each.path});
    }
}

// What else is known, for whoever has to decide.
void draw_story(Ui& ui, const ConflictView& view, Actions& actions) {
    if (view.story.empty()) return;
    section_header(ui, ui.say(Word::timeline));
    for (const TimelineEntry& entry : view.story) {
        const std::string detail = entry.date + (entry.summary.empty() ? "" : " · " + entry.summary);
        RowLook look{.icon = Icon::calendar, .title = entry.title, .detail = detail};
        if (entry.status) look.badges.push_back(*entry.status);
        if (tap_row(ui, "story" + to_string(entry.record), look)) actions.push_back(OpenRecord{entry.record});
    }
}

}  // namespace

void draw_conflict_list(Ui& ui, const ConflictListView& view, Actions& actions) {
    const Page page(ui, "conflicts", 0);
    if (view.rows.empty() && view.inconsistent.empty() && view.duplicates.empty()) {
        empty_state(ui, Icon::check, ui.say(Word::no_conflicts));
        return;
    }
    if (!view.rows.empty()) say(ui, muted(ui), ui.say(Word::conflict_help));
    draw_file_offer(ui, view.may_be_written, "", actions);
    for (const ConflictRow& row : view.rows) {
        const RowLook look{.icon = Icon::fork, .title = row.title, .detail = row.field + ": " + row.summary};
        if (tap_row(ui, to_string(row.record) + row.path, look)) actions.push_back(OpenConflict{row.record, row.path});
    }
    if (!view.inconsistent.empty()) section_header(ui, ui.say(Word::inconsistent_title));
    for (const ConflictRow& row : view.inconsistent)
        if (tap_row(ui, to_string(row.record), {.icon = Icon::warning, .title = row.title, .detail = row.summary}))
            actions.push_back(OpenRecord{row.record});
    if (!view.duplicates.empty()) section_header(ui, ui.say(Word::duplicates_title));
    for (const DuplicateRow& row : view.duplicates) {
        const RowLook look{.icon = Icon::people, .title = row.title + " / " + row.other_title, .detail = row.why};
        if (tap_row(ui, to_string(row.record) + to_string(row.other), look))
            actions.push_back(OpenDuplicate{row.record, row.other});
    }
    if (!view.more_duplicates.empty()) say(ui, muted(ui), view.more_duplicates);
}

void draw_conflict(Ui& ui, const ConflictView& view, ConflictState& state, Actions& actions) {
    const Page page(ui, "conflict", 0);
    say(ui, title(ui), view.field);
    say(ui, muted(ui), ui.say(Word::conflict_help));
    gap(ui, 6);
    if (tap_row(ui, "about", {.icon = Icon::person, .title = view.title, .detail = view.about}))
        actions.push_back(OpenRecord{view.record});
    gap(ui, 6);
    draw_alike_choice(ui, view, state);
    draw_heads(ui, view, state, actions);
    if (view.other_value) draw_other_value(ui, view, state, actions);
    draw_alike(ui, view, actions);
    draw_story(ui, view, actions);
    gap(ui, 6);
    if (button(ui, ui.say(Word::ask_later), {.look = ButtonLook::quiet, .icon = Icon::back})) actions.push_back(Back{});
}

}  // namespace nuong::client
