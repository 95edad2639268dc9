// The pictures of a report as one HTML file that any browser prints on A4 and that needs nothing else: bands of risk,
// the heat table, bars beside their targets, lines over the periods. What the table hides is in no picture either, and
// nothing is told by colour alone.
#pragma once
#include <string>
#include <vector>

#include "shared/reports/report_table.h"
#include "shared/reports/row_chart.h"

namespace nuong::charts {

// Whether there is anything to draw.
bool has_pictures(const reports::ReportTable& table);

// `printed`: by whom and when, for the foot.
std::string page_of_pictures(const reports::ReportTable& table, const std::string& printed, Language language);
// Of one row: by units, and for the whole area over `periods`, the oldest first.
std::string page_of_row(const reports::ReportTable& table, const reports::FigureAt& row,
                        const std::vector<reports::ChartMark>& periods, const std::string& printed, Language language);

}  // namespace nuong::charts
