// Charts as pictures within the page: bars of units against their targets, and what has become of a figure. Each says
// in words what it shows; the same numbers stand in a table.
#pragma once
#include <optional>

#include "shared/reports/report_table.h"
#include "sync-server/web/html.h"

namespace nuong::web {

struct ChartMark {
    std::string name;
    std::optional<double> number;  // nothing: hidden, or there is none
    std::string text;              // the number as it is written, or why there is none
    std::optional<double> target;
    std::string target_text;
    reports::CellStatus status = reports::CellStatus::none;
    std::string status_text;
};
ChartMark chart_mark(const reports::ReportRow& row, const reports::Cell& cell, std::string name, Language language);

Html bar_chart(const std::string& title, const std::vector<ChartMark>& marks);    // lying, one below the other
Html trend_chart(const std::string& title, const std::vector<ChartMark>& marks);  // standing, the oldest first
Html percent_bar(double percent);                                                 // of a target, which is a tick

}  // namespace nuong::web
