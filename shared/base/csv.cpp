#include "shared/base/csv.h"

namespace nuong {

CsvReader::CsvReader(std::string_view csv, char separator) : csv_(csv), separator_(separator) {
    if (csv_.starts_with("\xEF\xBB\xBF")) csv_.remove_prefix(3);  // Excel's mark
}

std::vector<std::string> CsvReader::line() {
    line_number_ = next_line_;
    std::vector<std::string> fields;
    bool more = true;
    while (more) {
        fields.push_back(field());
        more = at_ < csv_.size() && csv_[at_] == separator_;
        if (more) ++at_;
    }
    if (at_ < csv_.size() && csv_[at_] == '\r') ++at_;
    if (at_ < csv_.size() && csv_[at_] == '\n') ++at_;
    ++next_line_;
    return fields;
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
    while (at_ < csv_.size() && csv_[at_] != separator_ && csv_[at_] != '\n' && csv_[at_] != '\r') text += csv_[at_++];
    return text;
}

}  // namespace nuong
