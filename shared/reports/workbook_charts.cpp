#include "shared/reports/workbook_charts.h"

#include "shared/reports/workbook_formats.h"

namespace nuong::reports {
namespace {

constexpr lxw_color_t target_ground = 0xFFE3C2;
constexpr lxw_row_t chart_rows = 27;
constexpr std::size_t charts_on_page = 3;
constexpr double wide = 2.5;  // times what a chart is otherwise: a page, with the numbers beneath
constexpr double high = (chart_rows - 0.5) * picture_row_pixels / 288;
constexpr double letter_size = 13, title_size = 15;  // a page is made narrower than it is drawn
constexpr double chart_unit_width = 6;               // in letters
constexpr lxw_col_t units_on_page = 24;
constexpr std::size_t units_apart = 8;  // more of them leave no room for numbers that lie
// What is measured is "chỉ tiêu", what it should reach "mục tiêu"; but the columns of a plan's annex are headed "chỉ
// tiêu" and "kết quả", as offices print it, and so is a picture of them.
const Message target_word{"Mục tiêu", "Target"}, annex_target_word{"Chỉ tiêu", "Target"},
    result_word{"Kết quả", "Result"}, unit_word{"Đơn vị", "Unit"}, charts_word{"biểu đồ", "charts"};

class ChartsWriter {
public:
    ChartsWriter(lxw_workbook* book, const BesideSheet& sheet, Language language)
        : book_(book), sheet_(sheet.name), language_(language) {
        name_ = sheet.name + " " + charts_word.in(language);
        page_ = workbook_add_worksheet(book, name_.c_str());
        lay_on_paper(page_, Orientation::portrait, sheet.foot);
        worksheet_set_default_row(page_, picture_row_height, 0);  // else some programs move the pictures over the cells
        worksheet_set_column(page_, 1, units_on_page, chart_unit_width, nullptr);
    }

    void write(const std::vector<SheetChart>& charts) {
        std::vector<lxw_row_t> breaks;
        for (std::size_t i = 0; i < charts.size(); ++i) {
            if (i > 0 && i % charts_on_page == 0) breaks.push_back(row_ - 1);  // an empty row, not through a frame
            write_chart(charts[i]);
        }
        breaks.push_back(0);  // ends the list
        worksheet_set_h_pagebreaks(page_, breaks.data());
    }

private:
    std::string pattern_of(const SheetChart& chart) const { return number_pattern(language_, chart.places); }

    void write_chart(const SheetChart& chart) {
        lxw_chart* picture = workbook_add_chart(book_, LXW_CHART_COLUMN);
        const lxw_row_t below = row_ + chart_rows;
        if (chart.target_cells) {
            draw_targets(picture, chart, sheet_, *chart.target_cells);
        } else {
            write_targets(chart, below);
            draw_targets(picture, chart, name_, {below, 1, below, static_cast<lxw_col_t>(chart.targets.size())});
        }
        draw_results(picture, chart);
        chart_title_set_name(picture, chart.title.c_str());
        set_letters(picture);
        chart_legend_set_position(picture, LXW_CHART_LEGEND_BOTTOM);
        chart_axis_set_name(picture->x_axis, unit_word.in(language_).c_str());
        chart_axis_set_name(picture->y_axis, chart.measured_in.in(language_).c_str());
        chart_axis_set_num_format(picture->y_axis, pattern_of(chart).c_str());
        chart_axis_set_min(picture->y_axis, 0);
        lxw_chart_options size{};
        size.x_scale = wide;
        size.y_scale = high;
        worksheet_insert_chart_opt(page_, row_, 0, picture, &size);
        row_ = below + (chart.targets.empty() ? 1 : 3);
    }

    static void set_letters(lxw_chart* picture) {
        lxw_chart_font title{}, letters{};
        title.size = title_size;
        title.bold = LXW_TRUE;
        letters.size = letter_size;
        chart_title_set_name_font(picture, &title);
        chart_legend_set_font(picture, &letters);
        for (lxw_chart_axis* axis : {picture->x_axis, picture->y_axis}) {
            chart_axis_set_num_font(axis, &letters);
            chart_axis_set_name_font(axis, &letters);
        }
    }

