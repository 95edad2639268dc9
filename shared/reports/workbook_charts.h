// The pictures of a workbook: units side by side against their target, drawn from the cells of the report's own sheet,
// so that they follow when a number there is corrected. On a sheet of their own, several on a page.
#pragma once
#include <xlsxwriter.h>

#include <optional>
#include <string>
#include <vector>

#include "shared/base/message.h"
#include "shared/reports/report_table.h"
#include "shared/reports/workbook_page.h"

namespace nuong::reports {

// Cells side by side or one below the other.
struct CellRun {
    lxw_row_t first_row = 0;
    lxw_col_t first_column = 0;
    lxw_row_t last_row = 0;
    lxw_col_t last_column = 0;
};

struct SheetChart {
    std::string title = {};
    Message measured_in = {};  // "người"
    int places = 0;            // of its numbers
    CellRun units = {};        // their names
    CellRun results = {};
    // What stands in each cell of the results that holds no number. Drawn as that, for a program would draw "0".
    std::vector<std::string> words = {};  // "" where a number stands
    // Either the targets stand in the report's sheet,
    std::optional<CellRun> target_cells = {};
    // or they are written beneath the picture: one for each unit that has one.
    std::vector<std::optional<double>> targets = {};
};

Message word_of_unit(const ReportRow& row);  // what it is measured in

// Nothing when there are no charts.
void write_charts(lxw_workbook* book, const BesideSheet& sheet, const std::vector<SheetChart>& charts,
                  Language language);

}  // namespace nuong::reports
