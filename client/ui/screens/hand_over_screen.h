// Handing changes over on a stick, out to the district and in from a colleague.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_hand_over(Ui& ui, const HandOverView& view, HandOverState& state, Actions& actions);

}  // namespace nuong::client
