// Periods of an area: how far each form of a half year has come; one of them, with the question before it is locked.
#pragma once
#include "client/app/view_model.h"
#include "client/ui/ui_state.h"

namespace nuong::client {

void draw_periods(Ui& ui, const PeriodsView& view, Actions& actions);
void draw_period(Ui& ui, const PeriodView& view, PeriodState& state, Actions& actions);

}  // namespace nuong::client
