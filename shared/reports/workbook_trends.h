// What has become of the figures of a workbook: a line through the periods for each, and beneath it the cells that it
// is drawn from, so that the line can be checked and follows when a number is corrected.
#pragma once
#include <string>
#include <vector>

#include "shared/reports/row_chart.h"
#include "shared/reports/workbook_formats.h"
#include "shared/reports/workbook_page.h"

namespace nuong::reports {

struct SheetTrend {
    std::string title = {};
    Message measured_in = {};
    int places = 0;                       // of its numbers
    std::vector<ChartMark> periods = {};  // the oldest first
};

// On a sheet of their own beside `sheet`; nothing when there are none.
void write_trends(lxw_workbook* book, Formats& formats, const BesideSheet& sheet, const std::vector<SheetTrend>& trends,
                  Language language);

}  // namespace nuong::reports
