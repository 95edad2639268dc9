// Putting a record or a blank form on paper: what is printed, where the file goes, what to be careful about.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_print(Ui& ui, const PrintView& view, Actions& actions);

}  // namespace nuong::client
