#include "shared/reports/workbook_page.h"

namespace nuong::reports {
namespace {

constexpr std::uint8_t a4 = 9;
constexpr double left_margin = 0.6, right_margin = 0.4, top_margin = 0.5, bottom_margin = 0.6;  // inches
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

}  // namespace nuong::reports
