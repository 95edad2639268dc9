#include "shared/reports/workbook_trends.h"

#include <algorithm>

namespace nuong::reports {
namespace {

constexpr double trend_name_width = 12, period_width = 13;  // in letters
constexpr lxw_row_t trend_rows = 9;
constexpr std::size_t trends_on_page = 3;
const Message trends_word{"xu hướng", "trends"}, period_word{"Kỳ", "Period"}, actual_word{"Kết quả", "Result"},
    asked_word{"Mục tiêu", "Target"}, standing_word{"Đánh giá", "Status"};

class TrendsWriter {
public:
    TrendsWriter(lxw_workbook* book, Formats& formats, const BesideSheet& sheet, Language language)
        : book_(book), formats_(formats), language_(language), name_(sheet.name + " " + trends_word.in(language)) {
        page_ = workbook_add_worksheet(book, name_.c_str());
        lay_on_paper(page_, Orientation::portrait, sheet.foot);
        worksheet_set_default_row(page_, picture_row_height, 0);  // else some programs move the pictures over the cells
    }

    void write(const std::vector<SheetTrend>& trends) {
        std::size_t widest = 0;
        for (const SheetTrend& trend : trends) widest = std::max(widest, trend.periods.size());
        worksheet_set_column(page_, 0, 0, trend_name_width, nullptr);
        worksheet_set_column(page_, 1, static_cast<lxw_col_t>(widest), period_width, nullptr);
        std::vector<lxw_row_t> breaks;
        for (std::size_t i = 0; i < trends.size(); ++i) {
            if (i > 0 && i % trends_on_page == 0) breaks.push_back(row_);
            write_trend(trends[i], widest);
        }
        breaks.push_back(0);  // ends the list
        worksheet_set_h_pagebreaks(page_, breaks.data());
    }

private:
    const std::string& say(const Message& words) const { return words.in(language_); }

    // What is hidden is no point: its cell is empty, and its mark stands with the words of the status.
    void write_trend(const SheetTrend& trend, std::size_t widest) {
        const lxw_row_t head = row_ + trend_rows;
        lxw_format* number = formats_.number(trend.places, false);
        const Message* names[] = {&period_word, &actual_word, &asked_word, &standing_word};
        for (lxw_row_t i = 0; i < 4; ++i)
            worksheet_write_string(page_, head + i, 0, say(*names[i]).c_str(),
                                   i == 0 ? formats_.head() : formats_.label(false));
        for (std::size_t i = 0; i < trend.periods.size(); ++i) {
            const ChartMark& mark = trend.periods[i];
            const auto column = static_cast<lxw_col_t>(i + 1);
            worksheet_write_string(page_, head, column, mark.name.c_str(), formats_.head());
            write_number(head + 1, column, mark.number, number);
            write_number(head + 2, column, mark.target, number);
            worksheet_write_string(page_, head + 3, column, (mark.number ? mark.status_text : mark.text).c_str(),
                                   formats_.words(false));
        }
        draw(trend, head, widest);
        row_ = head + 5;
    }

    void write_number(lxw_row_t row, lxw_col_t column, const std::optional<double>& value, lxw_format* format) {
        if (value) worksheet_write_number(page_, row, column, *value, format);
        else worksheet_write_blank(page_, row, column, format);
    }

    void draw(const SheetTrend& trend, lxw_row_t head, std::size_t widest) {
        lxw_chart* picture = workbook_add_chart(book_, LXW_CHART_LINE);
        const auto last = static_cast<lxw_col_t>(trend.periods.size());
        const std::string pattern = number_pattern(language_, trend.places);
        const auto has_target = [](const ChartMark& mark) { return mark.target.has_value(); };
        if (std::any_of(trend.periods.begin(), trend.periods.end(), has_target))
            draw_targets(series(picture, asked_word, head, head + 2, last));
        draw_results(series(picture, actual_word, head, head + 1, last), pattern);
        lxw_chart_font heading{};
        heading.size = 11;
        heading.bold = LXW_TRUE;
        chart_title_set_name(picture, trend.title.c_str());
        chart_title_set_name_font(picture, &heading);
        chart_legend_set_position(picture, LXW_CHART_LEGEND_BOTTOM);
        chart_axis_set_name(picture->y_axis, say(trend.measured_in).c_str());
        chart_axis_set_num_format(picture->y_axis, pattern.c_str());
        chart_axis_set_min(picture->y_axis, 0);
        chart_show_blanks_as(picture, LXW_CHART_BLANKS_AS_GAP);
        lxw_chart_options size{};  // as wide as the cells beneath
        size.x_scale = (trend_name_width + 0.7 + static_cast<double>(widest) * (period_width + 0.7)) * 7 / 480;
        size.y_scale = trend_rows * picture_row_pixels / 288;
        worksheet_insert_chart_opt(page_, row_, 0, picture, &size);
    }

    lxw_chart_series* series(lxw_chart* picture, const Message& name, lxw_row_t head, lxw_row_t row, lxw_col_t last) {
        lxw_chart_series* drawn = chart_add_series(picture, nullptr, nullptr);
        chart_series_set_categories(drawn, name_.c_str(), head, 1, head, last);
        chart_series_set_values(drawn, name_.c_str(), row, 1, row, last);
        chart_series_set_name(drawn, say(name).c_str());
        return drawn;
    }

    static void draw_results(lxw_chart_series* drawn, const std::string& pattern) {
        set_line(drawn, result_colour, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_CIRCLE);
        chart_series_set_labels(drawn);
        chart_series_set_labels_num_format(drawn, pattern.c_str());
        chart_series_set_labels_position(drawn, LXW_CHART_LABEL_POSITION_ABOVE);
    }

    // Told apart by dashes and squares as well as by colour.
    static void draw_targets(lxw_chart_series* drawn) {
        set_line(drawn, target_colour, LXW_CHART_LINE_DASH_DASH, LXW_CHART_MARKER_SQUARE);
    }

    static void set_line(lxw_chart_series* drawn, lxw_color_t colour, std::uint8_t dash, std::uint8_t marker) {
        lxw_chart_line line{};
        line.color = colour;
        line.width = 2.25;
        line.dash_type = dash;
        chart_series_set_line(drawn, &line);
        chart_series_set_marker_type(drawn, marker);
        chart_series_set_marker_size(drawn, 6);
        lxw_chart_fill fill{};
        fill.color = colour;
        chart_series_set_marker_fill(drawn, &fill);
        chart_series_set_marker_line(drawn, &line);
    }

    lxw_workbook* book_;
    Formats& formats_;
    Language language_;
    std::string name_;
    lxw_worksheet* page_ = nullptr;
    lxw_row_t row_ = 0;
};

}  // namespace

void write_trends(lxw_workbook* book, Formats& formats, const BesideSheet& sheet, const std::vector<SheetTrend>& trends,
                  Language language) {
    if (!trends.empty()) TrendsWriter(book, formats, sheet, language).write(trends);
}

}  // namespace nuong::reports
