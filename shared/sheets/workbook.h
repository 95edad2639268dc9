// Sheets: the text of an Excel or LibreOffice workbook, as a person reads its cells. Reads anything: what is no
// workbook, damaged or too large comes back as an error with what to do.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace nuong::sheets {

inline constexpr std::size_t workbook_bytes_max = 32u << 20;  // of the file
inline constexpr std::size_t part_bytes_max = 64u << 20;      // of one part when unpacked
inline constexpr std::size_t sheets_max = 64;
inline constexpr std::size_t rows_max = 200'000, columns_max = 1024, cells_max = 4'000'000;

struct Sheet {
    std::string name;
    std::vector<std::vector<std::string>> rows;  // rows[0] is row 1; a row ends at its last cell with text
};

// Whole numbers without ".0", dates as 2024-05-31, TRUE and FALSE. A cell that was merged downwards within one column
// has its text in every row.
Result<std::vector<Sheet>> read_sheets(std::string_view xlsx);

std::string column_letters(std::size_t column);  // 0 -> A, 26 -> AA

}  // namespace nuong::sheets
