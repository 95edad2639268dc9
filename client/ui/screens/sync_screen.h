// What was sent, what came, what needs a person; and that nothing is lost while there is no network.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_sync(Ui& ui, const SyncView& view, NewCodeState& state, Actions& actions);

}  // namespace nuong::client
