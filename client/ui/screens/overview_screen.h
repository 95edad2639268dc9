// What has come in, who is late and what waits for a decision.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

// Numbers to act on, as many side by side as take the longest words whole.
void draw_figures(Ui& ui, const std::vector<OverviewFigure>& figures, Actions& actions);
void draw_overview(Ui& ui, const OverviewView& view, Actions& actions);

}  // namespace nuong::client
