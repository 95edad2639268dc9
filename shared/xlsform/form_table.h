// FormTable: one sheet of an XLSForm by its column names. Column names are cleaned as pyxform cleans them: any case,
// stray spaces, the older spellings; "label::Tiếng Việt (vi)" is the column "label" in the language "vi".
#pragma once
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/sheets/workbook.h"

namespace nuong::xlsform {

struct TableColumn {
    std::string name;      // "label", "choice_filter"
    std::string language;  // "vi"; empty when the column has none
    std::size_t at = 0;    // in the sheet, from 0
};

struct TableCell {
    const TableColumn* column = nullptr;
    std::string text;  // trimmed
};

struct TableRow {
    std::size_t number = 0;        // as the author counts, from 1
    std::vector<TableCell> cells;  // those with text

    std::string text(std::string_view column) const;  // in any language; "" when empty
};

class FormTable {
public:
    explicit FormTable(const sheets::Sheet& sheet);

    const std::string& name() const { return name_; }
    const std::vector<TableColumn>& columns() const { return columns_; }
    std::size_t header_row() const { return header_row_; }  // as the author counts
    void each_row(const std::function<void(const TableRow&)>& visit) const;
    // "survey!D12", "survey!12" when the column is empty or unknown.
    std::string place(std::size_t row, std::string_view column) const;

private:
    std::string name_;
    const sheets::Sheet& sheet_;
    std::vector<TableColumn> columns_;
    std::size_t header_row_ = 0;
};

// Whether a table of words holds this one.
bool is_one_of(std::string_view word, const auto& words) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string trimmed(std::string_view text);            // also of the spaces that word processors put in
std::string with_plain_quotes(std::string_view text);  // “x” -> "x", ‘x’ -> 'x', no-break space -> space
std::string single_spaced(std::string_view text);      // plain quotes, one space between words
std::string folded_words(std::string_view text);       // the same in lower case (ASCII)
std::string language_code(
    std::string_view written);  // "English (en)" -> "en", "Tiếng Việt" -> "vi", else letters of it

}  // namespace nuong::xlsform
