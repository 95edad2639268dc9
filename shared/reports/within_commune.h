// What stays within a commune when somebody from above the communes reads its report: counts of few people, what would
// give them away, and lists of people. The office's page, the console acting for a user and the files that a device
// writes ask here, so that they say the same.
#pragma once
#include "shared/model/area_tree.h"
#include "shared/reports/report_table.h"

namespace nuong::reports {

bool is_commune_or_below(const AreaTree& areas, const AreaCode& code);
// Whether all these areas lie within one commune each, and there is one: only there are small counts shown.
bool is_of_communes(const AreaTree& areas, const std::vector<AreaCode>& roots);

// For whoever has the areas `roots`. A table by itself hides what would betray a small count; but the same unit in a
// table of its own, beside that of all units, would give it away. So the rows of few people are shown of a whole area
// of theirs alone.
void keep_within_commune(const AreaTree& areas, const std::vector<AreaCode>& roots, ReportTable& table);

}  // namespace nuong::reports
