// The bar at the top of every screen: where one is, the way back, the state of the sync, language, typing, lock.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

float top_bar_height(const Ui& ui, const ViewModel& view);
// Whether a form has a second strip under the bar: where the screen is narrow and high.
bool has_form_strip(const Ui& ui, const ViewModel& view);
// After the rest of the screen, so that the keyboard begins with what the screen is about.
void draw_top_bar(const ViewModel& view, UiState& state, Actions& actions);

}  // namespace nuong::client
