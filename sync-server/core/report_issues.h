// Report issues: a report of an area and a period as it was handed in, version by version. Whatever is saved later, a
// version stays what it was; it only goes on from draft to checked, signed and sent.
#pragma once
#include "shared/reports/issue_states.h"
#include "shared/reports/report_difference.h"
#include "sync-server/store/change_store.h"

namespace nuong {

inline constexpr const char* server_console = "console";  // whoever runs the server and gives no name
std::string state_of(const ReportIssueRow& issue);
// What somebody has done with it before it is signed: "chốt và kiểm tra". Nothing: nothing.
Message done_by(const ReportIssueRow& issue, const UserId& who);

// Which report is meant.
struct ReportSubject {
    std::string report;
    AreaCode area;
    reports::Period period;
};

// Who freezes, when, and from which data the table was made.
struct Freezing {
    UserId who;
    Instant at;
    std::string note;
    StoreFacts facts;
};

// Keeps the table as the next version of its report, as a draft. Of lists only how long they are is kept.
ReportIssueRow freeze_report(StoreTransaction& transaction, reports::ReportTable table, const Freezing& freezing);

// One step on. Four eyes: whoever signs has a name, and has neither frozen nor checked it. Errors: usage (no such
// state), not_found, invalid (not the next one), refused (the same eyes).
Result<ReportIssueRow> advance_issue(StoreTransaction& transaction, std::uint64_t id, const std::string& state,
                                     const UserId& who, Instant at);

std::optional<ReportIssueRow> find_issue(StoreReader& reader, std::uint64_t id);
// The versions there are, the oldest first, of an area and a period or of all. However these are written: an official
// code, a half year by its days.
std::vector<ReportIssueRow> issues_of(StoreReader& reader, const std::optional<AreaCode>& area,
                                      const std::optional<reports::Period>& period);
std::vector<ReportIssueRow> issues_of(StoreReader& reader, const ReportSubject& subject);
// Errors: not_found, which names the versions there are.
Result<ReportIssueRow> issue_of(StoreReader& reader, const ReportSubject& subject, std::uint32_t version);

// The table as it was frozen. Errors: damaged.
Result<reports::ReportTable> frozen_table(StoreReader& reader, const ReportIssueRow& issue);
// The same, saying which version it is, how far it has come and by whom. The same at any time until it goes a step on.
Result<reports::ReportTable> issued_report(StoreReader& reader, const ReportIssueRow& issue);

// Every version there is, read once: which ones are not what was frozen, and what to do about each.
struct IssueCheck {
    std::size_t issues = 0;
    std::vector<Message> damaged;
};
IssueCheck check_issues(StoreReader& reader);

// In a report that is made now: that a version was signed or sent, or at least checked, and how many figures are
// otherwise by now.
void tell_of_version(StoreReader& reader, const ReportSubject& subject, reports::ReportTable& table);

// In the report of the next period: what came late for the one before it, since that was signed or checked. Nothing
// when none of it was, or when its figures are the same still.
void tell_of_late_additions(StoreReader& reader, const ReportSubject& subject, reports::ReportTable& table);

}  // namespace nuong
