// What the server did not take, why, and the way to correct it. On home and on the sync screen.
#pragma once
#include <vector>

#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

void draw_refused(Ui& ui, const std::vector<RefusedRow>& rows, Actions& actions);

}  // namespace nuong::client
