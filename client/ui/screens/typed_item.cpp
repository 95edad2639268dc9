#include "client/ui/screens/typed_item.h"

#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "client/ui/field_text.h"
#include "client/ui/widgets/keypad.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

FieldKeys keys_of(ItemKind kind) {
    switch (kind) {
        case ItemKind::ascii: return FieldKeys::ascii;
        case ItemKind::counter: return FieldKeys::digits;
        case ItemKind::integer:
        case ItemKind::decimal: return FieldKeys::number;
        case ItemKind::date:
        case ItemKind::partial_date:
        case ItemKind::point: return FieldKeys::ascii;
        default: return FieldKeys::words;
    }
}

std::string hint_of(Ui& ui, ItemKind kind) {
    if (kind == ItemKind::date) return ui.say(Word::date_hint);
    if (kind == ItemKind::partial_date) return ui.say(Word::partial_date_hint);
    if (kind == ItemKind::counter) return "0";
    return kind == ItemKind::point ? ui.say(Word::point_hint) : "";
}

// What is typed counts before what is tapped beside it.
void hand_over(const FormItem& item, ItemsState& state, Actions& actions) {
    EditBuffer& edit = state.buffers[item.path].edit;
    if (!std::exchange(edit.dirty, false)) return;
    actions.push_back(Answer{item.path, typed_value(item.kind, edit.text)});
}

std::int64_t number_now(const FormItem& item, ItemsState& state) {
    const EditBuffer& edit = state.buffers[item.path].edit;
    const Value now = edit.dirty ? typed_value(item.kind, edit.text) : item.value;
    return now.as<std::int64_t>() ? *now.as<std::int64_t>() : 0;
}

void keep_in_sight_below(Ui& ui) {
    if (cursor().y <= ImGui::GetCurrentWindow()->ClipRect.Max.y) return;
    ImGui::SetScrollHereY(1);
    ui.ask_frame(0);
}

// Large keys below the field from the tap into it until they are put away, for hands without a keyboard. They type into
// the field; what was typed is handed over after a pause, as from a keyboard.
void draw_number_pad(Ui& ui, const FormItem& item, const Path& of, EditBuffer& edit, ItemsState& state,
                     bool was_active) {
    const bool opens = edit.active && !was_active && !ui.focus_shown && !item.readonly;
    if (opens) state.picking = of;
    const bool entered = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false) ||
                         ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_KeyPadEnter), false);
    if (state.picking == of && entered) state.picking.clear();
    edit.on_pad = state.picking == of;
    if (!edit.on_pad) return;
    const float outer = ui.width;
    const bool flat = outer >= ui.px(520);
    ui.width = std::min(outer, ui.px(flat ? 620 : 330));
    gap(ui, 4);
    const Keypad pad = draw_keypad(ui, {.comma = item.kind == ItemKind::decimal, .done = true, .flat = flat});
    ui.width = outer;
    if (opens) keep_in_sight_below(ui);
    constexpr std::size_t digits_max = 15;
    if (!pad.typed.empty() && edit.text.size() < digits_max) edit.text += pad.typed;
    if (pad.erase && !edit.text.empty()) edit.text.pop_back();
    if (!pad.typed.empty() || pad.erase) {
        edit.dirty = true;
        edit.edited_at = ImGui::GetTime();
        ui.ask_frame(0);
    }
    if (pad.done) state.picking.clear();
}

// Many know how old somebody is and not the year; the year is what is kept.
void draw_age(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    const auto today = parse_date(ui.today);
    if (!today) return;
    state.this_year = static_cast<int>(std::chrono::year_month_day(*today).year());
    const std::string& word = ui.say(Word::age_instead);
    const float words = measure(body(ui), word, 0).x + 1;
    same_line_if_fits(ui, words + ui.px(12 + 110));
    const ImVec2 at = cursor();
    say_at(ui, body(ui), {at.x, at.y + (ui.px(size::row) - ui.fonts.body->FontSize) / 2}, words, word);
    ImGui::SetCursorScreenPos({at.x + words + ui.px(12), at.y});
    EditBuffer& edit = state.ages[item.path];
    const bool was_active = edit.active;
    const auto* year = item.value.as<std::int64_t>();
    const std::int64_t age = year ? state.this_year - *year : -1;
    const FieldOptions options{.keys = FieldKeys::digits, .enabled = !item.readonly, .width = ui.px(110)};
    const std::string current = age >= 0 && age < 150 ? std::to_string(age) : "";
    const auto typed = edited_text(ui, item.label + " – " + word, edit, current, options);
    if (typed) actions.push_back(Answer{item.path, year_from_age(*typed, state.this_year)});
    draw_number_pad(ui, item, item.path + "?age", edit, state, was_active);
}

}  // namespace

