// A count that goes on behind the window: how far it is, to stop it, to begin it again.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

void draw_count(Ui& ui, const CountView& view, Actions& actions);

}  // namespace nuong::client
