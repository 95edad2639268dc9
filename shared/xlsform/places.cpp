#include "shared/xlsform/places.h"

namespace nuong::xlsform {

void Places::add(const std::string& part, const FormTable& table, std::size_t row) { origins_[part] = {&table, row}; }

std::string Places::in_workbook(const std::string& where) const {
    const std::size_t colon = where.find(": ");
    const auto at = origins_.find(where.substr(0, colon));
    if (at == origins_.end()) return where;
    const std::string column = colon == std::string::npos ? "" : where.substr(colon + 2);
    return at->second.table->place(at->second.row, column) + " (" + where + ")";
}

}  // namespace nuong::xlsform
