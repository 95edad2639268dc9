// What people wrote differently: the list, and one conflict with its values side by side.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_conflict_list(Ui& ui, const ConflictListView& view, Actions& actions);
void draw_conflict(Ui& ui, const ConflictView& view, ConflictState& state, Actions& actions);

}  // namespace nuong::client
