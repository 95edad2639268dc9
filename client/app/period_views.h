// The screens of periods, from what lies on this device.
#pragma once
#include "client/app/view_model.h"
#include "client/app/workbook.h"
#include "shared/reports/period.h"

namespace nuong::client {

PeriodsView periods_view(Workbook& workbook, const reports::Period& period, Language language, Instant now);
PeriodView period_view(Workbook& workbook, const reports::Period& period, const FormId& form, Language language,
                       Instant now);
// For the overview: the half years that are over and still open. Nothing: this person sees no periods.
std::optional<OverviewFigure> open_periods_figure(Workbook& workbook, Language language, Instant now);

// For the audit, before a lock: how much it closes over; never what was written.
std::string missing_in_audit(Workbook& workbook, const reports::Period& period, const FormId& form, Instant now);

}  // namespace nuong::client
