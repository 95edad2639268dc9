#include "client/ui/screens/card_screen.h"

#include <algorithm>

#include "client/ui/widgets/panels.h"

namespace nuong::client {
namespace {

// A scanner types like a very fast keyboard and ends with Enter; the field is ready again for the next card.
void draw_scan_field(Ui& ui, CardState& state, Actions& actions) {
    say(ui, body(ui), ui.say(Word::card_help));
    const FieldOptions options{.keys = FieldKeys::ascii, .hint = ui.say(Word::card_hint), .take_focus = state.focus};
    state.focus = false;
    const FieldUse use = text_field(ui, ui.say(Word::card_text), state.text, options);
    const bool pressed = button(ui, ui.say(Word::read_card), {.icon = Icon::search, .enabled = !state.text.empty()});
    if (!(use.entered || pressed)) return;
    state.focus = true;
    if (state.text.empty()) return;
    actions.push_back(ReadCard{std::move(state.text)});
    state.text.clear();
}

// The scanner went off while the keyboard was elsewhere: its Enter must press nothing, and the next scan goes right.
bool types_astray() {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.WantTextInput) return false;
    return std::any_of(io.InputQueueCharacters.begin(), io.InputQueueCharacters.end(),
                       [](ImWchar key) { return key > ' '; });
}

void draw_row(Ui& ui, const CardRow& row) {
    say(ui, muted(ui), row.label);
    say(ui, bold(ui), row.value);
    if (row.is_there) say(ui, muted(ui), ui.say(Word::card_is_there));
    if (!row.replaces.empty()) remark(ui, Tone::warning, ui.say(Word::card_replaces) + ": " + row.replaces);
    gap(ui, 4);
}

}  // namespace

void draw_card(Ui& ui, const CardView& view, CardState& state, Actions& actions) {
    const bool is_astray = types_astray();
    if (is_astray) state.focus = true;
    {
        const Page page(ui, "card", size::footer);
        draw_scan_field(ui, state, actions);
        if (!view.problem.empty()) banner(ui, Tone::danger, view.problem, false);
        for (const std::string& doubt : view.doubts) banner(ui, Tone::warning, doubt, false);
        if (!view.rows.empty()) {
            const Card card(ui);
            say(ui, title(ui), ui.say(Word::card_read));
            gap(ui, 4);
            for (const CardRow& row : view.rows) draw_row(ui, row);
        }
    }
    BottomBar bar(ui);
    if (button(ui, ui.say(Word::card_cancel), {})) actions.push_back(Back{});
    if (view.rows.empty()) return;
    const ButtonOptions options{.look = ButtonLook::primary, .icon = Icon::check, .enabled = view.can_fill};
    bar.to_right(button_width(ui, ui.say(Word::fill_from_card), options));
    if (button(ui, ui.say(Word::fill_from_card), options) && !is_astray) actions.push_back(FillFromCard{});
}

}  // namespace nuong::client
