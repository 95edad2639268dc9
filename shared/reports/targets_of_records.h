// Targets of records: what was assigned by filling in the form "target_plan", for whoever reports what became of it. It
// counts beside the published plans; what cannot be read as a target counts for nothing, and disturbs no report.
#pragma once
#include "shared/reports/named_records.h"
#include "shared/reports/tally.h"

namespace nuong::reports {

inline const FormId target_form = "target_plan";

// Whether anything in the report is held against a target, or is a share of one.
bool asks_for_targets(const ReportDefinition& report);

// With the targets of the records that are neither void nor corrected. `find` is asked for the facilities that they
// name: plans know these by their codes. Of a report that asks for no target nothing is read.
Programme with_entered_targets(Programme programme, const ReportDefinition& report, const EachRecord& each_record,
                               const Tally::FindRecord& find);

}  // namespace nuong::reports
