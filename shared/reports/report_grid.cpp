#include "shared/reports/report_grid.h"

#include <algorithm>

#include "shared/model/value.h"

namespace nuong::reports {
namespace {

const Message indicator_word{"Chỉ tiêu", "Indicator"}, total_word{"Tổng cộng", "Total"}, unit_word{"Đơn vị", "Unit"},
    numerator_word{"Tử số", "Numerator"}, denominator_word{"Mẫu số", "Denominator"}, value_word{"Kết quả", "Result"},
    target_word{"Mục tiêu", "Target"}, status_word{"Đánh giá", "Status"}, turns_word{"Lượt", "Turns"},
    actual_word{"kết quả", "actual"}, percent_word{"%", "%"}, area_word{"Địa bàn", "Area"};

// The same for a small number and for one that would give it away: which of both it is must not be seen.
constexpr const char* hidden_mark = "<5*";
const Message hidden_note{
    "<5*: ẩn vì quá ít người, hoặc để không ai tính ra ô ẩn khác.",
    "<5*: hidden because there are very few people, or so that nobody computes another hidden cell."};

bool hides_any(const ReportRow& row) {
    return row.total.status == CellStatus::hidden ||
           std::any_of(row.cells.begin(), row.cells.end(),
                       [](const Cell& cell) { return cell.status == CellStatus::hidden; });
}

std::string note_of(const ReportSection& section, Language language) {
    return std::any_of(section.rows.begin(), section.rows.end(), hides_any) ? hidden_note.in(language) : "";
}

GridCell words(std::string text) { return {std::move(text), false, 0, false, 0}; }

GridCell number(const std::optional<double>& value) {
    if (!value) return words("-");
    return {plain_number(*value), true, *value, false, 0};
}

GridCell number(const std::optional<Decimal>& value) {
    if (!value) return words("-");
    return {to_string(*value), true, value->number(), false, value->places};
}

// What a unit shows in its column: the share where the row is one, else the count.
GridCell shown(const ReportRow& row, const Cell& cell) {
    if (cell.status == CellStatus::hidden) return words(hidden_mark);
    return row.is_share ? number(cell.value) : number(cell.numerator);
}

bool has_figures(const ReportSection& section) {
    return std::any_of(section.rows.begin(), section.rows.end(), [](const ReportRow& row) {
        return row.is_share || row.total.target || row.total.turns || row.total.status != CellStatus::none;
    });
}

// Units side by side, a line per figure. Figures with a share, a target or turns show these at the end.
Grid grid_by_figures(const ReportTable& table, const ReportSection& section, Language language) {
    Grid grid{section.title.in(language), {indicator_word.in(language)}, {}, {}, note_of(section, language), true,
              table.columns.size()};
    for (const ReportColumn& column : table.columns) grid.head.push_back(column.name.in(language));
    grid.head.push_back(total_word.in(language));
    const bool wide = has_figures(section);
    if (wide)
        for (const Message& word : {numerator_word, denominator_word, turns_word, target_word, status_word})
            grid.head.push_back(word.in(language));
    for (const ReportRow& row : section.rows) {
        std::vector<GridCell> line{words(row.label.in(language))};
        for (const Cell& cell : row.cells) line.push_back(shown(row, cell));
        GridCell total = shown(row, row.total);
        total.is_sum = !row.is_share && total.is_number && !hides_any(row);  // Excel adds up what is shown only
        line.push_back(total);
        if (wide) {
            line.push_back(number(row.total.numerator));
            line.push_back(number(row.total.denominator));
            line.push_back(number(row.total.turns));
            line.push_back(number(row.total.target));
            line.push_back(words(words_of(row.total.status).in(language)));
        }
        grid.lines.push_back(std::move(line));
        grid.ids.push_back(row.id);
    }
    return grid;
}

std::vector<std::string> shown_of(const ReportSection& section) {
    return section.shown.empty() ? std::vector<std::string>{"actual"} : section.shown;
}

GridCell part_of(const ReportRow& row, const Cell& cell, const std::string& part) {
    if (part == "target") return number(cell.target);
    if (part == "turns") return number(cell.turns);
    if (part == "percent") return row.is_share ? number(cell.value) : number(cell.percent_of_target);
    return shown(row, cell);
}

Message word_of(const std::string& part) {
    if (part == "target") return {"chỉ tiêu", "target"};
    if (part == "turns") return {"lượt", "turns"};
    return part == "percent" ? percent_word : actual_word;
}

// A line per unit, figures side by side, the total below.
Grid grid_by_areas(const ReportTable& table, const ReportSection& section, Language language) {
    Grid grid{section.title.in(language), {unit_word.in(language)}, {}, {}, note_of(section, language), true, 0};
    const std::vector<std::string> parts = shown_of(section);
    for (const ReportRow& row : section.rows)
        for (const std::string& part : parts)
            grid.head.push_back(row.label.in(language) + (parts.size() > 1 ? " - " + word_of(part).in(language) : ""));
    for (std::size_t column = 0; column <= table.columns.size(); ++column) {
        const bool is_total = column == table.columns.size();
        std::vector<GridCell> line{words((is_total ? total_word : table.columns[column].name).in(language))};
        for (const ReportRow& row : section.rows)
            for (const std::string& part : parts)
                line.push_back(part_of(row, is_total ? row.total : row.cells[column], part));
        grid.lines.push_back(std::move(line));
        grid.ids.push_back(is_total ? table.area : table.columns[column].area);
    }
    return grid;
}

Grid grid_of_list(const ReportSection& section, Language language) {
    Grid grid{section.title.in(language), {}, {}, {}, "", false, 0};
    for (const Message& head : section.list_head) grid.head.push_back(head.in(language));
    grid.head.push_back(area_word.in(language));
    const bool with_status = std::any_of(section.list.begin(), section.list.end(),
                                         [](const ListLine& line) { return !line.status.empty(); });
    if (with_status) grid.head.push_back(status_word.in(language));
    for (const ListLine& line : section.list) {
        std::vector<GridCell> cells;
        for (const std::string& field : line.fields) cells.push_back(words(field));
        cells.push_back(words(line.area));
        const Message late{"trễ", "late"}, on_time{"đúng hạn", "on time"};
        if (with_status) cells.push_back(words((line.status == "late" ? late : on_time).in(language)));
        grid.lines.push_back(std::move(cells));
        grid.ids.push_back(line.record);
    }
    const std::string more = std::to_string(section.list_left_out);
    if (section.list_left_out > 0)
        grid.note = Message{"Còn " + more + " dòng nữa.", more + " more lines."}.in(language);
    return grid;
}

}  // namespace

const char* name_of(CellStatus status) {
    switch (status) {
        case CellStatus::none: return "none";
        case CellStatus::met: return "met";
        case CellStatus::not_met: return "not_met";
        case CellStatus::empty: return "empty";
        case CellStatus::hidden: return "hidden";
    }
    return "none";
}

Message words_of(CellStatus status) {
    switch (status) {
        case CellStatus::none: return {"", ""};
        case CellStatus::met: return {"đạt", "met"};
        case CellStatus::not_met: return {"chưa đạt", "not met"};
        case CellStatus::empty: return {"-", "-"};
        case CellStatus::hidden: return {"ẩn (số nhỏ)", "hidden (small)"};
    }
    return {};
}

std::vector<Grid> grids_of(const ReportTable& table, Language language) {
    std::vector<Grid> grids;
    for (const ReportSection& section : table.sections) {
        if (!section.rows.empty())
            grids.push_back(section.areas_as_rows ? grid_by_areas(table, section, language)
                                                  : grid_by_figures(table, section, language));
        if (!section.list_head.empty()) grids.push_back(grid_of_list(section, language));
    }
    return grids;
}

}  // namespace nuong::reports
