// The reports of the server: every record of the store counted by the published definition, with the code that counts
// on the devices.
#pragma once
#include "shared/reports/tally.h"
#include "sync-server/core/document_book.h"
#include "sync-server/core/report_issues.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// The indicators and targets in force.
Result<reports::Programme> programme_of(const std::vector<DocumentRow>& documents);

// Whether what a table keeps of the periods before (reports/former_figures.h) is counted as well: as many counts more.
enum class Former { left_out, counted };

// Reads one consistent moment. Of a period that has not ended by `today` the figures are as of this day. For whoever
// runs the server: lists name nobody. Errors: not_found (report, area or form), invalid (a definition that does not
// fit).
Result<reports::ReportTable> make_report(StoreReader& reader, const std::string& report, const AreaCode& area,
                                         const reports::Period& period, Former former = Former::left_out,
                                         Date today = Date::max());
// The same for a user, within the user's areas and duties; whoever may read the listed records is told who it is.
// Errors: refused besides.
Result<reports::ReportTable> make_report_for(StoreReader& reader, const UserId& user, const std::string& report,
                                             const AreaCode& area, const reports::Period& period,
                                             Former former = Former::left_out, Date today = Date::max());
// That report of several periods, in one pass over the records: for what has become of a figure.
Result<std::vector<reports::ReportTable>> make_reports_for(StoreReader& reader, const UserId& user,
                                                           const std::string& report, const AreaCode& area,
                                                           const std::vector<reports::Period>& periods,
                                                           Date today = Date::max());

// Whether a user may make it, and so have what was made before. Errors: refused, not_found; usage for days of a report
// that hides small counts.
Status check_maker(StoreReader& reader, const UserId& user, const ReportSubject& subject);
// The last of that for whoever runs the server, who hands in what is frozen: others will see it.
Status check_days(StoreReader& reader, const ReportSubject& subject);

// The units of a finished report, or its own area where it has none, in which somebody may still write into its period
// without being told: some day of it is not locked for a form that the report counts. Errors: not_found, invalid.
Result<std::vector<reports::ReportColumn>> unlocked_units(StoreReader& reader, const reports::ReportTable& table);

// From what a report is made that is made now: the state of the data, how many devices of its area have not been heard
// of for a week, and whether somebody was erased whom it cannot count any more. For ReportTable::source.
Message source_of_report(StoreReader& reader, const ReportSubject& subject, Instant now);

}  // namespace nuong
