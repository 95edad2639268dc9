// FrozenTable: a finished report as text that is kept for years, and back. Nothing of the table is lost on the way:
// what is written from it later is what would have been written then.
#pragma once
#include <string>
#include <string_view>

#include "shared/reports/report_table.h"

namespace nuong::reports {

// A JSON document; the same table has the same text. {"format":1, "report", "area", "period", …}: as ReportTable, words
// as [vi, en], exact numbers as [units, places]; of a cell only what it has.
std::string encode_table(const ReportTable& table);

// Trusts nothing. Errors: damaged, with the place that is wrong.
Result<ReportTable> decode_table(std::string_view text);

// Leaves of its lists of records only the lines: neither which record it was nor what was shown of it. What is kept
// for good must not hold what somebody may have erased.
void keep_figures_alone(ReportTable& table);

}  // namespace nuong::reports
