#include "tests/shared/xlsform/workbook_file.h"

#include <xlsxwriter.h>
#include <zip.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/temporary_folder.h"

namespace nuong::test {
namespace {

std::string bytes_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::string workbook_of(const std::vector<SheetCells>& sheets) {
    TemporaryFolder folder;
    const std::string path = folder / "form.xlsx";
    lxw_workbook* book = workbook_new(path.c_str());
    for (const SheetCells& cells : sheets) {
        lxw_worksheet* sheet = workbook_add_worksheet(book, cells.name.c_str());
        for (std::size_t row = 0; row < cells.rows.size(); ++row)
            for (std::size_t column = 0; column < cells.rows[row].size(); ++column)
                if (!cells.rows[row][column].empty())
                    worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                           cells.rows[row][column].c_str(), nullptr);
        for (const auto& [column, range] : cells.merged_down) {
            const auto first = static_cast<std::size_t>(range.first);
            worksheet_merge_range(sheet, static_cast<lxw_row_t>(range.first), static_cast<lxw_col_t>(column),
                                  static_cast<lxw_row_t>(range.second), static_cast<lxw_col_t>(column),
                                  cells.rows[first][static_cast<std::size_t>(column)].c_str(), nullptr);
        }
    }
    if (workbook_close(book) != LXW_NO_ERROR) throw std::runtime_error("workbook");
    return bytes_of_file(path);
}

std::string workbook_of_parts(const std::vector<std::pair<std::string, std::string>>& parts) {
    TemporaryFolder folder;
    const std::string path = folder / "form.xlsx";
    int failure = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, &failure);
    if (!archive) throw std::runtime_error("zip");
    for (const auto& [name, xml] : parts)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, xml.data(), xml.size(), 0), ZIP_FL_OVERWRITE);
    if (zip_close(archive) != 0) throw std::runtime_error("zip");
    return bytes_of_file(path);
}

}  // namespace nuong::test
