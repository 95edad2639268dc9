#include "shared/reports/workbook_page.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace nuong::reports {
namespace {

constexpr std::uint8_t a4 = 9;
constexpr double left_margin = 0.6, right_margin = 0.4, top_margin = 0.5, bottom_margin = 0.6;  // inches
constexpr double page_width = (11.69 - left_margin - right_margin) * 72;                        // points, landscape
constexpr double readable = 0.6;  // of its size, letters of 11 points are still read
constexpr double sure = 0.96;     // of a page: programs measure columns a little wider or narrower
const Message page_word{"Trang", "Page"};

std::string cut_to_foot(const std::string& source) {
    constexpr std::size_t letters_max = LXW_HEADER_FOOTER_MAX - 30;
    std::string words;
    std::size_t letters = 0;
    for (const char letter : source) {
        const bool begins = (static_cast<unsigned char>(letter) & 0xC0) != 0x80;
        if (begins && ++letters > letters_max) return words + "…";
        if (letter == '&') words += '&', ++letters;
        words += letter;
    }
    return words;
}

}  // namespace

std::string foot_of_pages(const Message& source, Language language) {
    return "&L&8" + cut_to_foot(source.in(language)) + "&R&8" + page_word.in(language) + " &P/&N";
}

void lay_on_paper(lxw_worksheet* sheet, Orientation orientation, const std::string& foot) {
    if (orientation == Orientation::landscape) worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, a4);
    worksheet_set_margins(sheet, left_margin, right_margin, top_margin, bottom_margin);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_footer(sheet, foot.c_str());
}

double points_of_column(double letters) { return (letters * 7 + 5) * 0.75; }

PageCuts cuts_across(const WideTable& table) {
    const double points = std::accumulate(table.widths.begin(), table.widths.end(), 0.0);
    const auto pages = static_cast<std::size_t>(std::ceil(points * readable / page_width));
    if (pages < 2) return {};
    return page_cuts(table, page_width * sure, pages);
}

// A sheet that is fitted to pages would not be cut where it is said.
void spread_over_pages(lxw_worksheet* sheet, const PageCuts& cuts, lxw_col_t last_repeated) {
    if (cuts.begins.empty()) return;
    worksheet_set_print_scale(sheet, static_cast<std::uint16_t>(cuts.percent));
    std::vector<lxw_col_t> breaks;
    for (const std::size_t column : cuts.begins) breaks.push_back(static_cast<lxw_col_t>(column));
    breaks.push_back(0);  // ends the list
    worksheet_set_v_pagebreaks(sheet, breaks.data());
    worksheet_repeat_columns(sheet, 0, last_repeated);
}

}  // namespace nuong::reports
