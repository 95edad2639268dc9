// The whole frame: bar, notice, screen. Pure drawing over the view model; what the person asked for comes out as
// actions.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

// Fonts for `scale` and our colours, into the current ImGui context. Call once, and again when the scale of the window
// has changed.
Status prepare(UiState& state, const FontFiles& files, float scale);

// Where the window stands, as far as it matters for sizes.
struct Display {
    float width = 0, height = 0;  // of the window, in dots
    float content_scale = 1;      // what the desktop asks for
    float dots_per_mm = 0;        // 0: nobody knows
};

// The scale for a window: what the display asks for, and somewhat larger where a large screen would otherwise stay
// empty; targets of 9 mm at least, which a finger hits; the text size that the person wants on top, as far as the
// window has room for it. In few steps, because every step loads the fonts anew.
float comfortable_scale(const Display& display, TextSize text_size);

// Between ImGui::NewFrame() and ImGui::Render(). Afterwards `state.ui.next_frame_in` says in how many seconds the next
// frame is due without any input (often `never`).
void draw(const ViewModel& view, UiState& state, Actions& actions);

// Answers that were typed and not yet handed over (the last 0.4 seconds). Perform them before locking or closing.
void flush(UiState& state, Actions& actions);

}  // namespace nuong::client
