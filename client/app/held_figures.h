// What of a report can be counted on this device at all. Forms that the role does not read are not here, and of those
// that it reads in its own caseload only not all: a number of them would be too small, and a nought a lie.
#pragma once
#include "client/app/workbook.h"
#include "shared/reports/report_table.h"
#include "shared/reports/tally.h"

namespace nuong::client {

// Refused where nothing of the area lies within the grants. `wanted` as the list of areas names it on `day`.
Status may_count_in(Workbook& workbook, const AreaCode& wanted, Date day);

// Whether every record of that form, where the grants reach, is here.
bool holds_whole(const DeviceInfo& device, const FormId& form);

// Leaves blank what counts such forms, and what counts places outside the grants, each number on its own, and says so
// below the table. What stands in a document or a plan stays. `tally` has made the table.
void keep_to_what_is_held(Workbook& workbook, const reports::Tally& tally, reports::ReportTable& table);

}  // namespace nuong::client
