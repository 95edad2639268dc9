// The reports that may be made here, and one of them: area, period, the count that goes on, its figures.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_report_list(Ui& ui, const ReportListView& view, Actions& actions);
void draw_report(Ui& ui, const ReportView& view, ReportState& state, Actions& actions);

}  // namespace nuong::client
