#include "shared/reports/workbook_page.h"

#include <algorithm>
#include <cmath>

namespace nuong::reports {
namespace {

constexpr std::uint8_t a4 = 9;
constexpr double left_margin = 0.6, right_margin = 0.4, top_margin = 0.5, bottom_margin = 0.6;  // inches
constexpr double page_width = (11.69 - left_margin - right_margin) * 72;                        // points, landscape
constexpr double readable = 0.6;  // of its size, letters of 11 points are still read
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

int pages_across(double points) { return std::max(1, static_cast<int>(std::ceil(points * readable / page_width))); }

void spread_over_pages(lxw_worksheet* sheet, int pages, lxw_col_t last_repeated) {
    if (pages < 2) return;
    worksheet_fit_to_pages(sheet, static_cast<std::uint16_t>(pages), 0);
    worksheet_repeat_columns(sheet, 0, last_repeated);
}

}  // namespace nuong::reports
