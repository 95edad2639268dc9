// How the cells of a printed annex look: Times New Roman, thin lines, numbers as the country writes them.
#pragma once
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>

#include "shared/base/message.h"
#include "shared/reports/report_grid.h"
#include "shared/reports/row_chart.h"

namespace nuong::reports {

inline constexpr lxw_color_t result_colour = 0x0B5C92, target_colour = 0xB35900;  // also apart for the colour-blind
inline constexpr double line_height = 16;                                         // of text, in points
inline constexpr double picture_row_height = 18, picture_row_pixels = 24;         // points, which are so many pixels

// Thousands and decimals as the country writes them, whatever the office's computer is set to.
inline std::string number_pattern(Language language, int places) {
    std::string pattern = language == Language::vi ? "[$-42A]#,##0" : "#,##0";
    if (places > 0) pattern += "." + std::string(static_cast<std::size_t>(places), '0');
    return pattern;
}

// How many lines a text takes in a cell of so many letters, broken between its words.
inline double lines_of(const std::string& text, double width) {
    double lines = 1, used = 0;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        const auto letters = static_cast<double>(letters_in(word));
        if (used > 0 && used + 1 + letters > width) ++lines, used = 0;
        used += (used > 0 ? 1 : 0) + letters;
        for (; used > width; used -= width) ++lines;  // a word that is longer than the cell is wide
    }
    return lines;
}

// Made when they are first needed; the workbook owns them.
class Formats {
public:
    Formats(lxw_workbook* book, Language language) : book_(book), language_(language) {}

    lxw_format* heading(double size, bool is_italic = false, bool is_underlined = false) {
        lxw_format* format = text(size);
        if (is_italic) format_set_italic(format);
        else format_set_bold(format);
        if (is_underlined) format_set_underline(format, LXW_UNDERLINE_SINGLE);
        format_set_align(format, LXW_ALIGN_CENTER);
        return format;
    }
    lxw_format* heading_left() {
        lxw_format* format = text(12);
        format_set_bold(format);
        return format;
    }
    lxw_format* head() {
        return kept("head", [&] { return bordered(true, true); });
    }
    lxw_format* column_number() {
        return kept("column", [&] {
            lxw_format* format = bordered(false, true);
            format_set_italic(format);
            format_set_font_size(format, 10);
            return format;
        });
    }
    lxw_format* order(bool is_bold) {
        return kept(is_bold ? "order bold" : "order", [&] { return bordered(is_bold, true); });
    }
    lxw_format* label(bool is_bold) {
        return kept(is_bold ? "label bold" : "label", [&] { return bordered(is_bold, false); });
    }
    lxw_format* words(bool is_bold) {
        return kept(is_bold ? "words bold" : "words", [&] {
            lxw_format* format = bordered(is_bold, false);
            format_set_align(format, LXW_ALIGN_RIGHT);
            return format;
        });
    }
    lxw_format* number(int places, bool is_bold) {
        return kept("number " + std::to_string(places) + (is_bold ? " bold" : ""), [&] {
            lxw_format* format = bordered(is_bold, false);
            format_set_num_format(format, number_pattern(language_, places).c_str());
            return format;
        });
    }
    // A number with the sign of how it stands before it, on its tint.
    lxw_format* tinted_number(Standing standing, int places) {
        if (standing == Standing::none) return number(places, false);
        const std::string sign = sign_of(standing);
        return kept("number " + std::to_string(places) + sign, [&] {
            lxw_format* format = tinted(standing);
            std::string pattern = number_pattern(language_, places);
            pattern.insert(pattern.find('#'), "\"" + sign + " \"");
            format_set_num_format(format, pattern.c_str());
            return format;
        });
    }
    lxw_format* tinted_words(Standing standing) {
        return kept("words" + sign_of(standing), [&] { return tinted(standing); });
    }
    lxw_format* date() {
        return kept("date", [&] {
            lxw_format* format = bordered(false, false);
            format_set_num_format(format, "dd/mm/yyyy");
            format_set_align(format, LXW_ALIGN_LEFT);
            return format;
        });
    }
    lxw_format* remark() {
        return kept("remark", [&] {
            lxw_format* format = text(11);
            format_set_italic(format);
            return format;
        });
    }
    // Over more than one column.
    lxw_format* long_remark() {
        return kept("long remark", [&] {
            lxw_format* format = text(11);
            format_set_italic(format);
            format_set_text_wrap(format);
            return format;
        });
    }

private:
    template <class Make>
    lxw_format* kept(const std::string& name, Make make) {
        lxw_format*& format = made_[name];
        if (!format) format = make();
        return format;
    }
    lxw_format* text(double size) {
        lxw_format* format = workbook_add_format(book_);
        format_set_font_name(format, "Times New Roman");
        format_set_font_size(format, size);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        return format;
    }
    lxw_format* bordered(bool is_bold, bool is_centred) {
        lxw_format* format = text(11);
        format_set_border(format, LXW_BORDER_THIN);
        if (is_bold) format_set_bold(format);
        if (is_centred) format_set_align(format, LXW_ALIGN_CENTER);
        format_set_text_wrap(format);
        return format;
    }

    // Blue and orange, which nearly everybody tells apart; printed in black each is darker than the one before.
    lxw_format* tinted(Standing standing) {
        lxw_format* format = bordered(standing == Standing::far, false);
        const lxw_color_t met = 0xE4F1FA, near = 0xFFD9A0, far = 0xE69F00;
        format_set_bg_color(format, standing == Standing::met ? met : standing == Standing::near ? near : far);
        return format;
    }

    lxw_workbook* book_;
    Language language_;
    std::map<std::string, lxw_format*> made_;
};

}  // namespace nuong::reports
