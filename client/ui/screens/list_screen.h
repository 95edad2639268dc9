// People, sessions or records in rows, with a search that needs no marks.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_list(Ui& ui, const ListView& view, ListState& state, Actions& actions);

}  // namespace nuong::client
