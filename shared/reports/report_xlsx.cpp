// ReportTable as an Excel workbook in the look of an official annex (Decree 30/2020/NĐ-CP, appendix I, as district
// offices fill it): a sheet per form, heads left and right, a head in two levels with column numbers, units in their
// official order, totals as live sums, room for notes and signatures, ready for A4. The same table gives the same
// bytes.
#include <xlsxwriter.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>

#include "shared/reports/annex_words.h"
#include "shared/reports/printed_table.h"
#include "shared/reports/row_chart.h"
#include "shared/reports/week_counts.h"
#include "shared/reports/workbook_bands.h"
#include "shared/reports/workbook_charts.h"
#include "shared/reports/workbook_formats.h"
#include "shared/reports/workbook_head.h"
#include "shared/reports/workbook_heat.h"
#include "shared/reports/workbook_page.h"
#include "shared/reports/workbook_trends.h"

namespace nuong::reports {
namespace {

constexpr double figure_width = 7.5, field_width = 18, label_width = 38, order_width = 5,
                 note_width = 12;      // in letters
constexpr lxw_col_t first_figure = 2;  // after order and label
constexpr double country_width = 42;   // of the right head

const Message order_word{"STT", "No."}, note_word{"Ghi chú", "Notes"}, maker_word{"NGƯỜI LẬP BIỂU", "DRAWN UP BY"},
    maker_signs{"(Ký, ghi rõ họ tên)", "(Signature, full name)"}, continued_word{" (tiếp theo)", " (continued)"};

class SheetWriter {
public:
    SheetWriter(lxw_workbook* book, Formats& formats, const ReportTable& table, const PrintedTable& printed,
                Language language)
        : book_(book), formats_(formats), table_(table), printed_(printed), language_(language) {
        const Grid& first = printed.first();
        cell_width_ = first.is_numbers ? figure_width : field_width;
        heads_width_ = static_cast<lxw_col_t>(std::ceil((country_width - note_width) / cell_width_));
        last_ = static_cast<lxw_col_t>(std::max<std::size_t>(printed.head().size() + 1, first_figure + heads_width_));
        boxes_ = head_boxes(head());
        cuts_ = cuts_of();
        first_page_ = cuts_.begins.empty() ? last_ : static_cast<lxw_col_t>(cuts_.begins.front() - 1);
        std::string name = first.form;
        for (int number = 2; workbook_get_worksheet_by_name(book, name.c_str()); ++number)
            name = first.form + " (" + std::to_string(number) + ")";
        sheet_ = workbook_add_worksheet(book, name.c_str());
        beside_ = {sheet_->name, foot_of_pages(table.source, language)};
        title_ = first.form_title;
    }

    void write() {
        set_page();
        write_heads();
        write_table();
        write_below();
        write_signatures();
        write_charts(book_, beside_, charts_, language_);
        write_bands(book_, formats_, beside_, bands(), language_);
        write_heat(book_, formats_, heat_page(), language_);
        write_trends(book_, formats_, beside_, trends(), language_);
    }

private:
    const std::string& say(const Message& words) const { return words.in(language_); }

    void set_page() {
        worksheet_set_column(sheet_, 0, 0, order_width, nullptr);
        worksheet_set_column(sheet_, 1, 1, label_width, nullptr);
        worksheet_set_column(sheet_, first_figure, last_, cell_width_, nullptr);
        worksheet_set_column(sheet_, last_, last_, note_width, nullptr);
        lay_on_paper(sheet_, Orientation::landscape, beside_.foot);
        spread_over_pages(sheet_, cuts_, first_figure - 1);
    }

    PageCuts cuts_of() const {
        std::vector<double> points;
        for (lxw_col_t column = 0; column <= last_; ++column) points.push_back(points_of_column(width_of(column)));
        return cuts_across({points, first_figure, static_cast<std::size_t>(first_figure + heads_width_ + 2), boxes_});
    }

    bool is_on_pages() const { return !cuts_.begins.empty(); }  // side by side

    // Columns that each page repeats would show a piece of what goes over them.
    lxw_col_t around_from() const { return is_on_pages() ? first_figure : 0; }

