// Which report, area and period somebody asks for, and what there is to choose from. The rights are the server's:
// roles that make a report, areas granted.
#pragma once
#include "shared/reports/report_definition.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/report_issues.h"
#include "sync-server/web/page.h"
#include "sync-server/web/web_turn.h"

namespace nuong::web {

// Nothing when no period was chosen; an error when what was is none. It may be of any days: whether the figures may be
// is asked of what is to be shown.
Result<std::optional<reports::Period>> asked_period(const Fields& query);

std::vector<Option> area_options(const Visitor& visitor);  // of those granted
std::vector<Option> area_options(const Visitor& visitor, const std::vector<AreaCode>& roots);
std::vector<Option> period_options(const Visitor& visitor);
reports::Period period_now(Instant now);  // the half year that is running

Html area_and_period(const Visitor& visitor, const AreaCode& area, const std::optional<reports::Period>& period);
// Two days with a button of their own: the form has another for the period of the list.
Html days_choice(const Visitor& visitor, const std::optional<reports::Period>& period);

// A report of now as the page shows it and gives it away: that of make_report_for() with its remarks, without the lists
// of records, and above the commune without small counts. Errors: refused, not_found, invalid; usage, of days where
// small counts are hidden.
Result<reports::ReportTable> report_now(StoreReader& reader, const Visitor& visitor, const ReportSubject& subject,
                                        Former former);
// A frozen version of it.
Result<reports::ReportTable> report_frozen(StoreReader& reader, const Visitor& visitor, const ReportSubject& subject,
                                           std::uint32_t version);
// Both, and tables of several periods, go through here.
Status keep_within_page(const Visitor& visitor, reports::ReportTable& table);

// The bytes of a file: xlsx, docx or csv. Errors: usage, no_space.
Result<std::string> report_file(const reports::ReportTable& table, const std::string& format, Language language);

}  // namespace nuong::web
