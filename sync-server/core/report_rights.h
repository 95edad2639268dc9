// Who may have a report of the server, and what of its figures is for them: the office's page, the devices and the
// console acting for a user ask here. The console for itself is exact: whoever runs the server has the store.
#pragma once
#include "shared/reports/report_definition.h"
#include "shared/reports/report_table.h"
#include "sync-server/core/principal.h"

namespace nuong {

// Whether all areas of whoever asks lie within one commune each: only there are small counts shown.
bool is_of_communes(const Principal& principal, const AreaTree& areas);

// Years and half years alone: of days that one may choose, two that differ by one tell of a single person. Nothing: it
// is not one of them.
std::optional<reports::Period> official_period(std::string_view code);

// A version: of a report that the role makes (`of_role`, see reports_of_role()), of an area within the grants.
bool may_have(const Principal& principal, const AreaTree& areas, const std::vector<reports::ReportDefinition>& of_role,
              const ReportIssueRow& issue);

// Whether an account of that role, which may make the report, may take a version of it on to that state. Errors:
// refused (it is for those who sign), not_found.
Status check_step(StoreReader& reader, const std::string& role, const std::string& report, const std::string& state);

// In words for whoever looks at its versions.
Message who_signs(StoreReader& reader, const reports::ReportDefinition& report);

// Hides what would betray a small count. Errors: refused (an area that is not theirs, a hamlet by itself).
Status keep_within_rights(const Principal& principal, const AreaTree& areas, reports::ReportTable& table);
// Of an account by its name. Errors as above; refused also without such an account.
Status keep_within_rights_of(StoreReader& reader, const UserId& user, reports::ReportTable& table);

// Lists leave as exports do: without what the account's role must not export, and with who took them out.
void take_out_for(StoreReader& reader, const UserId& user, Instant now, reports::ReportTable& table);

}  // namespace nuong
