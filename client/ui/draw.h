// The whole frame: bar, notice, screen. Pure drawing over the view model; what the person asked for comes out as
// actions.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

// Fonts for `scale` and our colours, into the current ImGui context. Call once, and again when the scale of the window
// has changed.
Status prepare(UiState& state, const FontFiles& files, float scale);

// Between ImGui::NewFrame() and ImGui::Render(). Afterwards `state.ui.next_frame_in` says in how many seconds the next
// frame is due without any input (often `never`).
void draw(const ViewModel& view, UiState& state, Actions& actions);

// Answers that were typed and not yet handed over (the last 0.4 seconds). Perform them before locking or closing.
void flush(UiState& state, Actions& actions);

}  // namespace nuong::client