    // Over the columns `first` to `last`, which may be one.
    void write_across(lxw_row_t row, lxw_col_t first, lxw_col_t last, const std::string& words, lxw_format* format) {
        if (first < last) worksheet_merge_range(sheet_, row, first, row, last, words.c_str(), format);
        else worksheet_write_string(sheet_, row, first, words.c_str(), format);
    }

    void write_heads() {
        const auto right = static_cast<lxw_col_t>(first_page_ - heads_width_ - (is_on_pages() ? 1 : 0));
        lxw_format* bold = formats_.heading(12);
        lxw_format* italic = formats_.heading(12, true);
        write_across(0, 0, 1, say(annex::office), bold);
        write_across(1, 0, 1, say(annex::unit), bold);
        write_across(2, 0, 1, say(annex::number), italic);
        write_across(0, right, first_page_, say(annex::country), bold);
        write_across(1, right, first_page_, say(annex::motto), formats_.heading(12, false, true));
        write_across(2, right, first_page_, say(annex::day), italic);
        write_title(around_from(), first_page_, title_);
        for (std::size_t i = 0; i < cuts_.begins.size(); ++i) {
            const bool is_last = i + 1 == cuts_.begins.size();
            write_title(static_cast<lxw_col_t>(cuts_.begins[i]),
                        is_last ? last_ : static_cast<lxw_col_t>(cuts_.begins[i + 1] - 1),
                        title_ + say(continued_word));
        }
        row_ = 7;
    }

    void write_title(lxw_col_t first, lxw_col_t last, const std::string& title) {
        write_across(4, first, last, title, formats_.heading(14));
        write_across(5, first, last, say(subject_of(table_)), formats_.heading(12));
    }

    // Every page of it begins with its head, and a sheet on the screen keeps it in sight.
    void write_table() {
        const auto& parts = printed_.parts();
        const bool names_each = parts.size() > 1;
        if (!names_each)
            worksheet_write_string(sheet_, row_++, 0, printed_.first().title.c_str(), formats_.heading_left());
        const lxw_row_t head = row_;
        write_head();
        worksheet_repeat_rows(sheet_, head, row_ - 1);
        worksheet_freeze_panes(sheet_, row_, first_figure);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (names_each) write_name(numbered(parts[i].front()->title, i + 1));
            write_lines(parts[i]);
            write_notes(parts[i]);
        }
        ++row_;
    }

    void write_notes(const PrintedTable::Part& part) {
        std::vector<std::string> notes;  // each once
        for (const Grid* grid : part)
            if (!grid->note.empty() && std::find(notes.begin(), notes.end(), grid->note) == notes.end())
                notes.push_back(grid->note);
        for (const std::string& note : notes)
            worksheet_write_string(sheet_, row_++, 0, note.c_str(), formats_.remark());
    }

    bool has_notes() const { return printed_.first().is_numbers; }
    lxw_col_t last_of_table() const { return static_cast<lxw_col_t>(printed_.head().size() + (has_notes() ? 1 : 0)); }

    double width_of(lxw_col_t column) const {
        return column == 0 ? order_width : column == 1 ? label_width : column == last_ ? note_width : cell_width_;
    }

    std::vector<HeadCell> head() const {
        const std::vector<HeadCell> of_parts = printed_.head();
        std::vector<HeadCell> cells{{{}, say(order_word)}};
        cells.insert(cells.end(), of_parts.begin(), of_parts.end());
        if (has_notes()) cells.push_back({{}, say(note_word)});
        return cells;
    }

    void write_head() {
        const std::vector<HeadCell> cells = head();
        std::vector<double> widths;
        for (lxw_col_t column = 0; column < cells.size(); ++column) widths.push_back(width_of(column));
        row_ = write_head_boxes(sheet_, formats_, row_, boxes_, widths);
        unit_names_ = row_ - 1;
        for (lxw_col_t column = 0; column < cells.size(); ++column)
            worksheet_write_string(sheet_, row_, column, number_of(column).c_str(), formats_.column_number());
        ++row_;
    }

    // As forms of statistics have it: columns of words bear letters, those of numbers are numbered. A list has only
    // words, and is numbered through.
    std::string number_of(lxw_col_t column) const {
        if (!has_notes()) return "(" + std::to_string(column + 1) + ")";
        if (column < first_figure) return column == 0 ? "A" : "B";
        return column == last_of_table() ? "C" : "(" + std::to_string(column - first_figure + 1) + ")";
    }

