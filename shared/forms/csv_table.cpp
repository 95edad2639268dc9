#include "shared/forms/csv_table.h"

#include <vector>

#include "shared/base/text.h"

namespace nuong::forms {
namespace {

using Line = std::vector<std::string>;

class CsvReader {
public:
    explicit CsvReader(std::string_view csv) : csv_(csv) {
        if (csv_.starts_with("\xEF\xBB\xBF")) csv_.remove_prefix(3);  // Excel's mark
    }

    bool is_done() const { return at_ >= csv_.size(); }

    Line line() {
        Line fields;
        bool more = true;
        while (more) {
            fields.push_back(field());
            more = at_ < csv_.size() && csv_[at_] == ',';
            if (more) ++at_;
        }
        if (at_ < csv_.size() && csv_[at_] == '\r') ++at_;
        if (at_ < csv_.size() && csv_[at_] == '\n') ++at_;
        return fields;
    }

private:
    std::string field() {
        std::string text;
        if (at_ < csv_.size() && csv_[at_] == '"') {
            for (++at_; at_ < csv_.size(); ++at_) {
                if (csv_[at_] != '"') text += csv_[at_];
                else if (at_ + 1 < csv_.size() && csv_[at_ + 1] == '"') text += csv_[++at_];
                else break;
            }
            if (at_ < csv_.size()) ++at_;
        }
        while (at_ < csv_.size() && csv_[at_] != ',' && csv_[at_] != '\n' && csv_[at_] != '\r') text += csv_[at_++];
        return text;
    }

    std::string_view csv_;
    std::size_t at_ = 0;
};

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
    Line columns = reader.line();
    for (std::string& column : columns) column = element_name(column);
    std::string xml = "<root>";
    while (!reader.is_done()) {
        const Line line = reader.line();
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
