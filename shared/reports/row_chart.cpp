#include "shared/reports/row_chart.h"

#include <algorithm>
#include <cmath>

#include "shared/base/local_text.h"
#include "shared/reports/former_figures.h"
#include "shared/reports/report_grid.h"

namespace nuong::reports {
namespace {

bool has_number(const ChartMark& mark) { return mark.number.has_value(); }

bool has_target(const ChartMark& mark) { return mark.target.has_value(); }

}  // namespace

ChartMark mark_of(const ReportRow& row, const Cell& cell, std::string name, Language language) {
    ChartMark mark{.name = std::move(name), .text = shown_text(row, cell)};
    if (cell.status != CellStatus::hidden && row.is_share && cell.value) mark.number = cell.value->number();
    if (cell.status != CellStatus::hidden && !row.is_share) mark.number = cell.numerator;
    if (mark.number) mark.text = number_text(language, mark.text) + (row.unit == "percent" ? "%" : "");
    if (cell.target) {
        mark.target = cell.target->number();
        mark.target_text = number_text(language, to_string(*cell.target));
    }
    if (!mark.number || !is_of_target(cell.status)) return mark;
    mark.status = cell.status;
    mark.status_text = words_of(cell.status).in(language);
    return mark;
}

Standing standing_of(const ChartMark& mark) {
    if (mark.status == CellStatus::met) return Standing::met;
    if (mark.status != CellStatus::not_met) return Standing::none;
    const bool is_near = mark.target && std::abs(*mark.number - *mark.target) * 5 <= std::abs(*mark.target);
    return is_near ? Standing::near : Standing::far;
}

Message words_of(Standing standing) {
    switch (standing) {
        case Standing::none: return {"", ""};
        case Standing::met: return {"đạt", "met"};
        case Standing::near:
            return {"chưa đạt, cách mục tiêu không quá một phần năm", "not met, within a fifth of the target"};
        case Standing::far: return {"chưa đạt, còn cách xa hơn", "not met, further away"};
    }
    return {};
}

std::string sign_of(Standing standing) {
    return standing == Standing::met ? "✓" : standing == Standing::near ? "▽" : standing == Standing::far ? "▼" : "";
}

bool RowChart::judges_units() const {
    return units.size() > 1 && std::any_of(units.begin(), units.end(),
                                           [](const ChartMark& unit) { return standing_of(unit) != Standing::none; });
}

bool RowChart::is_for_paper() const {
    return units.size() > 1 && std::any_of(units.begin(), units.end(), has_number) &&
           std::any_of(units.begin(), units.end(), has_target);
}

std::optional<RowChart> chart_of(const ReportTable& table, std::size_t section, std::size_t row, Language language) {
    if (section >= table.sections.size() || row >= table.sections[section].rows.size()) return std::nullopt;
    const ReportRow& drawn = table.sections[section].rows[row];
    RowChart chart{.row = &drawn, .whole = mark_of(drawn, drawn.total, table.area_name.in(language), language)};
    for (std::size_t i = 0; i < drawn.cells.size(); ++i)
        chart.units.push_back(mark_of(drawn, drawn.cells[i], table.columns[i].name.in(language), language));
    if (!chart.whole.number && std::none_of(chart.units.begin(), chart.units.end(), has_number)) return std::nullopt;
    return chart;
}

std::vector<ChartMark> trend_of(const ReportTable& table, std::size_t section, std::size_t row, Language language) {
    const ReportRow& drawn = table.sections[section].rows[row];
    std::vector<ChartMark> marks;
    for (const FormerValue& before : former_values(table, section, row))
        marks.push_back(mark_of(drawn, before.cell, short_title_of(before.period).in(language), language));
    marks.push_back(mark_of(drawn, drawn.total, short_title_of(table.period).in(language), language));
    const bool says_nothing = std::all_of(marks.begin(), marks.end(), [](const ChartMark& mark) {
        return mark.number.value_or(0) == 0 && !has_target(mark);
    });
    if (says_nothing || std::count_if(marks.begin(), marks.end(), has_number) < 2) marks.clear();
    return marks;
}

}  // namespace nuong::reports
