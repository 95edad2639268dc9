// Charts as pictures within a page: bars of units against their targets, bands of risk, and what has become of a
// figure. Each says in words what it shows; the same numbers stand in a table.
#pragma once
#include "shared/charts/html.h"
#include "shared/reports/band_chart.h"
#include "shared/reports/row_chart.h"

namespace nuong::charts {

using reports::ChartMark;

Html bar_chart(const std::string& title, const std::vector<ChartMark>& marks);    // lying, one below the other
Html trend_chart(const std::string& title, const std::vector<ChartMark>& marks);  // standing, the oldest first
Html line_chart(const std::string& title, const std::vector<ChartMark>& marks);   // ... as a line, for wider paper
Html band_chart(const std::string& title, const std::vector<reports::BandBar>& bars);
Html percent_bar(double percent);  // of a target, which is a tick

}  // namespace nuong::charts
