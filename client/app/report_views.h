// The reports of this device in the window, as plain values.
#pragma once
#include "client/app/device_report.h"
#include "client/app/view_model.h"

namespace nuong::client {

ReportListView report_list_view(Workbook& workbook, Language language);

// This half year, quarter or year, and the same one step back or forward.
enum class PeriodKind { quarter, half, year };
reports::Period period_around(Date day, PeriodKind kind);
PeriodKind kind_of(const reports::Period& period);
reports::Period stepped(const reports::Period& period, int steps);
std::string period_text(const reports::Period& period, Language language);  // "quý 3 năm 2024"

// The rows and columns of the table, as the command line prints them; numbers as people here write them.
std::vector<FigureTable> figure_tables(const reports::ReportTable& table, Language language);

}  // namespace nuong::client