    lxw_chart_series* series(lxw_chart* picture, const SheetChart& chart, const Message& name) {
        lxw_chart_series* drawn = chart_add_series(picture, nullptr, nullptr);
        const CellRun& units = chart.units;
        chart_series_set_categories(drawn, sheet_.c_str(), units.first_row, units.first_column, units.last_row,
                                    units.last_column);
        chart_series_set_name(drawn, name.in(language_).c_str());
        return drawn;
    }

    void label(lxw_chart_series* drawn, const SheetChart& chart) {
        chart_series_set_labels(drawn);
        chart_series_set_labels_num_format(drawn, pattern_of(chart).c_str());
        lxw_chart_font letters{};
        letters.size = letter_size;
        if (chart.words.size() > units_apart) letters.rotation = -90;
        chart_series_set_labels_font(drawn, &letters);
    }

    static void set_values(lxw_chart_series* drawn, const std::string& sheet, const CellRun& run) {
        chart_series_set_values(drawn, sheet.c_str(), run.first_row, run.first_column, run.last_row, run.last_column);
    }

    void draw_results(lxw_chart* picture, const SheetChart& chart) {
        lxw_chart_series* drawn = series(picture, chart, result_word);
        set_values(drawn, sheet_, chart.results);
        label(drawn, chart);
        lxw_chart_fill fill{};
        fill.color = result_colour;
        chart_series_set_fill(drawn, &fill);
        std::vector<std::string> words = chart.words;
        std::vector<lxw_chart_data_label> labels(words.size());
        std::vector<lxw_chart_data_label*> list;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!words[i].empty()) labels[i].value = words[i].data();
            list.push_back(&labels[i]);
        }
        list.push_back(nullptr);
        chart_series_set_labels_custom(drawn, list.data());
    }

    // Told apart by hatching as well as by colour: offices print in black, and one man in twelve sees no green.
    void draw_targets(lxw_chart* picture, const SheetChart& chart, const std::string& sheet, const CellRun& cells) {
        lxw_chart_series* drawn = series(picture, chart, chart.target_cells ? annex_target_word : target_word);
        set_values(drawn, sheet, cells);
        if (chart.target_cells) label(drawn, chart);  // else they stand beneath
        lxw_chart_pattern pattern{};
        pattern.fg_color = target_colour;
        pattern.bg_color = target_ground;
        pattern.type = LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL;
        chart_series_set_pattern(drawn, &pattern);
    }

    // Beneath the picture, where they may be corrected.
    void write_targets(const SheetChart& chart, lxw_row_t row) {
        worksheet_write_string(page_, row, 0, target_word.in(language_).c_str(), nullptr);
        lxw_format* format = workbook_add_format(book_);
        format_set_num_format(format, pattern_of(chart).c_str());
        for (std::size_t i = 0; i < chart.targets.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i + 1);
            if (chart.targets[i]) worksheet_write_number(page_, row, column, *chart.targets[i], format);
        }
    }

    lxw_workbook* book_;
    std::string sheet_, name_;
    Language language_;
    lxw_worksheet* page_ = nullptr;
    lxw_row_t row_ = 0;
};

}  // namespace

Message word_of_unit(const ReportRow& row) {
    if (row.unit == "people") return {"người", "people"};
    if (row.unit == "turns") return {"lượt", "turns"};
    if (row.unit == "percent") return {"%", "%"};
    return row.unit == "ratio" ? Message{"tỷ lệ", "ratio"} : Message{"số lượng", "number"};
}

void write_charts(lxw_workbook* book, const BesideSheet& sheet, const std::vector<SheetChart>& charts,
                  Language language) {
    if (!charts.empty()) ChartsWriter(book, sheet, language).write(charts);
}

}  // namespace nuong::reports
