// Charts as pictures within the page: bars of units against their targets, bands of risk, and what has become of a
// figure. Each says in words what it shows; the same numbers stand in a table.
#pragma once
#include "shared/reports/band_chart.h"
#include "shared/reports/row_chart.h"
#include "sync-server/web/html.h"

namespace nuong::web {

using reports::ChartMark;

Html bar_chart(const std::string& title, const std::vector<ChartMark>& marks);    // lying, one below the other
Html trend_chart(const std::string& title, const std::vector<ChartMark>& marks);  // standing, the oldest first
Html band_chart(const std::string& title, const std::vector<reports::BandBar>& bars);
Html percent_bar(double percent);  // of a target, which is a tick

}  // namespace nuong::web
