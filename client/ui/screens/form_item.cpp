#include "client/ui/screens/form_item.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "client/ui/field_text.h"
#include "client/ui/screens/choice_item.h"
#include "client/ui/screens/result_panel.h"
#include "client/ui/screens/typed_item.h"
#include "client/ui/widgets/choices.h"
#include "client/ui/widgets/month_grid.h"
#include "client/ui/widgets/panels.h"
#include "client/ui/widgets/picture.h"

namespace nuong::client {
namespace {

void draw_point(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    if (draw_typed(ui, item, state, actions, ui.px(360)) && item.error.empty())
        remark(ui, Tone::danger, ui.say(Word::point_wrong));
}

// A day can be typed, or picked: today, yesterday, any other from a month; where that is all that is known, the month
// or the year alone.
void draw_date(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    const bool wrong = draw_typed(ui, item, state, actions, ui.px(200));
    const bool is_open = state.picking == item.path, is_partial = item.kind == ItemKind::partial_date;
    const auto answer = [&](const std::string& day) {
        state.buffers[item.path].edit.dirty = false;
        state.picking.clear();
        actions.push_back(Answer{item.path, Value(day)});
    };
    const auto offer = [&](Word word, Icon icon) {
        const ButtonOptions options{.icon = icon, .enabled = !item.readonly};
        same_line_if_fits(ui, button_width(ui, ui.say(word), options));
        return button(ui, ui.say(word), options);
    };
    if (const auto today = parse_date(ui.today); today && !is_partial) {
        if (offer(Word::today, Icon::none)) answer(to_string(*today));
        if (offer(Word::yesterday, Icon::none)) answer(to_string(*today - std::chrono::days(1)));
    }
    if (offer(is_open ? Word::close : Word::calendar, is_open ? Icon::cross : Icon::calendar)) {
        state.picking = is_open ? Path() : item.path;
        state.month = month_of(item.value.text(), ui.today);
    }
    if (wrong && item.error.empty())
        remark(ui, Tone::danger, ui.say(is_partial ? Word::partial_date_wrong : Word::date_wrong));
    if (state.picking != item.path || item.readonly) return;
    if (is_partial)
        if (const std::string part = month_or_year(ui, state.month); !part.empty()) answer(part);
    if (const auto day = month_grid(ui, state.month, parse_date(item.value.text()))) answer(to_string(*day));
}

// The title, and behind it what can be done; below it where the line is too short.
void draw_reference(Ui& ui, const FormItem& item, Actions& actions) {
    const bool blank = item.shown.empty();
    const TextStyle style = blank ? tinted(body(ui), ui.colour.muted) : body(ui);
    const std::string& text = blank ? ui.say(Word::not_chosen) : item.shown;
    if (item.readonly) return say(ui, style, text);
    const std::string& word = ui.say(blank ? Word::pick_from_list : Word::change_choice);
    const ButtonOptions pick{.icon = Icon::search}, clear{.look = ButtonLook::quiet, .icon = Icon::cross};
    const bool can_clear = !blank && !item.required;
    const float buttons = button_width(ui, word, pick) +
                          (can_clear ? button_width(ui, ui.say(Word::clear_answer), clear) + ui.px(12) : 0);
    const float width = measure(style, text, 0).x + 1;
    const ImVec2 at = cursor();
    if (width + ui.px(16) + buttons <= ui.width) {
        say_at(ui, style, {at.x, at.y + (ui.px(size::row) - style.font->FontSize) / 2}, width, text);
        ImGui::SetCursorScreenPos({at.x + width + ui.px(16), at.y});
    } else {
        say(ui, style, text);
    }
    const bool of_area = item.kind == ItemKind::area;
    if (button(ui, word, pick)) actions.push_back(of_area ? Action(OpenAreas{item.path}) : OpenPicker{item.path});
    if (!can_clear) return;
    ImGui::SameLine();
    if (button(ui, ui.say(Word::clear_answer), clear)) actions.push_back(Answer{item.path, Null{}});
}

// A signature is signed here; a file of one would be anybody's.
void draw_by_hand(Ui& ui, const FormItem& item, Actions& actions) {
    const bool blank = item.shown.empty(), is_signature = item.by_hand == ByHand::signature;
    const Word first = is_signature ? Word::sign : Word::sketch,
               again = is_signature ? Word::sign_again : Word::sketch_again;
    if (button(ui, ui.say(blank ? first : again), {.icon = Icon::pencil})) actions.push_back(OpenPad{item.path});
}

void draw_file(Ui& ui, const FormItem& item, Actions& actions) {
    const bool blank = item.shown.empty();
    picture(ui, item.preview, 320, 240);
    if (!blank) say(ui, body(ui), item.shown);
    if (item.readonly) return;
    if (item.by_hand != ByHand::no) draw_by_hand(ui, item, actions);
    else if (button(ui, ui.say(blank ? Word::choose_file : Word::change_file), {.icon = Icon::document}))
        actions.push_back(OpenFiles{item.path});
    if (blank || item.required) return;
    const ButtonOptions clear{.look = ButtonLook::quiet, .icon = Icon::cross};
    same_line_if_fits(ui, button_width(ui, ui.say(Word::clear_answer), clear));
    if (button(ui, ui.say(Word::clear_answer), clear)) actions.push_back(Answer{item.path, Null{}});
}

void draw_acknowledge(Ui& ui, const FormItem& item, Actions& actions) {
    const bool chosen = item.value.as<bool>() && *item.value.as<bool>();
    const ChoiceOptions options{.mark = ChoiceMark::many, .enabled = !item.readonly};
    if (choice_buttons(ui, {{ui.say(Word::acknowledge), chosen}}, options))
        actions.push_back(Answer{item.path, chosen ? Value(Null{}) : Value(true)});
}

void draw_missing(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    if (item.missing.empty() || item.readonly) return;
    const Missing* given = item.value.as<Missing>();
    gap(ui, 2);
    const ImVec2 at = cursor();
    const float width = measure(muted(ui), ui.say(Word::no_answer), 0).x;
    ImGui::Dummy({width, ui.px(44)});
    say_at(ui, muted(ui), {at.x, at.y + ui.px(12)}, width + 1, ui.say(Word::no_answer));
    for (const Choice& reason : item.missing) {
        ImGui::PushID(reason.code.c_str());
        const bool chosen = given && given->reason == reason.code;
        if (small_choice(ui, reason.label, chosen, true)) {
            state.buffers.erase(item.path);
            if (chosen) actions.push_back(Answer{item.path, Null{}});
            else actions.push_back(SetMissing{item.path, reason.code});
        }
        ImGui::PopID();
    }
}

void draw_label(Ui& ui, const FormItem& item, bool is_large) {
    say(ui, is_large ? title(ui) : bold(ui), item.required ? item.label + " *" : item.label);
    if (!item.hint.empty()) say(ui, is_large ? tinted(body(ui), ui.colour.muted) : muted(ui), item.hint);
    gap(ui, is_large ? 10 : 4);
}

void draw_heading(Ui& ui, const FormItem& item, Actions& actions) {
    const float outer = ui.width;
    const ButtonOptions options{.look = ButtonLook::quiet, .icon = Icon::bin};
    const float width = item.removable ? button_width(ui, ui.say(Word::remove), options) : 0;
    const ImVec2 start = cursor();
    ui.width = outer - width;
    gap(ui, item.removable ? 12 : 8);
    say(ui, title(ui), item.label);
    ui.width = outer;
    if (!item.hint.empty()) say(ui, muted(ui), item.hint);
    if (!item.removable) return;
    const ImVec2 end = cursor();
    ImGui::SetCursorScreenPos({start.x + outer - width, start.y});
    if (button(ui, ui.say(Word::remove), options)) actions.push_back(RemoveRepeat{item.path});
    ImGui::SetCursorScreenPos({start.x, std::max(end.y, start.y + ui.px(size::row))});
    ImGui::Dummy({1, 1});
}

void draw_problems(Ui& ui, const FormItem& item) {
    if (!item.error.empty()) remark(ui, Tone::danger, item.error);
    if (!item.warning.empty()) remark(ui, Tone::warning, item.warning);
    if (item.conflict) remark(ui, Tone::warning, ui.say(Word::differs));
}

bool is_tall(const FormItem& item) {
    return item.kind == ItemKind::select_one || item.kind == ItemKind::select_multiple ||
           item.kind == ItemKind::select_from_list;
}

void draw_why(Ui& ui, const FormItem& item, Actions& actions) {
    if (!item.can_explain) return;
    if (button(ui, ui.say(Word::why), {.look = ButtonLook::quiet, .icon = Icon::info}))
        actions.push_back(Explain{item.path});
    if (!item.why.empty()) remark(ui, Tone::info, item.why);
}

}  // namespace

void draw_answer(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    switch (item.kind) {
        case ItemKind::text:
        case ItemKind::ascii: draw_typed(ui, item, state, actions, ui.px(620)); break;
        case ItemKind::multiline: draw_typed(ui, item, state, actions, 0); break;
        case ItemKind::integer: draw_integer(ui, item, state, actions); break;
        case ItemKind::decimal: draw_decimal(ui, item, state, actions); break;
        case ItemKind::point: draw_point(ui, item, state, actions); break;
        case ItemKind::date:
        case ItemKind::partial_date: draw_date(ui, item, state, actions); break;
        case ItemKind::select_one:
        case ItemKind::select_multiple: draw_choice_item(ui, item, state, actions); break;
        case ItemKind::select_from_list: draw_list_item(ui, item, state, actions); break;
        case ItemKind::acknowledge: draw_acknowledge(ui, item, actions); break;
        case ItemKind::counter: draw_counter(ui, item, state, actions); break;
        case ItemKind::calculated: say(ui, title(ui), item.shown.empty() ? "–" : item.shown); break;
        case ItemKind::area:
        case ItemKind::record: draw_reference(ui, item, actions); break;
        case ItemKind::file: draw_file(ui, item, actions); break;
        case ItemKind::add_repeat:
        case ItemKind::heading:
        case ItemKind::note: break;
    }
}

namespace {

// Whether the marked question can be read while it is being answered by a key.
class Sight {
public:
    Sight(const FormItem& item, ItemsState& state) : state_(item.path == state.current ? &state : nullptr) {
        top_ = cursor().y;
    }
    ~Sight() {
        if (!state_) return;
        const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
        const float height = cursor().y - top_;
        const float seen = std::min(cursor().y, clip.Max.y) - std::max(top_, clip.Min.y);
        state_->current_is_seen = seen >= std::min(height, clip.GetHeight()) / 2;
    }
    Sight(const Sight&) = delete;
    Sight& operator=(const Sight&) = delete;

private:
    ItemsState* state_;
    float top_ = 0;
};

void draw_question(Ui& ui, const FormItem& item, ItemsState& state, bool is_large, Actions& actions) {
    draw_label(ui, item, is_large);
    // Above tall answers, where it is in sight with the question; below a field, which must not move while one types.
    const bool on_top = is_tall(item);
    if (on_top) draw_problems(ui, item);
    state.is_large = is_large;
    draw_answer(ui, item, state, actions);
    state.is_large = false;
    draw_missing(ui, item, state, actions);
    if (!on_top) draw_problems(ui, item);
    draw_why(ui, item, actions);
}

// What is read and not answered. False: it is a question.
bool draw_read(Ui& ui, const FormItem& item, Actions& actions) {
    if (!item.why_hidden.empty()) {
        say(ui, muted(ui), item.label);
        remark(ui, Tone::neutral, item.why_hidden);
    } else if (item.kind == ItemKind::heading) {
        draw_heading(ui, item, actions);
    } else if (item.kind == ItemKind::note && item.read_aloud) {
        draw_read_aloud(ui, item.label);
    } else if (item.kind == ItemKind::note) {
        Card card(ui, ui.colour.note, ui.colour.note_edge);
        say(ui, body(ui), item.label);
        if (!item.hint.empty()) say(ui, muted(ui), item.hint);
    } else {
        return false;
    }
    return true;
}

// Once more the same, after those that there are.
void draw_add(Ui& ui, const FormItem& item, bool is_large, Actions& actions) {
    if (!is_large) {
        if (button(ui, item.label, {.icon = Icon::plus})) actions.push_back(AddRepeat{item.path});
        return;
    }
    Card card(ui);
    draw_label(ui, item, is_large);
    if (!item.shown.empty()) say(ui, body(ui), item.shown);
    gap(ui, 6);
    if (button(ui, ui.say(Word::add) + ": " + item.label, {.icon = Icon::plus}))
        actions.push_back(AddRepeat{item.path});
}

void draw_item(Ui& ui, const FormItem& item, ItemsState& state, bool is_large, Actions& actions) {
    ImGui::PushID(item.path.c_str());
    if (state.scroll_to == item.path && !item.path.empty()) {
        ImGui::SetScrollHereY(0.1f);
        state.scroll_to.clear();
    }
    if (item.kind == ItemKind::add_repeat) {
        draw_add(ui, item, is_large, actions);
    } else if (!draw_read(ui, item, actions)) {
        const Sight sight(item, state);
        Card card(ui);
        if (!item.error.empty()) card.mark_edge(ui.colour.danger);
        else if (state.current == item.path && !is_large) card.mark_edge(ui.colour.accent);
        draw_question(ui, item, state, is_large, actions);
    }
    ImGui::PopID();
}

}  // namespace

void draw_form_item(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    draw_item(ui, item, state, false, actions);
}

void draw_large_item(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    draw_item(ui, item, state, true, actions);
}

void draw_bare_item(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    ImGui::PushID(item.path.c_str());
    if (!draw_read(ui, item, actions)) {
        const Sight sight(item, state);
        draw_question(ui, item, state, false, actions);
    }
    ImGui::PopID();
}

void flush_answers(ItemsState& state, Actions& actions) {
    for (auto& [path, edit] : state.ages)
        if (std::exchange(edit.dirty, false))
            actions.push_back(Answer{path, year_from_age(edit.text, state.this_year)});
    for (auto& [path, buffer] : state.buffers) {
        if (!buffer.edit.dirty) continue;
        buffer.edit.dirty = false;
        actions.push_back(Answer{path, typed_value(buffer.kind, buffer.edit.text)});
    }
}

}  // namespace nuong::client
