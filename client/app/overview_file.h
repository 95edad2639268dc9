// The overview's table of communes and weeks as a file for paper: what lies on this device, without small counts for
// whoever stands above the communes, in the look of a report.
#pragma once
#include "client/app/view_model.h"
#include "client/app/workbook.h"
#include "shared/model/commune_weeks.h"
#include "shared/reports/report_table.h"

namespace nuong::client {

// The last weeks, and what happened in them in each commune.
struct WeeksHere {
    std::vector<Date> mondays;
    std::vector<CommuneWeeks> rows;
};
WeeksHere weeks_here(Replica& replica, Instant now);

reports::ReportTable overview_table(Replica& replica, Instant now);
PrintView overview_file_view(Replica& replica, const std::vector<FolderChoice>& folders,
                             const std::optional<Notice>& result, Language language);

}  // namespace nuong::client
