// What the commands about reports are asked for: which report, of which area and period, for whom.
#pragma once
#include "sync-server/admin/command.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/report_issues.h"

namespace nuong::admin {

struct AskedReport {
    ReportSubject subject;
    std::optional<UserId> user;  // nothing: whoever runs the server

    std::string words() const;  // for the audit: "R1 089 2024-H1 for sep"
    UserId who() const { return user.value_or(server_console); }
};
Result<AskedReport> asked_report(const CommandLine& line);
// A version as it is typed, from 1. Errors: usage.
Result<std::uint32_t> asked_version(const std::string& text);

// As it stands now, with the words from which data: whole, for that is what is frozen. See keep_for().
Result<reports::ReportTable> report_now(StoreReader& reader, const AskedReport& asked, Instant now,
                                        Former former = Former::left_out);
// A version of it, as far as whoever asks may have it.
Result<ReportIssueRow> asked_issue(StoreReader& reader, const AskedReport& asked, std::uint32_t version);

// Before it is shown or written: leaves of the table what is for the user; for whoever runs the server all of it.
Status keep_for(StoreReader& reader, const AskedReport& asked, reports::ReportTable& table);

}  // namespace nuong::admin
