#include "shared/reports/silent_units.h"

#include <algorithm>

namespace nuong::reports {
namespace {

bool counts_anything(const ReportTable& table) {
    return std::any_of(table.sections.begin(), table.sections.end(),
                       [](const ReportSection& section) { return !section.rows.empty(); });
}

}  // namespace

bool hides_in(const ReportTable& table, std::size_t column) {
    for (const ReportSection& section : table.sections)
        for (const ReportRow& row : section.rows)
            if (row.cells[column].status == CellStatus::hidden) return true;
    return false;
}

void name_no_hidden_unit(ReportTable& table) {
    std::erase_if(table.silent, [&](const ReportColumn& unit) {
        const auto at = std::find(table.columns.begin(), table.columns.end(), unit);
        return at != table.columns.end() && hides_in(table, static_cast<std::size_t>(at - table.columns.begin()));
    });
}

SilentUnits::SilentUnits(const ReportTable& table, const AreaTree& tree) : columns_(table.columns) {
    auto areas = ReportAreas::make(tree, table.area, table.period.last);
    if (!areas || !counts_anything(table)) return;
    areas_.emplace(std::move(*areas));
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (!columns_[i].area.empty() && !hides_in(table, i)) waiting_.insert(static_cast<std::uint16_t>(i));
}

void SilentUnits::hear(const AreaCode& area) {
    if (areas_) waiting_.erase(areas_->column_of(area));
}

std::vector<ReportColumn> SilentUnits::named() const {
    std::vector<ReportColumn> silent;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (waiting_.contains(static_cast<std::uint16_t>(i))) silent.push_back(columns_[i]);
    return silent;
}

void AreasHeard::note(const AreaCode& area, std::span<const Date> days) {
    if (std::any_of(days.begin(), days.end(), [&](Date day) { return period_.contains(day); })) areas_.insert(area);
}

std::vector<ReportColumn> AreasHeard::silent_in(const ReportTable& table, const AreaTree& tree) const {
    SilentUnits silent(table, tree);
    for (const AreaCode& area : areas_) silent.hear(area);
    return silent.named();
}

}  // namespace nuong::reports
