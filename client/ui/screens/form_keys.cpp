#include "client/ui/screens/form_keys.h"

#include <imgui_internal.h>

#include <algorithm>

#include "client/ui/screens/choice_item.h"

namespace nuong::client {
namespace {

bool is_pressed(ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false); }

bool is_entered() { return is_pressed(ImGuiKey_Enter) || is_pressed(ImGuiKey_KeyPadEnter); }

std::string typed_now() {
    std::string text;
    for (const ImWchar key : ImGui::GetIO().InputQueueCharacters) {
        char letter[5];
        text += ImTextCharToUtf8(letter, key);
    }
    return text;
}

// For what is drawn in this frame no key has been pressed.
void swallow_keys() {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    context.IO.InputQueueCharacters.resize(0);
    for (const int key : {ImGuiKey_Enter, ImGuiKey_KeyPadEnter, ImGuiKey_Space}) {
        float& held = context.IO.KeysDownDuration[ImGui::GetKeyIndex(key)];
        if (held == 0) held = 1;  // as if it had been down for long
    }
    context.NavActivateId = context.NavActivateDownId = context.NavActivatePressedId = context.NavActivateInputId = 0;
}

// The field that a card was typed into becomes what it was before.
void take_back_typed(ItemsState& items) {
    for (auto& [path, buffer] : items.buffers) {
        if (path != items.typed_over.path) continue;
        buffer.edit.text = items.typed_over.text;
        buffer.edit.dirty = items.typed_over.dirty;
        buffer.edit.active = false;
    }
    ImGui::ClearActiveID();
}

void remember_field(ItemsState& items) {
    items.typed_over = {};
    for (const auto& [path, buffer] : items.buffers)
        if (buffer.edit.active) items.typed_over = {path, buffer.edit.text, buffer.edit.dirty};
}

bool takes_digits(const FormItem& item) {
    return (item.kind == ItemKind::select_one || item.kind == ItemKind::select_multiple) && !item.readonly &&
           item.why_hidden.empty();
}

}  // namespace

void hear_keys(Ui& ui, FormState& state, Actions& actions) {
    const double now = ImGui::GetTime();
    const bool in_field = ImGui::GetIO().WantTextInput, was_scanning = state.scan.is_scanning();
    std::string text = ImGui::GetIO().KeyCtrl ? "" : typed_now();
    if (text == " " && state.scan.is_quiet()) text.clear();  // presses what is marked; no scanner begins with it
    if (!text.empty() && state.scan.is_quiet()) remember_field(state.items);
    const ScanWatch::Heard heard = state.scan.hear({.text = text,
                                                    .entered = is_entered(),
                                                    .in_field = in_field,
                                                    .more = ui.keys_waiting,
                                                    .frame_seconds = ui.frame_seconds},
                                                   now);
    if (state.scan.is_scanning() && !was_scanning && in_field) take_back_typed(state.items);
    if (heard.is_taken) swallow_keys();
    if (heard.scan) actions.push_back(ReadCard{*heard.scan});
    if (heard.keys.find('/') != std::string::npos) actions.push_back(OpenSearch{});  // as on every other screen
    if (!heard.keys.empty()) {
        constexpr double patience_seconds = 0.5;
        state.items.digits = heard.keys;
        state.items.current_is_coming = false;
        state.items.digits_until = now + patience_seconds;
    }
    ui.ask_frame(state.items.digits.empty() ? state.scan.wait(now) : 0);
}

void answer_by_digit(const FormPage& page, ItemsState& state, Actions& actions) {
    if (state.digits.empty() || !state.scroll_to.empty()) return;
    const auto item = std::find_if(page.items.begin(), page.items.end(), [&](const FormItem& each) {
        return each.path == state.current && takes_digits(each);
    });
    if (item == page.items.end() || ImGui::GetTime() > state.digits_until) return state.digits.clear();
    if (!state.current_is_seen && !state.current_is_coming) {  // what nobody sees is shown, not answered
        state.scroll_to = state.current;
        return state.digits.clear();
    }
    if (!state.current_is_seen) return;
    state.current_is_coming = false;
    const int index = static_cast<int>(state.digits.front()) - '1';
    state.digits.erase(0, 1);
    if (index < 0 || index > 8 || index >= static_cast<int>(item->choices.size())) return;
    const std::string& code = item->choices[static_cast<std::size_t>(index)].code;
    actions.push_back(
        Answer{item->path, item->kind == ItemKind::select_multiple ? after_tap(*item, code) : Value(code)});
    ImGui::GetCurrentContext()->NavId = 0;  // Enter after it goes on, whatever the keyboard was on before
    if (item->kind == ItemKind::select_multiple) return;
    const auto next = std::find_if(std::next(item), page.items.end(), takes_digits);
    if (next == page.items.end()) return;
    state.current = state.scroll_to = next->path;
    state.current_is_seen = false;
    state.current_is_coming = true;
}

void undo_by_keys(const FormView& view, Actions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    if (!io.KeyCtrl || io.KeyAlt || io.WantTextInput) return;
    if (view.can_undo && !io.KeyShift && ImGui::IsKeyPressed('Z', false)) actions.push_back(Undo{});
    const bool again = ImGui::IsKeyPressed('Y', false) || (io.KeyShift && ImGui::IsKeyPressed('Z', false));
    if (view.can_redo && again) actions.push_back(Redo{});
}

void turn_by_keys(Ui& ui, const FormView& view, const FormPage& page, bool was_typing, FormState& state,
                  Actions& actions) {
    const auto go_to = [&](int to) {
        state.turned_by_hand = true;
        actions.push_back(GoToPage{to});
    };
    if (is_pressed(ImGuiKey_PageUp) && view.page > 0) return go_to(view.page - 1);
    const bool in_lines = was_typing && !page.items.empty() && page.items.back().kind == ItemKind::multiline;
    const bool entered = is_entered() && !ui.keys_taken && !in_lines && state.items.picking.empty();
    const bool is_last = view.page + 1 >= static_cast<int>(view.pages.size());
    if ((is_pressed(ImGuiKey_PageDown) || entered) && !is_last) go_to(view.page + 1);
}

}  // namespace nuong::client
