#include "shared/reports/workbook_heat.h"

#include <algorithm>

#include "shared/reports/report_grid.h"

namespace nuong::reports {
namespace {

constexpr double heat_label_width = 56, measure_width = 9, heat_unit_width = 8.5, met_width = 10;  // in letters
constexpr lxw_col_t first_unit = 2;  // after the figure and what it is measured in
const Message heat_word{"bảng màu", "heat table"}, title_word{"ĐƠN VỊ NÀO ĐẠT, ĐƠN VỊ NÀO CHƯA", "WHICH UNITS MEET IT"},
    figure_word{"Chỉ tiêu", "Indicator"}, measure_word{"Tính bằng", "Measured in"},
    whole_word{"Cả địa bàn", "Whole area"}, met_word{"Số đơn vị đạt", "Units that meet it"}, of_word{"trong", "of"},
    marks_word{
        "Ô không màu: không có mục tiêu.  “<5*”: ẩn vì quá ít người, hoặc để không ai tính ra ô ẩn khác.",
        "A cell without a tint: nothing is asked.  \"<5*\": hidden because there are very few people, or so that "
        "nobody computes another hidden cell."};

class HeatWriter {
public:
    HeatWriter(lxw_workbook* book, Formats& formats, const HeatPage& page, Language language)
        : formats_(formats), page_(page), language_(language) {
        const std::string name = page.sheet.name + " " + say(heat_word);
        sheet_ = workbook_add_worksheet(book, name.c_str());
        units_ = static_cast<lxw_col_t>(page.sections.front().rows.front().chart.units.size());
    }

    void write() {
        set_page();
        write_across(row_++, say(title_word) + ": " + page_.title, formats_.heading_left());
        write_across(row_++, page_.about, formats_.remark());
        write_legend();
        write_head();
        for (const HeatSection& section : page_.sections) write_section(section);
    }

private:
    const std::string& say(const Message& words) const { return words.in(language_); }
    lxw_col_t whole() const { return static_cast<lxw_col_t>(first_unit + units_); }
    lxw_col_t last() const { return static_cast<lxw_col_t>(whole() + 1); }

    void set_page() {
        lay_on_paper(sheet_, Orientation::landscape, page_.sheet.foot);
        worksheet_set_column(sheet_, 0, 0, heat_label_width, nullptr);
        worksheet_set_column(sheet_, 1, 1, measure_width, nullptr);
        worksheet_set_column(sheet_, first_unit, whole(), heat_unit_width, nullptr);
        worksheet_set_column(sheet_, last(), last(), met_width, nullptr);
        std::vector<double> points{points_of_column(heat_label_width), points_of_column(measure_width)};
        points.insert(points.end(), units_ + std::size_t{1}, points_of_column(heat_unit_width));
        points.push_back(points_of_column(met_width));
        spread_over_pages(sheet_, cuts_across({points, first_unit, first_unit + 1, {}}), first_unit - 1);
    }

    void write_text(lxw_row_t row, lxw_col_t column, const std::string& words, lxw_format* format) {
        worksheet_write_string(sheet_, row, column, words.c_str(), format);
    }
    void write_across(lxw_row_t row, const std::string& words, lxw_format* format) {
        worksheet_merge_range(sheet_, row, 0, row, last(), words.c_str(), format);
    }

    // The signs in the tints that they have in the table.
    void write_legend() {
        double room = heat_label_width + measure_width + met_width;
        for (lxw_col_t column = first_unit; column <= whole(); ++column) room += heat_unit_width;
        for (const Standing standing : {Standing::met, Standing::near, Standing::far})
            write_across(row_++, sign_of(standing) + " " + say(words_of(standing)), formats_.tinted_words(standing));
        const std::string marks = say(marks_word) + "  " + say(blank_words(!lacks_any()));
        worksheet_set_row(sheet_, row_, lines_of(marks, room) * line_height, nullptr);
        write_across(row_++, marks, formats_.long_remark());
        ++row_;
    }

    bool lacks_any() const {
        for (const HeatSection& section : page_.sections)
            for (const HeatRow& row : section.rows)
                if (!holds_all(*row.chart.row)) return true;
        return false;
    }

    void write_head() {
        std::vector<std::string> heads{say(figure_word), say(measure_word)};
        for (const ChartMark& unit : page_.sections.front().rows.front().chart.units) heads.push_back(unit.name);
        heads.push_back(say(whole_word));
        heads.push_back(say(met_word));
        double height = 1;
        for (lxw_col_t column = 0; column < heads.size(); ++column) {
            height = std::max(height, lines_of(heads[column], column == 0 ? heat_label_width : heat_unit_width));
            write_text(row_, column, heads[column], formats_.head());
        }
        worksheet_set_row(sheet_, row_, height * line_height, nullptr);
        worksheet_repeat_rows(sheet_, row_, row_);
        worksheet_freeze_panes(sheet_, ++row_, 1);
    }

    void write_section(const HeatSection& section) {
        if (section.rows.empty()) return;
        write_across(row_++, section.title, formats_.label(true));
        for (const HeatRow& row : section.rows) write_row(row);
    }

    void write_row(const HeatRow& row) {
        const std::string& label = row.chart.row->label.in(language_);
        worksheet_set_row(sheet_, row_, lines_of(label, heat_label_width) * line_height + 3, nullptr);
        write_text(row_, 0, label, formats_.label(false));
        write_text(row_, 1, say(row.measured_in), formats_.label(false));
        std::size_t met = 0, judged = 0;
        for (std::size_t i = 0; i < row.chart.units.size(); ++i) {
            const Standing standing = standing_of(row.chart.units[i]);
            judged += standing != Standing::none;
            met += standing == Standing::met;
            write_mark(row.chart.units[i], row.places, static_cast<lxw_col_t>(first_unit + i));
        }
        write_mark(row.chart.whole, row.places, whole());
        write_text(row_, last(), std::to_string(met) + " " + say(of_word) + " " + std::to_string(judged),
                   formats_.order(false));
        ++row_;
    }

    void write_mark(const ChartMark& mark, int places, lxw_col_t column) {
        if (!mark.number) return write_text(row_, column, mark.text, formats_.words(false));
        worksheet_write_number(sheet_, row_, column, *mark.number, formats_.tinted_number(standing_of(mark), places));
    }

    Formats& formats_;
    const HeatPage& page_;
    Language language_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_col_t units_ = 0;
    lxw_row_t row_ = 0;
};

}  // namespace

void shade_counts(lxw_worksheet* sheet, const CellRun& cells) {
    lxw_conditional_format shades{};
    shades.type = LXW_CONDITIONAL_2_COLOR_SCALE;
    shades.min_color = 0xFFFFFF;
    shades.max_color = 0x7DB892;
    worksheet_conditional_format_range(sheet, cells.first_row, cells.first_column, cells.last_row, cells.last_column,
                                       &shades);
}

void write_heat(lxw_workbook* book, Formats& formats, const HeatPage& page, Language language) {
    if (!page.sections.empty()) HeatWriter(book, formats, page, language).write();
}

}  // namespace nuong::reports
