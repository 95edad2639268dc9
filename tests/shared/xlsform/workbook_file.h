// Workbooks as tests need them: by cells, or by the parts of the file where the way it was written matters.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace nuong::test {

struct SheetCells {
    std::string name;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::pair<int, std::pair<int, int>>> merged_down = {};  // column, first row and last row, from 0
};

std::string workbook_of(const std::vector<SheetCells>& sheets);                                // bytes of an .xlsx
std::string workbook_of_parts(const std::vector<std::pair<std::string, std::string>>& parts);  // name -> XML

}  // namespace nuong::test
