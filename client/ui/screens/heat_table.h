// Communes by weeks: a number in every cell, its colour beside it, each cell opening what it counts. As many weeks as
// fit, the latest ones; the weeks stand above again every few rows, for the page scrolls.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

void draw_heat_table(Ui& ui, const HeatTable& heat, Actions& actions);

}  // namespace nuong::client
