// Two records side by side that may mean one person. A person decides; either answer can be taken back.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

void draw_duplicate(Ui& ui, const DuplicateView& view, Actions& actions);

}  // namespace nuong::client
