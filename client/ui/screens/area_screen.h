// Choosing an area: the way back up, the parts of where one is, a search over all of them.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_areas(Ui& ui, const AreaView& view, ListState& state, Actions& actions);

}  // namespace nuong::client
