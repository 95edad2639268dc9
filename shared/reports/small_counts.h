// Small counts: figures of so few people that somebody could recognise them do not leave the commune, and neither does
// what gives them away: a total less its parts, a row that is the sum of others, the same figure at another place.
#pragma once
#include "shared/reports/report_table.h"

namespace nuong::reports {

// Of the table and of what it keeps of former periods.
inline constexpr double small_count = 5;  // fewer are hidden

// Hides every cell of fewer than its row's `hide_below`, and as many more as it takes that no hidden number can be
// computed from what is shown: not by adding and subtracting whatever adds up in this table, not by bounds. Rows
// without `hide_below` stay as they are.
void hide_small_counts(ReportTable& table);

// Hides every number of the rows that have a `hide_below`: for where another table of the same would give them away.
void hide_rows_of_few(ReportTable& table);

}  // namespace nuong::reports
