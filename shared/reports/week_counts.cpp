#include "shared/reports/week_counts.h"

#include <algorithm>

#include "shared/reports/small_counts.h"

namespace nuong::reports {
namespace {

const Message table_title{"BẢNG NHIỆT: PHIẾU THEO XÃ VÀ TUẦN", "HEAT TABLE: RECORDS BY COMMUNE AND WEEK"},
    sheet_title{"Bảng nhiệt", "Heat table"},
    about{"Số phiếu theo ngày diễn ra, không tính phiếu đã hủy; ô đậm hơn là nhiều hơn",
          "Records by the day when it happened, without void ones; darker is more"},
    week_word{"Tuần", "Week"}, all_weeks{"Cộng", "All"};

Message name_of(const AreaTree& areas, const AreaCode& code) {
    const Area* area = areas.find(code);
    return area ? area->name : Message{code, code};
}

bool is_hidden(const Cell& cell) { return cell.status == CellStatus::hidden; }

Cell sum_of(const std::vector<Cell>& cells) {
    if (std::any_of(cells.begin(), cells.end(), is_hidden)) return blank_cell({}, CellStatus::hidden);
    Cell sum;
    sum.numerator = 0;
    for (const Cell& cell : cells) *sum.numerator += cell.numerator.value_or(0);
    return sum;
}

ReportRow row_of_week(const ReportTable& by_week, std::size_t week, Date monday) {
    const std::string number = std::to_string(week_number(monday)), days = " (" + week_days(monday) + ")";
    ReportRow row;
    row.id = "week_" + to_string(monday);
    row.label = {week_word.vi + " " + number + days, week_word.en + " " + number + days};
    row.head = {week_word, {number + days, number + days}};
    row.unit = records_of_week;
    for (const ReportRow& commune : by_week.sections.front().rows) row.cells.push_back(commune.cells[week]);
    row.total = sum_of(row.cells);
    return row;
}

ReportRow row_of_all_weeks(const ReportTable& by_week) {
    ReportRow row;
    row.id = "all_weeks";
    row.label = all_weeks;
    row.unit = "count";
    for (const ReportRow& commune : by_week.sections.front().rows) row.cells.push_back(commune.total);
    row.total = sum_of(row.cells);
    return row;
}

}  // namespace

Message names_of(const AreaTree& areas, const std::vector<AreaCode>& codes) {
    Message names;
    for (const AreaCode& code : codes) {
        const Message name = name_of(areas, code);
        names.vi += (names.vi.empty() ? "" : ", ") + name.vi;
        names.en += (names.en.empty() ? "" : ", ") + name.en;
    }
    return names;
}

ReportTable communes_by_week(const std::vector<CommuneWeeks>& rows, bool hides_small_counts) {
    ReportTable table;
    ReportSection& section = table.sections.emplace_back();
    for (const CommuneWeeks& each : rows) {
        ReportRow row;
        row.id = each.area;
        row.hide_below = hides_small_counts ? small_count : 0;
        for (const std::int64_t count : each.weeks) row.cells.emplace_back().numerator = static_cast<double>(count);
        row.total.numerator = static_cast<double>(each.total);
        section.rows.push_back(std::move(row));
    }
    hide_small_counts(table);
    for (ReportRow& row : section.rows)  // of these weeks; of the next ones it would say what left and what came
        if (std::any_of(row.cells.begin(), row.cells.end(), is_hidden)) row.total = blank_cell({}, CellStatus::hidden);
    return table;
}

ReportTable weeks_on_paper(const ReportTable& by_week, const AreaTree& areas, const std::vector<AreaCode>& granted,
                           const std::vector<Date>& mondays) {
    ReportTable table;
    table.report = "BangNhiet";
    table.title = table_title;
    if (granted.size() == 1) table.area = granted.front();
    table.area_name = names_of(areas, granted);
    const Date first = mondays.front(), last = mondays.back() + std::chrono::days(6);
    table.period = {first, last, to_string(first) + ".." + to_string(last)};
    for (const ReportRow& commune : by_week.sections.front().rows) {
        table.columns.push_back({commune.id, name_of(areas, commune.id)});
        if (commune.total.numerator == 0.0) table.silent.push_back(table.columns.back());
    }
    ReportSection& section = table.sections.emplace_back();
    section.id = "weeks";
    section.title = about;
    section.form = sheet_title.vi;
    section.form_title = table_title;
    section.areas_as_rows = true;
    for (std::size_t week = 0; week < mondays.size(); ++week)
        section.rows.push_back(row_of_week(by_week, week, mondays[week]));
    section.rows.push_back(row_of_all_weeks(by_week));
    return table;
}

}  // namespace nuong::reports
