// Before the work: enrolling the device, choosing a PIN, unlocking.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_enroll(Ui& ui, const EnrollView& view, EnrollState& state, Actions& actions);
void draw_pin(Ui& ui, const PinView& view, PinState& state, Actions& actions);
void draw_recover(Ui& ui, const RecoverView& view, RecoverState& state, Actions& actions);

}  // namespace nuong::client
