#include "shared/base/csv.h"

#include <algorithm>

namespace nuong {

CsvReader::CsvReader(std::string_view csv, char separator)
    : csv_(csv), separator_(separator), ends_{separator, '\n', '\r'} {
    if (csv_.starts_with("\xEF\xBB\xBF")) csv_.remove_prefix(3);  // Excel's mark
}

std::vector<std::string> CsvReader::line() {
    std::vector<std::string> fields;
    line(fields);
    return fields;
}

void CsvReader::line(std::vector<std::string>& fields) {
    line_number_ = next_line_;
    bool more = true;
    while (more) {
        fields.push_back(field());
        more = at_ < csv_.size() && csv_[at_] == separator_;
        if (more) ++at_;
    }
    if (at_ < csv_.size() && csv_[at_] == '\r') ++at_;
    if (at_ < csv_.size() && csv_[at_] == '\n') ++at_;
    ++next_line_;
}

std::string CsvReader::field() {
    std::string text;
    if (at_ < csv_.size() && csv_[at_] == '"') {
        for (++at_; at_ < csv_.size(); ++at_) {
            if (csv_[at_] == '\n') ++next_line_;
            if (csv_[at_] != '"') text += csv_[at_];
            else if (at_ + 1 < csv_.size() && csv_[at_ + 1] == '"') text += csv_[++at_];
            else break;
        }
        if (at_ < csv_.size()) ++at_;
    }
    const std::size_t end = std::min(csv_.find_first_of({ends_.data(), ends_.size()}, at_), csv_.size());
    text += csv_.substr(at_, end - at_);
    at_ = end;
    return text;
}

}  // namespace nuong
