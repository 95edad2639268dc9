// What of a report's lists goes into a file, onto paper and out of a command line: what the role may export, and who
// took it out. A list on the screen of a device is for whoever may read the records; a file goes on to others.
#pragma once
#include "shared/reports/report_table.h"

namespace nuong::reports {

inline constexpr const char* masked_field = "***";

// Fields of a masked class become masked_field; a line about a person that may not be named loses its record as well. A
// table that lists people still says who takes them out and when, in the words of exports. One that does not stays as
// it is.
void take_out(ReportTable& table, const forms::Mask& mask, const Taker& taker);

// "lan outreach_worker 2026-03-02T01:00:00.000Z"
std::string line_of(const Taker& taker);

}  // namespace nuong::reports
