// Scanning a citizen card for the open form.
#pragma once
#include "client/app/action.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_card(Ui& ui, const CardView& view, CardState& state, Actions& actions);

}  // namespace nuong::client
