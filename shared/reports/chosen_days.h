// Days that somebody chooses as the period of a report, from one to another: what is ordered at no set time (R4, R5) is
// made of any. Two such periods that differ by one day tell what happened on it, and so maybe of one person. What hides
// small counts is therefore made of official periods alone.
#pragma once
#include "shared/base/result.h"
#include "shared/reports/period.h"
#include "shared/reports/report_definition.h"

namespace nuong::reports {

bool may_be_of_chosen_days(const ReportDefinition& report);
Error only_of_official_periods();  // said when they are asked for all the same
Status check_period(const ReportDefinition& report, const Period& period);

// As people write them, 5/3/2024, or as programs do, 2024-03-05; both are within. What a calendar names is that period.
// Errors: usage.
Result<Period> chosen_days(std::string_view from, std::string_view until);

}  // namespace nuong::reports
