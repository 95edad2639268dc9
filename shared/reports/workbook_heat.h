// The heat table of a workbook: figures by units, each cell saying how far the number is from what is asked. Never by
// colour alone: a sign stands before the number, which stays a number, and the tints differ in print as well.
#pragma once
#include <string>
#include <vector>

#include "shared/reports/row_chart.h"
#include "shared/reports/workbook_charts.h"
#include "shared/reports/workbook_formats.h"
#include "shared/reports/workbook_page.h"

namespace nuong::reports {

struct HeatRow {
    RowChart chart;
    Message measured_in = {};
    int places = 0;  // of its numbers
};
struct HeatSection {
    std::string title = {};
    std::vector<HeatRow> rows = {};
};

// On a sheet of its own beside `sheet`; nothing when there are no rows.
struct HeatPage {
    BesideSheet sheet = {};
    std::string title = {}, about = {};
    std::vector<HeatSection> sections = {};
};
// Cells of counts, the more the darker; none of them is told by its colour alone, for each keeps its number.
void shade_counts(lxw_worksheet* sheet, const CellRun& cells);
void write_heat(lxw_workbook* book, Formats& formats, const HeatPage& page, Language language);

}  // namespace nuong::reports
