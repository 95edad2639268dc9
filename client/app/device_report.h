// A report made of what lies on this device: which ones a role may make, counting, what the figures rest on. The window
// and the command line both make it here, so that they say the same.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "client/app/workbook.h"
#include "shared/reports/report_table.h"

namespace nuong::client {

struct ReportWish {
    std::string report;
    AreaCode area;
    reports::Period period;
};

struct KnownReport {
    std::string id;
    Message title;
    bool only_at_server = false;  // it is about devices, of which only the server knows
};
// Those that the role has to make or may make, R1 before R2 before R10.
std::vector<KnownReport> known_reports(Replica& replica);

// How many records were looked at, of how many; false ends the count.
using CountProgress = std::function<bool(std::int64_t seen, std::int64_t all)>;
// With its source: when, of whose device, what waits there. Errors: not_found, refused, invalid; also refused when
// `progress` has ended it.
Result<reports::ReportTable> count_report(Workbook& workbook, const ReportWish& wish,
                                          const CountProgress& progress = {});

// For the audit, before anybody sees the figures.
void note_report(Replica& replica, const ReportWish& wish, Instant now);

}  // namespace nuong::client
