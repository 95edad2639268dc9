#include "shared/reports/report_grid.h"

#include <algorithm>

#include "shared/model/value.h"
#include "shared/reports/plan_remarks.h"

namespace nuong::reports {
namespace {

const Message indicator_word{"Chỉ tiêu", "Indicator"}, total_word{"Tổng cộng", "Total"}, unit_word{"Đơn vị", "Unit"},
    numerator_word{"Tử số", "Numerator"}, denominator_word{"Mẫu số", "Denominator"}, value_word{"Kết quả", "Result"},
    target_word{"Mục tiêu", "Target"}, difference_word{"Chênh lệch", "Difference"},
    percent_of_target_word{"% mục tiêu", "% of target"}, status_word{"Đánh giá", "Status"}, turns_word{"Lượt", "Turns"},
    actual_word{"kết quả", "actual"}, percent_word{"%", "%"}, area_word{"Địa bàn", "Area"},
    by_units_word{"Chia theo đơn vị", "By unit"}, together_word{"Cả địa bàn", "Whole area"},
    before_word{"Kỳ trước", "Period before"}, change_word{"Thay đổi", "Change"};

// The same for a small number and for one that would give it away: which of both it is must not be seen.
constexpr const char* hidden_mark = "<5*";
const Message hidden_note{
    "<5*: ẩn vì quá ít người, hoặc để không ai tính ra ô ẩn khác.",
    "<5*: hidden because there are very few people, or so that nobody computes another hidden cell."};

const Message list_not_held{"Danh sách này không giữ trên máy này, hoặc không giữ đủ.",
                            "This list is not held on this device, or not all of it."},
    list_in_part{"Chỉ gồm những dòng giữ trên máy này.", "Only the lines that are held on this device."};

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

GridCell placed(GridCell cell, const FigureAt& of) {
    if (cell.is_number) cell.of = of;
    return cell;
}

// With as many places as what stands beside it.
GridCell beside(const ReportRow& row, const Cell& cell, double value) {
    const int places = row.is_share && cell.value ? cell.value->places : 0;
    if (places == 0) return {plain_number(value), true, value, false, 0};
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", places, value);
    return {text, true, value, false, places};
}

GridCell before(const ReportRow& row, const Cell& cell) {
    return cell.previous ? beside(row, cell, *cell.previous) : words("-");
}

GridCell change(const ReportRow& row, const Cell& cell) {
    const auto now = row.is_share ? cell.value ? std::optional(cell.value->number()) : std::nullopt : cell.numerator;
    return now && cell.previous ? beside(row, cell, *now - *cell.previous) : words("-");
}

bool compares(const ReportSection& section) {
    return std::find(section.shown.begin(), section.shown.end(), "previous") != section.shown.end();
}

GridCell difference(const Cell& cell) {
    return number(cell.value && cell.target ? std::optional(*cell.value - *cell.target) : std::nullopt);
}

GridCell said(CellStatus status, Language language) {
    GridCell cell = words(words_of(status).in(language));
    cell.status = status;
    return cell;
}

bool has_targets(const ReportSection& section) {
    return std::any_of(section.rows.begin(), section.rows.end(),
                       [](const ReportRow& row) { return row.total.target.has_value(); });
}

bool has_figures(const ReportSection& section) {
    return std::any_of(section.rows.begin(), section.rows.end(), [](const ReportRow& row) {
        const bool is_said = row.total.status != CellStatus::none && row.total.status != CellStatus::not_held;
        return row.is_share || row.total.target || row.total.turns || is_said;  // the same here and at the server
    });
}

// Excel adds up what is shown. Hidden cells would be missing, and a baseline of the whole is not the sum of its parts.
bool is_sum_of_units(const ReportRow& row) {
    if (row.is_share || hides_any(row) || !row.total.numerator) return false;
    double sum = 0;
    for (const Cell& cell : row.cells) sum += cell.numerator.value_or(0);
    return sum == *row.total.numerator;
}

// What stands beside the units: shares, targets and turns, the period before.
struct BesideUnits {
    bool figures = false, targets = false, before = false;
};

BesideUnits beside_units(const ReportSection& section) {
    return {has_figures(section), has_targets(section), compares(section)};
}

// Units side by side, a line per figure. Figures with a share, a target or turns show these at the end.
Grid grid_by_figures(const ReportTable& table, std::size_t section_at, BesideUnits beside_them, Language language) {
    const ReportSection& section = table.sections[section_at];
    Grid grid{section.title.in(language), {indicator_word.in(language)}, {}, {}, note_of(section, language), true,
              table.columns.size()};
    for (const ReportColumn& column : table.columns) grid.head.push_back(column.name.in(language));
    grid.head.push_back(total_word.in(language));
    const auto [wide, has_target, has_before] = beside_them;
    std::vector<Message> more;
    if (wide) more = {numerator_word, denominator_word, turns_word, target_word};
    if (wide && has_target) more.insert(more.end(), {difference_word, percent_of_target_word});
    if (has_before) more.insert(more.end(), {before_word, change_word});
    if (wide) more.push_back(status_word);
    for (const Message& word : more) grid.head.push_back(word.in(language));
    for (std::size_t i = 0; i < grid.head.size(); ++i) {
        const bool is_unit = i > 0 && i <= table.columns.size();
        std::vector<std::string> groups;
        if (is_unit) groups = {by_units_word.in(language)};
        else if (!more.empty() && i > table.columns.size()) groups = {together_word.in(language)};
        grid.levels.push_back({std::move(groups), grid.head[i]});
    }
    for (const ReportRow& row : section.rows) {
        const auto at = static_cast<std::size_t>(&row - section.rows.data());
        std::vector<GridCell> line{words(row.label.in(language))};
        for (std::size_t column = 0; column < row.cells.size(); ++column)
            line.push_back(placed(shown(row, row.cells[column]), {section_at, at, column}));
        GridCell total = placed(shown(row, row.total), {section_at, at});
        total.is_sum = is_sum_of_units(row);
        line.push_back(total);
        if (wide) {
            line.push_back(placed(number(row.total.numerator), {section_at, at}));
            line.push_back(
                placed(number(row.total.denominator), {section_at, at, std::nullopt, FigurePart::denominator}));
            line.push_back(placed(number(row.total.turns), {section_at, at, std::nullopt, FigurePart::turns}));
            line.push_back(number(row.total.target));
            if (has_target) {
                line.push_back(difference(row.total));
                line.push_back(number(row.total.percent_of_target));
            }
        }
        if (has_before) line.insert(line.end(), {before(row, row.total), change(row, row.total)});
        if (wide) line.push_back(said(row.total.status, language));
        grid.lines.push_back(std::move(line));
        grid.ids.push_back(row.id);
    }
    return grid;
}

std::vector<std::string> shown_of(const ReportSection& section) {
    return section.shown.empty() ? std::vector<std::string>{"actual"} : section.shown;
}

GridCell part_of(const ReportRow& row, const Cell& cell, const std::string& part, FigureAt of) {
    if (part == "target") return number(cell.target);
    if (part == "previous") return before(row, cell);
    if (part == "percent" && !row.is_share) return number(cell.percent_of_target);
    if (part == "percent") return placed(number(cell.value), of);
    if (part != "turns") return placed(shown(row, cell), of);
    of.part = FigurePart::turns;
    return placed(number(cell.turns), of);
}

// Of the cells of a line of areas.
bool is_percent(const ReportSection& section, std::size_t column) {
    const auto parts = shown_of(section);
    const ReportRow& row = section.rows[(column - 1) / parts.size()];
    return row.is_share || parts[(column - 1) % parts.size()] == "percent";
}

Message head_word_of(const std::string& part) {
    if (part == "target") return {"chỉ tiêu", "target"};
    if (part == "turns") return {"lượt", "turns"};
    if (part == "previous") return {"kỳ trước", "period before"};
    return part == "percent" ? percent_word : actual_word;
}

// Of a part of a figure: whether the lines above the total add up to it.
bool is_sum_of_lines(const Grid& grid, const GridCell& total, std::size_t column) {
    if (!total.is_number || total.places > 0) return false;
    double sum = 0;
    for (const auto& line : grid.lines) {
        if (!line[column].is_number && line[column].text != "-") return false;  // hidden
        sum += line[column].number;
    }
    return sum == total.number;
}

// `part`: empty where a figure has just one.
HeadCell head_of(const ReportRow& row, const std::string& part, Language language) {
    HeadCell cell{{}, head_word_of(part).in(language), part};
    for (const Message& level : row.head) cell.groups.push_back(level.in(language));
    if (row.head.empty()) cell.groups.push_back(row.label.in(language));
    if (!part.empty()) return cell;
    cell.text = std::move(cell.groups.back());
    cell.groups.pop_back();
    return cell;
}

// A line per unit, figures side by side, the total below.
Grid grid_by_areas(const ReportTable& table, std::size_t section_at, Language language) {
    const ReportSection& section = table.sections[section_at];
    Grid grid{section.title.in(language), {unit_word.in(language)}, {}, {}, note_of(section, language), true, 0};
    const std::vector<std::string> parts = shown_of(section);
    grid.parts = parts;
    for (const ReportRow& row : section.rows)
        for (const std::string& part : parts)
            grid.head.push_back(row.label.in(language) +
                                (parts.size() > 1 ? " - " + head_word_of(part).in(language) : ""));
    grid.levels.push_back({{}, grid.head.front()});
    for (const ReportRow& row : section.rows)
        for (const std::string& part : parts)
            grid.levels.push_back(head_of(row, parts.size() > 1 ? part : "", language));
    grid.has_total_line = true;
    for (std::size_t column = 0; column <= table.columns.size(); ++column) {
        const bool is_total = column == table.columns.size();
        std::vector<GridCell> line{words((is_total ? total_word : table.columns[column].name).in(language))};
        for (const ReportRow& row : section.rows)
            for (const std::string& part : parts)
                line.push_back(part_of(row, is_total ? row.total : row.cells[column], part,
                                       {section_at, static_cast<std::size_t>(&row - section.rows.data()),
                                        is_total ? std::nullopt : std::optional(column)}));
        for (std::size_t i = 1; is_total && i < line.size(); ++i)
            line[i].is_sum = !is_percent(section, i) && is_sum_of_lines(grid, line[i], i);
        grid.lines.push_back(std::move(line));
        grid.ids.push_back(is_total ? table.area : table.columns[column].area);
    }
    return grid;
}

std::string name_of_area(const ReportTable& table, const AreaCode& area, Language language) {
    if (area == table.area) return table.area_name.in(language);
    for (const ReportColumn& column : table.columns)
        if (!area.empty() && column.area == area) return column.name.in(language);
    return area;
}

}  // namespace

Cell blank_cell(const Cell& cell, CellStatus why) {
    Cell blank;
    blank.target = cell.target;
    blank.plan = cell.plan;
    blank.status = why;
    return blank;
}

const char* name_of(CellStatus status) {
    switch (status) {
        case CellStatus::none: return "none";
        case CellStatus::met: return "met";
        case CellStatus::not_met: return "not_met";
        case CellStatus::running: return "running";
        case CellStatus::empty: return "empty";
        case CellStatus::hidden: return "hidden";
        case CellStatus::not_held: return "not_held";
    }
    return "none";
}

std::optional<CellStatus> status_named(std::string_view name) {
    for (const CellStatus status : {CellStatus::none, CellStatus::met, CellStatus::not_met, CellStatus::running,
                                    CellStatus::empty, CellStatus::hidden, CellStatus::not_held})
        if (name == name_of(status)) return status;
    return std::nullopt;
}

bool is_of_target(CellStatus status) {
    return status == CellStatus::met || status == CellStatus::not_met || status == CellStatus::running;
}

Message words_of(CellStatus status) {
    switch (status) {
        case CellStatus::none: return {"", ""};
        case CellStatus::met: return {"đạt", "met"};
        case CellStatus::not_met: return {"chưa đạt", "not met"};
        case CellStatus::running: return {"đang thực hiện", "under way"};
        case CellStatus::empty: return {"-", "-"};
        case CellStatus::hidden: return {"ẩn (số nhỏ)", "hidden (small)"};
        case CellStatus::not_held: return {"không giữ trên máy này", "not held on this device"};
    }
    return {};
}

std::size_t letters_in(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string shown_text(const ReportRow& row, const Cell& cell) { return shown(row, cell).text; }

bool holds_all(const ReportRow& row) {
    return row.total.status != CellStatus::not_held &&
           std::none_of(row.cells.begin(), row.cells.end(),
                        [](const Cell& cell) { return cell.status == CellStatus::not_held; });
}

Message blank_words(bool holds_all) {
    const Message nothing{"“-”: không có gì để tính", "\"-\": nothing to count"}, held = words_of(CellStatus::not_held);
    if (holds_all) return {nothing.vi + ".", nothing.en + "."};
    return {nothing.vi + ", hoặc " + held.vi + ".", nothing.en + ", or " + held.en + "."};
}

Message subject_of(const ReportTable& table) {
    const Message period = title_of(table.period);
    const std::string day = table.as_of ? day_for_people(*table.as_of) : "";
    return {table.area_name.vi + ", " + period.vi + (day.empty() ? "" : " (tính đến ngày " + day + ")"),
            table.area_name.en + ", " + period.en + (day.empty() ? "" : " (as of " + day + ")")};
}

std::vector<std::string> lines_below(const ReportTable& table, Language language) {
    std::vector<std::string> lines;
    if (table.as_of)
        lines.push_back(Message{"Kỳ chưa kết thúc: số liệu tính đến ngày " + day_for_people(*table.as_of) + ".",
                                "The period has not ended: figures as of " + day_for_people(*table.as_of) + "."}
                            .in(language));
    std::string names;
    for (const ReportColumn& unit : table.silent) names += (names.empty() ? "" : ", ") + unit.name.in(language);
    const std::string count = std::to_string(table.silent.size());
    if (!names.empty())
        lines.push_back(Message{"Chưa có số liệu nào trong kỳ từ " + count + " đơn vị: " + names + ".",
                                "Nothing at all has come for the period from " + count + " units: " + names + "."}
                            .in(language));
    if (!table.plans.empty())
        lines.push_back(Message{"Chỉ tiêu theo: ", "Targets by: "}.in(language) + words_of(table.plans).in(language) +
                        ".");
    for (const Message& remark : table.remarks) lines.push_back(remark.in(language));
    return lines;
}

Message status_of(const ListLine& line) {
    if (line.status == "late") return {"trễ", "late"};
    if (line.status == "on_time") return {"đúng hạn", "on time"};
    return line.status == "restricted" ? Message{"hạn chế xử lý", "processing restricted"} : Message{};
}

Grid grid_of_list(const ReportTable& table, const ReportSection& section, Language language) {
    Grid grid{section.title.in(language), {}, {}, {}, "", false, 0};
    grid.names_people = section.names_people;
    for (const Message& head : section.list_head) grid.head.push_back(head.in(language));
    grid.head.push_back(area_word.in(language));
    const bool with_status = std::any_of(section.list.begin(), section.list.end(),
                                         [](const ListLine& line) { return !line.status.empty(); });
    if (with_status) grid.head.push_back(status_word.in(language));
    for (const std::string& head : grid.head) grid.levels.push_back({{}, head});
    for (const ListLine& line : section.list) {
        std::vector<GridCell> cells;
        for (const std::string& field : line.fields) cells.push_back(words(field));
        cells.push_back(words(name_of_area(table, line.area, language)));
        if (with_status) cells.push_back(words(status_of(line).in(language)));
        grid.lines.push_back(std::move(cells));
        grid.ids.push_back(line.record);
    }
    const std::string more = std::to_string(section.list_left_out);
    if (section.list_left_out > 0 && section.list.empty())
        grid.note = Message{more + " dòng.", more + " lines."}.in(language);
    else if (section.list_left_out > 0)
        grid.note = Message{"Còn " + more + " dòng nữa.", more + " more lines."}.in(language);
    if (!section.lists_all)
        grid.note +=
            (grid.note.empty() ? "" : " ") + (section.list.empty() ? list_not_held : list_in_part).in(language);
    return grid;
}

namespace {

// Of all sections of one form: they are printed under one head.
BesideUnits beside_units_in_form(const ReportTable& table, const ReportSection& section) {
    BesideUnits all;
    for (const ReportSection& each : table.sections) {
        if (each.form != section.form || each.areas_as_rows || each.rows.empty()) continue;
        const BesideUnits its = beside_units(each);
        all = {all.figures || its.figures, all.targets || its.targets, all.before || its.before};
    }
    return all;
}

// How a report is laid out, beyond what its sections say.
struct Layout {
    bool one_head = false;          // for the figures of a form
    bool figures_as_lines = false;  // wherever a unit has just one number of each
};

bool has_units_as_lines(const ReportSection& section, const Layout& layout) {
    return section.areas_as_rows && !(layout.figures_as_lines && shown_of(section).size() == 1);
}

Grid grid_of_figures(const ReportTable& table, std::size_t at, const Layout& layout, Language language) {
    const ReportSection& section = table.sections[at];
    if (has_units_as_lines(section, layout)) return grid_by_areas(table, at, language);
    const BesideUnits units = layout.one_head ? beside_units_in_form(table, section) : beside_units(section);
    return grid_by_figures(table, at, units, language);
}

std::vector<Grid> laid_out(const ReportTable& table, const Layout& layout, Language language) {
    std::vector<Grid> grids;
    const auto add = [&](const ReportSection& section, Grid grid) {
        grid.form = section.form.empty() ? table.report : section.form;
        grid.form_title = (section.form.empty() ? table.title : section.form_title).in(language);
        grid.section = static_cast<std::size_t>(&section - table.sections.data());
        grids.push_back(std::move(grid));
    };
    for (std::size_t at = 0; at < table.sections.size(); ++at) {
        const ReportSection& section = table.sections[at];
        if (!section.rows.empty()) add(section, grid_of_figures(table, at, layout, language));
        if (!section.list_head.empty()) add(section, grid_of_list(table, section, language));
    }
    return grids;
}

}  // namespace

std::vector<Grid> grids_of(const ReportTable& table, Language language) { return laid_out(table, {}, language); }

std::vector<Grid> grids_on_paper(const ReportTable& table, Language language) {
    return laid_out(table, {.one_head = true}, language);
}

std::vector<Grid> grids_in_lines(const ReportTable& table, Language language) {
    return laid_out(table, {.figures_as_lines = true}, language);
}

}  // namespace nuong::reports
