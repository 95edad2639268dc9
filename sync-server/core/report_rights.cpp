#include "sync-server/core/report_rights.h"

#include <algorithm>

#include "shared/printing/print_mask.h"
#include "shared/reports/list_mask.h"
#include "shared/reports/report_signers.h"
#include "shared/reports/small_counts.h"
#include "shared/reports/within_commune.h"
#include "sync-server/core/report_sources.h"

namespace nuong {
namespace {

bool is_half_year(const reports::Period& period) {
    const auto official = reports::calendar_period(period);
    return official && (official->code.ends_with("-H1") || official->code.ends_with("-H2"));
}

std::vector<std::string> role_documents(const std::vector<DocumentRow>& documents) {
    std::vector<std::string> roles;
    for (const DocumentRow& document : documents)
        if (document.kind == "roles") roles.push_back(document.body);
    return roles;
}

forms::Mask export_mask(const std::vector<DocumentRow>& documents, const std::string& role) {
    return printing::export_mask_of(role_documents(documents), role).value_or(forms::every_class);
}

}  // namespace

bool is_of_communes(const Principal& principal, const AreaTree& areas) {
    return reports::is_of_communes(areas, principal.roots);
}

std::optional<reports::Period> official_period(std::string_view code) {
    const auto period = reports::parse_period(code);
    return period ? reports::calendar_period(*period) : std::nullopt;
}

bool may_have(const Principal& principal, const AreaTree& areas, const std::vector<reports::ReportDefinition>& of_role,
              const ReportIssueRow& issue) {
    const bool makes =
        std::any_of(of_role.begin(), of_role.end(), [&](const auto& each) { return each.id == issue.report; });
    return makes && is_within_grants(principal, areas, issue.area);
}

Status check_step(StoreReader& reader, const std::string& role, const std::string& report, const std::string& state) {
    if (!reports::is_for_signers(state)) return Done{};
    const std::vector<DocumentRow> documents = reader.documents_in_force();
    const auto definition = report_in_force(documents, report);
    if (!definition) return definition.error();
    return reports::may_advance(role_documents(documents), *definition, role, state);
}

Message who_signs(StoreReader& reader, const reports::ReportDefinition& report) {
    return reports::who_signs(role_documents(reader.documents_in_force()), report);
}

Status keep_within_rights(const Principal& principal, const AreaTree& areas, reports::ReportTable& table) {
    // An official code may by now be another area's: what was counted is what counts.
    if (!is_within_grants(principal, areas, table.area))
        return Error{ErrorCode::refused,
                     {"Tài khoản này không phụ trách địa bàn đó.", "This account is not responsible for that area."}};
    const Area* area = areas.find(table.area);
    const auto& roots = principal.roots;
    const bool is_own = std::find(roots.begin(), roots.end(), table.area) != roots.end();
    if (!is_own && area && area->type == "hamlet")
        return Error{ErrorCode::refused,
                     {"Máy chủ không cho số liệu riêng của từng thôn.", "The server gives no figures of one hamlet."}};
    if (is_of_communes(principal, areas)) return Done{};
    reports::keep_within_commune(areas, roots, table);
    // A year beside its half would give away what the half hides.
    if (!is_half_year(table.period)) reports::hide_rows_of_few(table);
    return Done{};
}

Status keep_within_rights_of(StoreReader& reader, const UserId& user, reports::ReportTable& table) {
    const auto book = make_book(reader.documents_in_force());
    if (!book) return book.error();
    const auto known = principal_of(reader, **book, user);
    if (const auto* refused = std::get_if<protocol::HttpError>(&known))
        return Error{ErrorCode::refused, refused->message};
    return keep_within_rights(std::get<Principal>(known), (*book)->areas, table);
}

void take_out_for(StoreReader& reader, const UserId& user, Instant now, reports::ReportTable& table) {
    const auto account = reader.user(user);
    const std::string role = account ? account->role : "";
    reports::take_out(table, export_mask(reader.documents_in_force(), role), {user, role, now});
}

}  // namespace nuong