    // A line across the table that says which part of it begins.
    void write_name(const NumberedTitle& title) {
        worksheet_write_string(sheet_, row_, 0, title.number.c_str(), formats_.order(true));
        worksheet_write_string(sheet_, row_, 1, title.words.c_str(), formats_.label(true));
        worksheet_set_row(sheet_, row_, lines_of(title.words, label_width) * line_height, nullptr);
        for (lxw_col_t column = first_figure; column <= last_of_table(); ++column)
            worksheet_write_blank(sheet_, row_, column, formats_.label(true));
        ++row_;
    }

    void write_lines(const PrintedTable::Part& part) {
        const lxw_row_t first = row_;
        const Grid& grid = *part.front();
        const std::vector<std::string> numbers = order_numbers(grid);
        for (std::size_t at = 0; grid.has_total_line && at < part.size(); ++at)
            note_charts_of_columns(*part[at], first, PrintedTable::shift_of(part, at));
        if (grid.has_total_line) shade_weeks(grid, first);
        for (std::size_t i = 0; i < grid.lines.size(); ++i, ++row_) {
            const bool is_total = grid.has_total_line && i + 1 == grid.lines.size();
            worksheet_set_row(sheet_, row_, height_of(grid.lines[i]), nullptr);
            if (grid.unit_columns > 0) note_chart_of_line(grid, i, unit_names_);
            if (is_total) worksheet_write_blank(sheet_, row_, 0, formats_.order(true));
            else if (numbers[i].find('.') != std::string::npos)
                worksheet_write_string(sheet_, row_, 0, numbers[i].c_str(), formats_.order(false));
            else worksheet_write_number(sheet_, row_, 0, std::stod(numbers[i]), formats_.order(false));
            for (std::size_t at = 0; at < part.size(); ++at)
                for (std::size_t k = at == 0 ? 0 : 1; k < part[at]->lines[i].size(); ++k)
                    write_cell(*part[at], part[at]->lines[i][k],
                               static_cast<lxw_col_t>(k + 1 + PrintedTable::shift_of(part, at)), first, is_total);
            if (has_notes()) worksheet_write_blank(sheet_, row_, last_of_table(), formats_.label(is_total));
        }
    }

    void shade_weeks(const Grid& grid, lxw_row_t first) {
        const auto& rows = table_.sections[grid.section].rows;
        const auto weeks =
            std::count_if(rows.begin(), rows.end(), [](const ReportRow& row) { return row.unit == records_of_week; });
        if (weeks == 0 || grid.lines.size() < 2) return;
        shade_counts(sheet_, {first, first_figure, static_cast<lxw_row_t>(first + grid.lines.size() - 2),
                              static_cast<lxw_col_t>(first_figure + weeks - 1)});
    }

    // Some programs leave a line as low as one row of letters, however long its words are.
    double height_of(const std::vector<GridCell>& line) const {
        double lines = 1;
        for (std::size_t i = 0; i < line.size(); ++i)
            if (!line[i].is_number)
                lines = std::max(lines, lines_of(line[i].text, width_of(static_cast<lxw_col_t>(i + 1))));
        return lines * line_height;
    }

    void write_cell(const Grid& grid, const GridCell& cell, lxw_col_t column, lxw_row_t first, bool is_bold) {
        if (const auto day = cell.is_number ? std::nullopt : parse_date(cell.text)) {
            const std::chrono::year_month_day ymd(*day);
            lxw_datetime date{static_cast<int>(ymd.year()),
                              static_cast<int>(static_cast<unsigned>(ymd.month())),
                              static_cast<int>(static_cast<unsigned>(ymd.day())),
                              0,
                              0,
                              0};
            worksheet_write_datetime(sheet_, row_, column, &date, formats_.date());
            return;
        }
        if (!cell.is_number) {
            const bool is_label = column == 1 || !grid.is_numbers;
            worksheet_write_string(sheet_, row_, column, cell.text.c_str(),
                                   is_label ? formats_.label(is_bold) : formats_.words(is_bold));
            return;
        }
        const int places = cell.places > 0 ? cell.places : cell.number == std::floor(cell.number) ? 0 : 2;
        lxw_format* format = formats_.number(places, is_bold || cell.is_sum);
        if (!cell.is_sum || (grid.has_total_line && row_ == first)) {
            worksheet_write_number(sheet_, row_, column, cell.number, format);
            return;
        }
        char from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];
        if (grid.has_total_line) {
            lxw_rowcol_to_cell(from, first, column);
            lxw_rowcol_to_cell(to, row_ - 1, column);
        } else {
            lxw_rowcol_to_cell(from, row_, first_figure);
            lxw_rowcol_to_cell(to, row_, static_cast<lxw_col_t>(first_figure + grid.unit_columns - 1));
        }
        const std::string formula = "=SUM(" + std::string(from) + ":" + to + ")";
        worksheet_write_formula_num(sheet_, row_, column, formula.c_str(), format, cell.number);
    }

