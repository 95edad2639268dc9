// The bar at the top of every screen: where one is, the way back, the state of the sync, language, typing, lock.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_top_bar(const ViewModel& view, UiState& state, Actions& actions);

}  // namespace nuong::client
