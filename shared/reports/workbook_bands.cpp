#include "shared/reports/workbook_bands.h"

#include <algorithm>

namespace nuong::reports {
namespace {

constexpr double band_name_width = 34, part_width = 18;  // in letters
constexpr lxw_row_t page_rows = 25, picture_rows_min = 10;
const Message bands_word{"mức nguy cơ", "risk bands"}, all_word{"Tổng", "All"};

// From light to dark and each hatched otherwise: offices print in black.
struct BandLook {
    lxw_color_t ink, ground;
    std::uint8_t pattern;
};
constexpr BandLook looks[] = {{0x6B7B72, 0xFFFFFF, LXW_CHART_PATTERN_PERCENT_10},
                              {0x9CCBB0, 0xCFE6D8, LXW_CHART_PATTERN_PERCENT_5},
                              {0xB35900, 0xF2B56B, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL},
                              {0x4A0E0E, 0x8E1B1B, LXW_CHART_PATTERN_PERCENT_5}};

class BandsWriter {
public:
    BandsWriter(lxw_workbook* book, Formats& formats, const BesideSheet& sheet, Language language)
        : book_(book), formats_(formats), language_(language), name_(sheet.name + " " + bands_word.in(language)) {
        page_ = workbook_add_worksheet(book, name_.c_str());
        lay_on_paper(page_, Orientation::landscape, sheet.foot);
        worksheet_set_default_row(page_, picture_row_height, 0);  // else some programs move the pictures over the cells
        worksheet_set_column(page_, 0, 0, band_name_width, nullptr);
    }

    void write(const std::vector<SheetBands>& all) {
        std::vector<lxw_row_t> breaks;  // a page for each
        for (const SheetBands& bands : all) {
            write_picture(bands);
            breaks.push_back(row_);
        }
        breaks.back() = 0;  // ends the list; nothing follows the last
        worksheet_set_h_pagebreaks(page_, breaks.data());
    }

private:
    // With its table on one page. What cannot be counted here stands below what is drawn, in words.
    void write_picture(SheetBands bands) {
        const auto told = std::stable_partition(bands.bars.begin(), bands.bars.end(),
                                                [](const BandBar& bar) { return bar.instead.empty(); });
        const auto drawn = static_cast<lxw_row_t>(told - bands.bars.begin());
        const auto lines = static_cast<lxw_row_t>(bands.bars.size());
        const lxw_row_t room = std::max(picture_rows_min, page_rows - std::min(page_rows, lines)),
                        rows = drawn > 0 ? room : 0, head = row_ + rows;
        const std::vector<BandPart>& parts = bands.bars.front().parts;
        const auto all = static_cast<lxw_col_t>(parts.size() + 1);
        worksheet_set_column(page_, 1, all, part_width, nullptr);
        worksheet_set_row(page_, head, lines_of(bands.title, band_name_width) * picture_row_height, nullptr);
        worksheet_write_string(page_, head, 0, bands.title.c_str(), formats_.head());
        for (std::size_t i = 0; i < parts.size(); ++i)
            worksheet_write_string(page_, head, static_cast<lxw_col_t>(i + 1), parts[i].name.c_str(), formats_.head());
        worksheet_write_string(page_, head, all, all_word.in(language_).c_str(), formats_.head());
        for (std::size_t i = 0; i < bands.bars.size(); ++i)
            write_bar(bands.bars[i], parts, head + 1 + static_cast<lxw_row_t>(i));
        if (drawn > 0) draw(bands, head, rows, drawn);
        row_ = head + lines + 2;
    }

    // Under the heads of its bands. Of a bar with a hidden part no number is drawn: its cells hold words.
    void write_bar(const BandBar& bar, const std::vector<BandPart>& heads, lxw_row_t row) {
        worksheet_write_string(page_, row, 0, bar.name.c_str(), formats_.label(false));
        if (!bar.instead.empty()) {
            const auto last = static_cast<lxw_col_t>(heads.size() + 1);
            worksheet_merge_range(page_, row, 1, row, last, bar.instead.c_str(), formats_.words(false));
            return;
        }
        for (std::size_t i = 0; i < heads.size(); ++i) {
            const auto part = std::find_if(bar.parts.begin(), bar.parts.end(),
                                           [&](const BandPart& each) { return each.code == heads[i].code; });
            const auto column = static_cast<lxw_col_t>(i + 1);
            if (part == bar.parts.end()) worksheet_write_blank(page_, row, column, formats_.words(false));
            else if (bar.whole) worksheet_write_number(page_, row, column, *part->number, formats_.number(0, false));
            else worksheet_write_string(page_, row, column, part->text.c_str(), formats_.words(false));
        }
        const auto all = static_cast<lxw_col_t>(heads.size() + 1);
        if (bar.whole) worksheet_write_number(page_, row, all, *bar.whole, formats_.number(0, true));
        else worksheet_write_blank(page_, row, all, formats_.words(false));
    }

    void draw(const SheetBands& bands, lxw_row_t head, lxw_row_t rows, lxw_row_t drawn_bars) {
        lxw_chart* picture = workbook_add_chart(book_, LXW_CHART_BAR_STACKED_PERCENT);
        const std::vector<BandPart>& parts = bands.bars.front().parts;
        const lxw_row_t first = head + 1, last = head + drawn_bars;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i + 1);
            lxw_chart_series* drawn = chart_add_series(picture, nullptr, nullptr);
            chart_series_set_categories(drawn, name_.c_str(), first, 0, last, 0);
            chart_series_set_values(drawn, name_.c_str(), first, column, last, column);
            chart_series_set_name(drawn, parts[i].name.c_str());
            const BandLook& look = looks[static_cast<std::size_t>(level_of_band(parts[i].code))];
            lxw_chart_pattern pattern{};
            pattern.fg_color = look.ink;
            pattern.bg_color = look.ground;
            pattern.type = look.pattern;
            chart_series_set_pattern(drawn, &pattern);
        }
        chart_title_set_name(picture, bands.title.c_str());
        chart_legend_set_position(picture, LXW_CHART_LEGEND_BOTTOM);
        chart_axis_set_reverse(picture->y_axis);  // of a lying chart that of the bars: the first above, as in the table
        lxw_chart_options size{};                 // as wide as the cells beneath
        size.y_offset = 2;                        // else its edge is on the page before
        const double letters = band_name_width + static_cast<double>(parts.size() + 1) * (part_width + 0.7);
        size.x_scale = letters * 7 / 480;
        size.y_scale = (rows - 1) * picture_row_pixels / 288;
        worksheet_insert_chart_opt(page_, row_, 0, picture, &size);
    }

    lxw_workbook* book_;
    Formats& formats_;
    Language language_;
    std::string name_;
    lxw_worksheet* page_ = nullptr;
    lxw_row_t row_ = 0;
};

}  // namespace

void write_bands(lxw_workbook* book, Formats& formats, const BesideSheet& sheet, const std::vector<SheetBands>& bands,
                 Language language) {
    if (!bands.empty()) BandsWriter(book, formats, sheet, language).write(bands);
}

}  // namespace nuong::reports
