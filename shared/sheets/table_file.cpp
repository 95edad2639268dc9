#include "shared/sheets/table_file.h"

#include <algorithm>

#include "shared/base/csv.h"
#include "shared/base/text.h"

namespace nuong::sheets {
namespace {

bool is_workbook(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

// The separator that the first line uses most, outside quotes.
char separator_of(std::string_view csv) {
    std::size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (const char c : csv.substr(0, csv.find('\n'))) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        commas += c == ',';
        semicolons += c == ';';
        tabs += c == '\t';
    }
    if (semicolons > commas && semicolons >= tabs) return ';';
    return tabs > commas ? '\t' : ',';
}

Error unreadable(const std::string& name) {
    return {ErrorCode::invalid,
            {name + ": không phải Excel (.xlsx) hay CSV viết bằng UTF-8. Hãy lưu lại dạng “CSV UTF-8” hoặc .xlsx.",
             name + ": is neither Excel (.xlsx) nor CSV in UTF-8. Save it again as \"CSV UTF-8\" or .xlsx."}};
}

Result<std::vector<Sheet>> read_csv(std::string_view csv, const std::string& name) {
    if (csv.size() > workbook_bytes_max || !is_utf8(csv)) return unreadable(name);
    Sheet sheet{name, {}};
    CsvReader reader(csv, separator_of(csv));
    while (!reader.is_done()) {
        std::vector<std::string> cells = reader.line();
        if (sheet.rows.size() >= rows_max || cells.size() > columns_max) return unreadable(name);
        while (!cells.empty() && cells.back().empty()) cells.pop_back();
        // Row numbers are line numbers: a line break inside a cell makes the rows below it come later.
        sheet.rows.resize(std::max(sheet.rows.size(), reader.line_number() - 1));
        sheet.rows.push_back(std::move(cells));
    }
    return std::vector<Sheet>{std::move(sheet)};
}

}  // namespace

Result<std::vector<Sheet>> read_table_file(std::string_view bytes, const std::string& name) {
    auto sheets = is_workbook(bytes) ? read_sheets(bytes) : read_csv(bytes, name);
    if (!sheets)
        return is_workbook(bytes)
                   ? Error{sheets.error().code,
                           {name + ": " + sheets.error().message.vi, name + ": " + sheets.error().message.en}}
                   : sheets.error();
    for (Sheet& sheet : *sheets)
        for (auto& row : sheet.rows)
            for (std::string& cell : row) cell = clean_text(cell).value_or("");
    return sheets;
}

std::string place_of_row(const std::string& file, const Sheet& sheet, std::size_t row) {
    const std::string number = std::to_string(row + 1);
    return sheet.name == file ? file + ":" + number : file + " " + sheet.name + "!" + number;
}

}  // namespace nuong::sheets
