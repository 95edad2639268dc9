// Where a table that is too wide for one page across is cut: between two columns over which no word of its head stands
// together, if that can be.
#pragma once
#include <span>

#include "shared/reports/report_grid.h"

namespace nuong::reports {

struct PageCuts {
    std::vector<std::size_t> begins;  // the first column of each page after the first
    int percent = 100;                // of its size, at which each page holds its columns

    bool operator==(const PageCuts&) const = default;
};

struct WideTable {
    std::span<const double> widths;  // of its columns, in points
    std::size_t repeated = 0;        // columns that stand on each page
    std::size_t first_least = 1;     // as many columns stand on the first page
    std::span<const HeadBox> head;   // columns as in `widths`
};

// On `pages` pages, as large as they get; on more where they could not be read. `room`: points of a page at full size.
PageCuts page_cuts(const WideTable& table, double room, std::size_t pages);

}  // namespace nuong::reports
