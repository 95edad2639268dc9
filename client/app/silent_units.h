// From which parts of an area nothing has come in the period of a report, as far as this device can know it.
#pragma once
#include "client/app/workbook.h"
#include "shared/reports/report_table.h"
#include "shared/reports/tally.h"

namespace nuong::client {

// Names them in the table that `tally` has finished, where the server would (ReportTable::silent), when all that the
// report counts of its area lies here. Of forms that are not here, or not whole, nothing is known: then a remark names
// those from which no other form has come. Nothing of an area that lies outside the grants in part.
void tell_of_silent_units(Workbook& workbook, const reports::Tally& tally, reports::ReportTable& table);

}  // namespace nuong::client
