// Records by commune and week as a report: a few of them are hidden by the rule that holds for every report, and the
// heat table that an office looks at is written in the look of its other papers.
#pragma once
#include "shared/model/commune_weeks.h"
#include "shared/reports/report_table.h"

namespace nuong::reports {

// The unit of a row of one week: a workbook shades its cells, the more the darker, and each keeps its number.
inline constexpr const char* records_of_week = "records_of_week";

// A row per commune, a cell per week. Where a week is hidden there is no total: who looks again a week later would have
// the hidden one by subtraction.
ReportTable communes_by_week(const std::vector<CommuneWeeks>& rows, bool hides_small_counts);

// Joined as a headline says them: "Xã Vĩnh Trạch, Xã Thoại Giang".
Message names_of(const AreaTree& areas, const std::vector<AreaCode>& codes);

// That table for paper: a line per commune, a column per week, totals beside and below. It tells no more than is told
// already: what has a hidden part has no total. `granted`: whose table it is.
ReportTable weeks_on_paper(const ReportTable& by_week, const AreaTree& areas, const std::vector<AreaCode>& granted,
                           const std::vector<Date>& mondays);

}  // namespace nuong::reports
