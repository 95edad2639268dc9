// What of a report goes into a file, onto paper and out of the command line. On the screen a number of a commune is
// exact also for whoever stands above the communes: the records behind it lie on this device and each can be opened,
// so hiding it would protect nobody. A file goes on to people who have none of them. So what is written for such a
// reader of a commune, or of another part of their area, is what the office's page gives of it. A report of their whole
// area hides by itself what is small and is written as it is shown, for any period. Lists leave as exports do: without
// what the role must not export, and with who took them out.
#pragma once
#include "client/app/device_report.h"

namespace nuong::client {

struct WrittenReport {
    reports::ReportTable table;
    std::optional<Message> kept_back;  // said below the table too: that something is left out, and where it is
};
WrittenReport written_report(Replica& replica, const reports::ReportTable& table, Instant now);

// The row of `table` at that place over other periods, as count_trend() has counted it.
FigureTrend written_trend(Replica& replica, const reports::ReportTable& table, const reports::FigureAt& at,
                          const FigureTrend& trend);

}  // namespace nuong::client
