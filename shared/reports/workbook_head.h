// The head of a table on a sheet: its boxes, and lines as high as their words.
#pragma once
#include <xlsxwriter.h>

#include <span>

#include "shared/reports/report_grid.h"
#include "shared/reports/workbook_formats.h"

namespace nuong::reports {

// From line `row` on; `widths`: of the columns, in letters. Returns the line after it.
lxw_row_t write_head_boxes(lxw_worksheet* sheet, Formats& formats, lxw_row_t row, std::span<const HeadBox> boxes,
                           std::span<const double> widths);

}  // namespace nuong::reports
