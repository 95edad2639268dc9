// What a reader of a report has to know of the plans that its targets come from.
#pragma once
#include "shared/base/message.h"
#include "shared/reports/report_areas.h"
#include "shared/reports/report_definition.h"
#include "shared/reports/report_table.h"
#include "shared/targets/target_plan.h"

namespace nuong::reports {

// One for each plan that holds on `day`, assigns something for an indicator of `rows`, and does not add up as printed
// in an area of the report: where. And one for each few plans between which nothing chooses (TargetBook::rivals): which
// they are, and for which indicators their targets are left blank.
std::vector<Message> remarks_on_plans(const TargetBook& targets, const std::vector<SectionDefinition>& sections,
                                      const ReportAreas& areas, Date day);
// Those that cells of the table name, in the order of their ids.
std::vector<PlanOfTargets> plans_of(const ReportTable& table, const TargetBook& targets);
// "22/KH-UBND (lao_cai) bản 2; ..."
Message words_of(const std::vector<PlanOfTargets>& plans);

}  // namespace nuong::reports
