// Periods of a district as the session would show them.
#pragma once
#include "tests/ui/sample_views.h"

namespace nuong::client::samples {

PeriodsView periods(Words t);
PeriodView period(Words t);           // over, and something is missing
PeriodView period_reopened(Words t);  // locked but for some communes

}  // namespace nuong::client::samples