    void write_below() {
        const auto lines = lines_below(table_, language_);
        double room = 0;
        for (lxw_col_t column = around_from(); column <= first_page_; ++column) room += width_of(column);
        for (const std::string& line : lines) {
            worksheet_set_row(sheet_, row_, lines_of(line, room) * line_height, nullptr);
            write_across(row_++, around_from(), first_page_, line, formats_.long_remark());
        }
        if (!lines.empty()) ++row_;
    }

    // Under the end of the table: who signs has all pages in hand.
    void write_signatures() {
        const lxw_col_t begin = is_on_pages() ? static_cast<lxw_col_t>(cuts_.begins.back()) : lxw_col_t{0};
        const bool has_room = begin + 2 * heads_width_ + 1 < last_;
        if (is_on_pages() && has_room) return write_signatures(begin, begin + heads_width_, last_);
        write_signatures(0, 1, first_page_);
    }

    void write_signatures(lxw_col_t left, lxw_col_t left_end, lxw_col_t right_end) {
        const auto right = static_cast<lxw_col_t>(right_end - heads_width_);
        write_across(row_, left, left_end, say(maker_word), formats_.heading(12));
        write_across(row_, right, right_end, say(annex::chief), formats_.heading(12));
        write_across(row_ + 1, left, left_end, say(maker_signs), formats_.heading(11, true));
        write_across(row_ + 1, right, right_end, say(annex::chief_signs), formats_.heading(11, true));
    }

    // A share has those it was cut to; amounts have some when one of them is not whole.
    static int places_of(const ReportRow& row) {
        std::vector<const Cell*> cells{&row.total};
        for (const Cell& cell : row.cells) cells.push_back(&cell);
        int places = 0;
        for (const Cell* cell : cells) {
            if (row.is_share && cell->value) return cell->value->places;
            const double amount = cell->numerator.value_or(0);
            if (!row.is_share && amount != std::floor(amount)) places = 2;
        }
        return places;
    }

    template <class Take>
    void for_rows(const Grid& grid, Take take) const {
        for (std::size_t row = 0; grid.is_numbers && row < table_.sections[grid.section].rows.size(); ++row)
            take(table_.sections[grid.section].rows[row], row);
    }

    HeatPage heat_page() const {
        HeatPage page{.sheet = beside_, .title = title_, .about = say(subject_of(table_))};
        for (const Grid* grid : printed_.grids()) {
            HeatSection section{.title = grid->title};
            for_rows(*grid, [&](const ReportRow& row, std::size_t at) {
                auto chart = chart_of(table_, grid->section, at, language_);
                if (chart && chart->judges_units())
                    section.rows.push_back({std::move(*chart), word_of_unit(row), places_of(row)});
            });
            if (!section.rows.empty()) page.sections.push_back(std::move(section));
        }
        return page;
    }

    std::vector<SheetBands> bands() const {
        std::vector<SheetBands> all;
        for (const Grid* grid : printed_.grids())
            if (auto bars = bands_of(table_, grid->section, language_); !bars.empty())
                all.push_back({grid->title, std::move(bars)});
        return all;
    }

    std::vector<SheetTrend> trends() const {
        std::vector<SheetTrend> trends;
        for (const Grid* grid : printed_.grids())
            for_rows(*grid, [&](const ReportRow& row, std::size_t at) {
                if (auto periods = trend_of(table_, grid->section, at, language_); !periods.empty())
                    trends.push_back({row.label.in(language_), word_of_unit(row), places_of(row), std::move(periods)});
            });
        return trends;
    }

