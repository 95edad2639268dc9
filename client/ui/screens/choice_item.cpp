#include "client/ui/screens/choice_item.h"

#include <utility>

#include "client/ui/widgets/choices.h"
#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

// Codes are separated by one space, as XLSForm does; so " a b " holds " b " exactly when b is chosen.
bool holds(const std::string& codes, const std::string& code) {
    return (" " + codes + " ").find(" " + code + " ") != std::string::npos;
}

void draw_options(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    for (const Choice& choice : item.choices) {
        const RowLook look{.title = choice.label, .arrow = false, .compact = true};
        if (!tap_row(ui, choice.code, look)) continue;
        actions.push_back(Answer{item.path, Value(choice.code)});
        state.picking.clear();
        state.searches.erase(item.path);
    }
    const auto shown = static_cast<std::int64_t>(item.choices.size());
    if (item.choices_total > shown)
        say(ui, muted(ui), std::to_string(item.choices_total - shown) + " " + ui.say(Word::more_choices));
}

}  // namespace

bool is_chosen(const FormItem& item, const std::string& code) {
    if (item.kind == ItemKind::select_multiple) return holds(item.value.text(), code);
    if (const auto* text = item.value.as<std::string>()) return *text == code;
    return !item.value.is_null() && !item.value.as<Missing>() && plain_text(item.value) == code;  // codes like 0, 2, 3
}

Value after_tap(const FormItem& item, const std::string& code) {
    if (item.kind != ItemKind::select_multiple) return is_chosen(item, code) ? Value(Null{}) : Value(code);
    std::string codes;
    for (const Choice& choice : item.choices) {
        if (is_chosen(item, choice.code) == (choice.code == code)) continue;
        if (!codes.empty()) codes += ' ';
        codes += choice.code;
    }
    return codes.empty() ? Value(Null{}) : Value(codes);
}

void draw_choice_item(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    std::vector<ChoiceButton> buttons;
    for (const Choice& choice : item.choices) buttons.push_back({choice.label, is_chosen(item, choice.code)});
    const ChoiceOptions options{
        .mark = item.kind == ItemKind::select_multiple ? ChoiceMark::many : ChoiceMark::one,
        .enabled = !item.readonly,
        .keys_shown = ui.focus_shown && state.current == item.path,
        .large = state.is_large,
    };
    const bool was_taken = std::exchange(ui.keys_taken, false);
    const auto tapped = choice_buttons(ui, buttons, options);
    if (ui.keys_taken && ui.focus_moved) state.current = item.path;  // the keyboard is on one of them
    ui.keys_taken = ui.keys_taken || was_taken;
    if (!tapped) return;
    state.current = item.path;
    actions.push_back(Answer{item.path, after_tap(item, item.choices[*tapped].code)});
}

void draw_list_item(Ui& ui, const FormItem& item, ItemsState& state, Actions& actions) {
    const bool open = state.picking == item.path;
    if (!open) {
        const std::string shown = item.shown.empty() ? ui.say(Word::not_chosen) : item.shown;
        say(ui, item.shown.empty() ? tinted(body(ui), ui.colour.muted) : body(ui), shown);
        const std::string& word = ui.say(item.shown.empty() ? Word::pick_from_list : Word::change_choice);
        if (!item.readonly && button(ui, word, {.icon = Icon::search})) state.picking = state.current = item.path;
        return;
    }
    const FieldOptions options{.hint = ui.say(Word::type_to_search), .width = ui.px(620)};
    EditBuffer& search = state.searches[item.path];
    if (search.text.empty() && !search.active) search.text = item.choice_query;
    const FieldUse use = text_field(ui, ui.say(Word::search) + ": " + item.label, search.text, options);
    search.active = use.active;
    if (use.edited) actions.push_back(FilterChoices{item.path, search.text});
    draw_options(ui, item, state, actions);
    if (button(ui, ui.say(Word::close), {.look = ButtonLook::quiet})) state.picking.clear();
}

}  // namespace nuong::client