bool draw_typed(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions, float width) {
    AnswerBuffer& buffer = state.buffers[item.path];
    buffer.kind = item.kind;
    const bool wrong = !buffer.edit.active && !is_well_typed(item.kind, field_text(item.kind, item.value));
    const FieldOptions options{.keys = keys_of(item.kind),
                               .hint = hint_of(ui, item.kind),
                               .multiline = item.kind == ItemKind::multiline,
                               .enabled = !item.readonly,
                               .take_focus = state.take_keys == item.path,
                               .width = width,
                               .wrong = wrong || !item.error.empty()};
    if (state.take_keys == item.path) state.take_keys.clear();
    const auto text = edited_text(ui, item.label, buffer.edit, field_text(item.kind, item.value), options);
    if (buffer.edit.active) state.current = item.path;
    if (text) actions.push_back(Answer{item.path, typed_value(item.kind, *text)});
    return wrong;
}

bool takes_typing(const FormItem& item) {
    switch (item.kind) {
        case ItemKind::text:
        case ItemKind::ascii:
        case ItemKind::multiline:
        case ItemKind::integer:
        case ItemKind::decimal:
        case ItemKind::date:
        case ItemKind::partial_date:
        case ItemKind::point: return !item.readonly;
        default: return false;
    }
}

void draw_unit(Ui& ui, const TextStyle& style, const std::string& unit, float row) {
    if (unit.empty()) return;
    ImGui::SameLine();
    const ImVec2 at = cursor();
    say_at(ui, style, {at.x, at.y + (row - style.font->FontSize) / 2}, ui.px(200), unit);
    ImGui::NewLine();
}

void draw_integer(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    const ButtonOptions step{.look = ButtonLook::secondary, .enabled = !item.readonly};
    const bool was_active = state.buffers[item.path].edit.active;
    const auto move = [&](std::int64_t delta) {
        const std::int64_t now = number_now(item, state);
        state.buffers[item.path].edit.dirty = false;
        actions.push_back(Answer{item.path, Value(now + delta)});
    };
    if (icon_button(ui, "- " + item.label, Icon::minus, step) && number_now(item, state) > 0) move(-1);
    ImGui::SameLine();
    const bool wrong = draw_typed(ui, item, state, actions, ui.px(150));
    ImGui::SameLine();
    if (icon_button(ui, "+ " + item.label, Icon::plus, step)) move(+1);
    draw_unit(ui, body(ui), item.unit, ui.px(size::row));
    if (item.birth_year) draw_age(ui, item, state, actions);
    draw_number_pad(ui, item, item.path, state.buffers[item.path].edit, state, was_active);
    if (wrong && item.error.empty()) remark(ui, Tone::danger, ui.say(Word::number_wrong));
}

void draw_decimal(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    const bool was_active = state.buffers[item.path].edit.active;
    const bool wrong = draw_typed(ui, item, state, actions, ui.px(200));
    draw_unit(ui, body(ui), item.unit, ui.px(size::row));
    draw_number_pad(ui, item, item.path, state.buffers[item.path].edit, state, was_active);
    if (wrong && item.error.empty()) remark(ui, Tone::danger, ui.say(Word::number_wrong));
}

// One tap for each that is counted; a number that is known is typed.
void draw_counter(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    const ButtonOptions options{.enabled = !item.readonly, .width = ui.px(84), .height = ui.px(size::row)};
    const bool was_active = state.buffers[item.path].edit.active;
    const auto count = [&](std::int64_t delta) {
        hand_over(item, state, actions);
        actions.push_back(AddToCounter{item.path, delta});
    };
    if (icon_button(ui, "- " + item.label, Icon::minus, options)) count(-1);
    ImGui::SameLine();
    const bool wrong = draw_typed(ui, item, state, actions, ui.px(130));
    ImGui::SameLine();
    ButtonOptions plus = options;
    plus.look = ButtonLook::primary;
    if (icon_button(ui, "+ " + item.label, Icon::plus, plus)) count(+1);
    draw_unit(ui, body(ui), item.unit, ui.px(size::row));
    draw_number_pad(ui, item, item.path, state.buffers[item.path].edit, state, was_active);
    if (wrong && item.error.empty()) remark(ui, Tone::danger, ui.say(Word::number_wrong));
}

}  // namespace nuong::client
