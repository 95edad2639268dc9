#include "shared/forms/csv_table.h"

#include <vector>

#include "shared/base/csv.h"
#include "shared/base/text.h"

namespace nuong::forms {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// What XML does not allow in a name becomes "_"; ODK's own clients do the same.
std::string element_name(const std::string& column) {
    std::string name;
    for (const char c : column) name += is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' ? c : '_';
    return name.empty() || !is_letter(name.front()) ? "_" + name : name;
}

void add_escaped(const std::string& text, std::string& xml) {
    for (const char c : text) {
        if (c == '<') xml += "&lt;";
        else if (c == '&') xml += "&amp;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') xml += c;
    }
}

}  // namespace

Result<std::string> table_from_csv(std::string_view csv) {
    if (csv.size() > csv_bytes_max || !is_utf8(csv))
        return Error{ErrorCode::invalid,
                     {"Tệp CSV quá lớn hoặc không phải UTF-8.", "The CSV is too large or no UTF-8."}};
    CsvReader reader(csv);
    if (reader.is_done()) return std::string("<root/>");
    std::vector<std::string> columns = reader.line();
    for (std::string& column : columns) column = element_name(column);
    std::string xml = "<root>";
    while (!reader.is_done()) {
        const std::vector<std::string> line = reader.line();
        if (line.size() == 1 && line.front().empty()) continue;
        xml += "<item>";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            xml.append("<").append(columns[i]).append(">");
            if (i < line.size()) add_escaped(line[i], xml);
            xml.append("</").append(columns[i]).append(">");
        }
        xml += "</item>";
    }
    return xml + "</root>";
}

}  // namespace nuong::forms
