// The reports of this device in the window, as plain values.
#pragma once
#include "client/app/device_report.h"
#include "client/app/view_model.h"
#include "shared/reports/row_chart.h"

namespace nuong::client {

ReportListView report_list_view(Workbook& workbook, Language language);

// This half year, quarter or year, or the days that somebody chose; and the same one step back or forward.
enum class PeriodKind { quarter, half, year, days };
reports::Period period_around(Date day, PeriodKind kind);  // REQUIRES: kind != days
PeriodKind kind_of(const reports::Period& period);
reports::Period stepped(const reports::Period& period, int steps);
std::string period_text(const reports::Period& period, Language language);  // "quý 3 năm 2024"

// The rows and columns of the table, as the command line prints them; numbers as people here write them.
// Those that `rights` allow lead to their records.
std::vector<FigureTable> figure_tables(const reports::ReportTable& table, Language language,
                                       const FigureRights& rights = {});

// Whatever table is written: the one that was counted here, or a frozen version.
std::vector<Command> table_formats();
Message told_of_table(const std::string& name, const FolderChoice& folder);

// A row drawn: the units of the table, or the whole area in one period.
ChartMark chart_mark(const reports::ChartMark& drawn, Language language);

}  // namespace nuong::client