    // What of a picture is the same however the table lies.
    std::optional<SheetChart> picture_of(const Grid& grid, std::size_t row) const {
        const auto drawn = chart_of(table_, grid.section, row, language_);
        if (!drawn || !drawn->is_for_paper()) return std::nullopt;
        SheetChart chart{.title = drawn->row->label.in(language_), .measured_in = word_of_unit(*drawn->row)};
        chart.places = places_of(*drawn->row);
        for (const ChartMark& mark : drawn->units) {
            chart.words.push_back(mark.number ? "" : mark.text);
            chart.targets.push_back(mark.target);
        }
        return chart;
    }

    // A line per unit, from `first` on: the results stand in a column, the targets perhaps in another.
    void note_charts_of_columns(const Grid& grid, lxw_row_t first, std::size_t shift) {
        const auto last = static_cast<lxw_row_t>(first + grid.lines.size() - 2);
        const auto run = [&](lxw_col_t column) { return CellRun{first, column, last, column}; };
        const auto part_at = [&](std::string_view part) {
            return static_cast<std::size_t>(std::find(grid.parts.begin(), grid.parts.end(), part) - grid.parts.begin());
        };
        for (std::size_t row = 0; row < table_.sections[grid.section].rows.size(); ++row) {
            const bool is_share = table_.sections[grid.section].rows[row].is_share;
            std::size_t result = part_at("actual");
            if (result == grid.parts.size() && is_share) result = part_at("percent");
            auto chart = result < grid.parts.size() ? picture_of(grid, row) : std::nullopt;
            if (!chart) continue;
            chart->units = run(1);
            chart->results = run(static_cast<lxw_col_t>(grid.column_of(row, result) + 1 + shift));
            if (const std::size_t target = part_at("target"); target < grid.parts.size()) {
                chart->target_cells = run(static_cast<lxw_col_t>(grid.column_of(row, target) + 1 + shift));
                chart->targets.clear();
            }
            charts_.push_back(std::move(*chart));
        }
    }

    // Units side by side, their names in the row `head`.
    void note_chart_of_line(const Grid& grid, std::size_t row, lxw_row_t head) {
        auto chart = picture_of(grid, row);
        if (!chart) return;
        const auto last = static_cast<lxw_col_t>(first_figure + grid.unit_columns - 1);
        chart->units = {head, first_figure, head, last};
        chart->results = {row_, first_figure, row_, last};
        charts_.push_back(std::move(*chart));
    }

    lxw_workbook* book_;
    Formats& formats_;
    const ReportTable& table_;
    const PrintedTable& printed_;
    std::vector<SheetChart> charts_;
    Language language_;
    lxw_worksheet* sheet_ = nullptr;
    BesideSheet beside_;
    std::string title_;
    lxw_col_t last_ = 0, first_page_ = 0, heads_width_ = 0;  // first_page_: the last column of it
    std::vector<HeadBox> boxes_;                             // of the head
    PageCuts cuts_;
    double cell_width_ = figure_width;
    lxw_row_t row_ = 0, unit_names_ = 0;  // unit_names_: the last line of the head's words
};

// The day that the report speaks of, and not the one it was written on: the same report has the same bytes.
void name_book(lxw_workbook* book, const ReportTable& table, Language language) {
    lxw_doc_properties properties{};
    std::string title = table.title.in(language), author = "Nương";
    properties.title = title.data();
    properties.author = author.data();
    properties.created =
        static_cast<std::time_t>(std::chrono::sys_seconds(table.period.last).time_since_epoch().count());
    workbook_set_properties(book, &properties);
}

}  // namespace

bool write_xlsx(const ReportTable& table, Language language, const std::string& path) {
    lxw_workbook* book = workbook_new(path.c_str());
    if (!book) return false;
    name_book(book, table, language);
    Formats formats(book, language);
    const std::vector<Grid> grids = grids_on_paper(table, language);
    for (const PrintedTable& printed : printed_tables(grids))
        SheetWriter(book, formats, table, printed, language).write();
    if (grids.empty()) workbook_add_worksheet(book, table.report.c_str());
    return workbook_close(book) == LXW_NO_ERROR;
}

}  // namespace nuong::reports
