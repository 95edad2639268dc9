// Late additions: what of a report that is made on this device was written after its period, or the one before it, was
// locked. When something reached the server is not known here: what is told is when it was written.
#pragma once
#include <vector>

#include "client/app/workbook.h"
#include "shared/reports/tally.h"

namespace nuong::client {

// To stand under the table that `tally` has made, of that area and period. Nothing of forms that are not here, or not
// all of them. `hides_few`: the report tells no small counts above the commune.
std::vector<Message> late_additions(Workbook& workbook, const reports::Tally& tally, const reports::ReportTable& table,
                                    bool hides_few);

}  // namespace nuong::client
