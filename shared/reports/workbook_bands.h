// The bands of a workbook: bars cut into how many are at low, moderate and high risk, each as shares of itself, and
// beneath them the cells that they are drawn from.
#pragma once
#include <string>
#include <vector>

#include "shared/reports/band_chart.h"
#include "shared/reports/workbook_formats.h"
#include "shared/reports/workbook_page.h"

namespace nuong::reports {

struct SheetBands {
    std::string title = {};
    std::vector<BandBar> bars = {};
};

// On a sheet of their own beside `sheet`; nothing when there are none.
void write_bands(lxw_workbook* book, Formats& formats, const BesideSheet& sheet, const std::vector<SheetBands>& bands,
                 Language language);

}  // namespace nuong::reports
