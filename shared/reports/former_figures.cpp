#include "shared/reports/former_figures.h"

#include <algorithm>

namespace nuong::reports {
namespace {

bool lists_indicators(const SectionDefinition& section) { return section.lists_indicators; }

}  // namespace

std::optional<ReportDefinition> definition_of_former(const ReportDefinition& report) {
    if (std::none_of(report.sections.begin(), report.sections.end(), lists_indicators)) return std::nullopt;
    ReportDefinition counted = report;
    if (!report.hides_small_counts)
        std::erase_if(counted.sections, [](const SectionDefinition& section) { return !section.lists_indicators; });
    return counted;
}

Cell over_periods(const Cell& cell, bool is_before_records) {
    return is_before_records ? blank_cell(cell, CellStatus::none) : cell;
}

void keep_former(const ReportDefinition& counted, ReportTable before, ReportTable& table) {
    if (before.area != table.area) return;
    ReportTable kept;
    kept.report = before.report;
    kept.area = before.area;
    kept.period = before.period;
    // After one of which something is known, nothing was written of a period because nothing happened.
    kept.is_before_records =
        before.is_before_records && (table.former.empty() || table.former.back().is_before_records);
    for (std::size_t i = 0; i < before.sections.size() && i < counted.sections.size(); ++i) {
        if (!counted.sections[i].lists_indicators) continue;
        ReportSection& section = kept.sections.emplace_back();
        section.id = before.sections[i].id;
        section.form = before.sections[i].form;
        section.rows = std::move(before.sections[i].rows);
        for (ReportRow& row : section.rows) {
            row.label = {};
            row.cells.clear();
            row.total = over_periods(row.total, kept.is_before_records);
        }
    }
    table.former.push_back(std::move(kept));
}

std::vector<FormerValue> former_values(const ReportTable& table, std::size_t section, std::size_t row) {
    const ReportSection& of = table.sections[section];
    std::vector<FormerValue> values;
    for (const ReportTable& before : table.former)
        for (const ReportSection& kept : before.sections)
            for (const ReportRow& each : kept.rows)
                if (kept.id == of.id && kept.form == of.form && each.id == of.rows[row].id)
                    values.push_back({before.period, each.total});
    return values;
}

}  // namespace nuong::reports
