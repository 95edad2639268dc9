// Who signs a report that was frozen, and says that it was sent: roles that have this right. Checking it stays with
// everybody whose duty the report is: in a commune of two, one makes and checks it, and the other one signs.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/reports/report_definition.h"

namespace nuong::reports {

// Whether a step to that state is for those who sign.
bool is_for_signers(std::string_view state);

// The names of the roles that make the report and sign it, in the order of the role documents
// (schemas/roles.schema.json: "signs"). Documents from before there was this right have nobody who bears it: then those
// who look after an area ("desk") sign, and where there are none either everybody who makes the report.
std::vector<Message> signers_of(std::span<const std::string> role_documents, const ReportDefinition& report);

// The same as a sentence: "Người ký là: Cán bộ huyện, Cán bộ tỉnh."
Message who_signs(std::span<const std::string> role_documents, const ReportDefinition& report);

// Whether the role may take a report, which it makes, on to that state. Errors: refused, in words that say who may.
Status may_advance(std::span<const std::string> role_documents, const ReportDefinition& report, const std::string& role,
                   std::string_view state);

}  // namespace nuong::reports
