// What lies behind a number of a report: its records; and a row of it drawn, by units and over periods.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

void draw_figure_records(Ui& ui, const FigureView& view, Actions& actions);
void draw_chart(Ui& ui, const ChartView& view, Actions& actions);

}  // namespace nuong::client
