// A table that a person brings as a file: the sheets of an Excel workbook, or a CSV as its one sheet. What kind of file
// it is, is seen from its content, never from its name.
#pragma once
#include "shared/sheets/workbook.h"

namespace nuong::sheets {

// A CSV may be separated by commas, semicolons (Excel in Vietnamese) or tabs. Cells are clean text
// (shared/base/text.h). `name` stands in messages, and is the name of a CSV's sheet.
Result<std::vector<Sheet>> read_table_file(std::string_view bytes, const std::string& name);

// Where a cell stands, for messages: "targets.csv line 7" or "annex.xlsx Sheet1!C7".
std::string place_of_row(const std::string& file, const Sheet& sheet, std::size_t row);

}  // namespace nuong::sheets
