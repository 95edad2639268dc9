// What has come in, who is late and what waits for a decision.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

void draw_overview(Ui& ui, const OverviewView& view, Actions& actions);

}  // namespace nuong::client
