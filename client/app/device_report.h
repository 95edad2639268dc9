// A report made of what lies on this device: which ones a role may make, counting, what the figures rest on. The window
// and the command line both make it here, so that they say the same.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "client/app/count_progress.h"
#include "client/app/kept_count.h"
#include "client/app/workbook.h"
#include "shared/reports/report_table.h"
#include "shared/reports/tally.h"

namespace nuong::client {

struct ReportWish {
    std::string report;
    AreaCode area;
    reports::Period period;
    bool with_former = false;  // and what the table keeps of the periods before (reports/former_figures.h)
    std::string row = {};      // of one figure: the id of the row that it was shown in
};

// One number of a report.
struct FigureWish {
    ReportWish report;
    reports::FigureAt at;
    AreaCode unit = {};  // whose column it is; "": of the whole area
};

struct KnownReport {
    std::string id;
    Message title;
    bool only_at_server = false;        // it is about devices, of which this role is not told
    bool is_for_newer_program = false;  // this one cannot read it
    bool may_be_of_chosen_days = false;
};
// Those that the role has to make or may make, R1 before R2 before R10.
std::vector<KnownReport> known_reports(Replica& replica);

// Whether it may be of those days. Errors: usage, not_found, invalid.
Status check_days(Workbook& workbook, const ReportWish& wish);
// With its source: when, of whose device, what waits there, and to whoever looks after the area how many devices of it
// are late. Errors: not_found, refused, invalid; also refused when `progress` has ended it. `kept`: for the same wish
// once more, see count_records.
Result<reports::ReportTable> count_report(Workbook& workbook, const ReportWish& wish,
                                          const CountProgress& progress = {}, KeptCount* kept = nullptr);

// Whether this person may see the records behind a number, each of them. False also when there are none behind it.
class FigureRights {
public:
    static FigureRights of(Workbook& workbook, const ReportWish& wish);
    bool may_open(const reports::FigureAt& at) const;
    // On which it depends which records these are.
    std::vector<reports::AskedAnswers> answers_behind(const reports::FigureAt& at) const;

private:
    std::optional<reports::Tally> tally_;  // only for what its figures are made of
    DeviceInfo device_;
};

// Which records make up one number of that report, the newest first. It counts once more, so that a report costs
// nothing that nobody asks for. Errors as above, and refused without the right to see them.
using FigureRecords = std::vector<reports::RecordBehind>;
Result<FigureRecords> records_behind(Workbook& workbook, const ReportWish& wish, const reports::FigureAt& at,
                                     const CountProgress& progress = {});

// The number of one row for the whole area, over these periods, in one pass: the values of that many reports.
using FigureTrend = std::vector<reports::Cell>;
Result<FigureTrend> count_trend(Workbook& workbook, const ReportWish& wish, const std::vector<reports::Period>& periods,
                                const reports::FigureAt& at, const CountProgress& progress = {});

// For the audit, before anybody sees the figures; `written_as`: the shape of a file, "" when it is only looked at.
void note_report(Replica& replica, const ReportWish& wish, Instant now, const std::string& written_as = "");
void note_former(Replica& replica, const reports::ReportTable& table, Instant now);  // before they are drawn
// Before anybody sees whose they are. One alone is named, as in every list that was searched.
void note_records_behind(Replica& replica, const ReportWish& wish, const FigureRecords& found, Instant now);

}  // namespace nuong::client
