#include "sync-server/core/report_rights.h"

#include <algorithm>

#include "shared/reports/report_areas.h"
#include "shared/reports/small_counts.h"

namespace nuong {
namespace {

bool is_half_year(const reports::Period& period) {
    return period.code.ends_with("-H1") || period.code.ends_with("-H2");
}

// Of somebody from above the communes. A table by itself hides what would betray a small count; but the same unit in
// a table of its own, or a year beside its half, would give it away. So such rows are shown for half years and for
// the whole of the asker's area.
void keep_few_apart(const AreaTree& areas, reports::ReportTable& table, bool is_own_area) {
    if (is_commune_or_below(areas, table.area)) reports::hide_small_counts(table);
    if (!is_own_area || !is_half_year(table.period)) reports::hide_rows_of_few(table);
}

}  // namespace

bool is_commune_or_below(const AreaTree& areas, const AreaCode& code) {
    const Area* area = areas.find(code);
    const std::string_view level = area ? reports::level_of_type(area->type) : "";
    return level == "commune" || level == "hamlet";
}

bool is_of_communes(const Principal& principal, const AreaTree& areas) {
    const auto& roots = principal.roots;
    return !roots.empty() && std::all_of(roots.begin(), roots.end(),
                                         [&](const AreaCode& root) { return is_commune_or_below(areas, root); });
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
    if (!is_of_communes(principal, areas)) keep_few_apart(areas, table, is_own);
    return Done{};
}

}  // namespace nuong
