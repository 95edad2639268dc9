// The sheet that is signed or drawn on.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_pad(Ui& ui, const PadView& view, PadState& state, Actions& actions);

}  // namespace nuong::client
