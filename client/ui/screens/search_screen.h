// Search everywhere: one box, and what was found by form, people first.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_search(Ui& ui, const SearchView& view, ListState& state, Actions& actions);

}  // namespace nuong::client
