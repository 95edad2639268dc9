// Reports as the session would show them: the list, a count that goes on, wide tables.
#pragma once
#include "tests/ui/sample_views.h"

namespace nuong::client::samples {

ReportView report(Words t);
ReportView report_by_units(Words t);  // whose lines are the units
FigureView figure_records(Words t);
ChartView chart(Words t);
VersionsView versions(Words t);
DifferenceView difference(Words t);
std::vector<Sample> all_of_reports(Words t);

}  // namespace nuong::client::samples
