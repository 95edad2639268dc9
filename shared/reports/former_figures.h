// What a report keeps of the periods before its own, for lines over periods: of the sections that list indicators the
// numbers of the whole area.
#pragma once
#include "shared/reports/report_definition.h"
#include "shared/reports/report_table.h"

namespace nuong::reports {

inline constexpr std::size_t former_periods = 5;  // with its own as many as can be read side by side

// What is counted of them; nothing: the report lists no indicators. Where small counts are hidden it is the whole
// report, so that as much is hidden as in the report of that period.
std::optional<ReportDefinition> definition_of_former(const ReportDefinition& report);

// What stands for a period in a line over periods. Of one that was over before anything was written nothing is known:
// no number, not 0, and no status; what was asked stays.
Cell over_periods(const Cell& cell, bool is_before_records);

// Of `before`, counted by definition_of_former() for an earlier period, what `table` keeps, after the others. Nothing
// of another area: the code of a commune may have been that of two. The oldest first.
void keep_former(const ReportDefinition& counted, ReportTable before, ReportTable& table);

// Of a row, the oldest first.
struct FormerValue {
    Period period;
    Cell cell;
};
std::vector<FormerValue> former_values(const ReportTable& table, std::size_t section, std::size_t row);

}  // namespace nuong::reports
