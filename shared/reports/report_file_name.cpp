#include "shared/reports/report_file_name.h"

#include <algorithm>

#include "shared/base/text.h"

namespace nuong::reports {
namespace {

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "Văn Bàn" -> "VanBan"
std::string in_one_word(const std::string& name) {
    std::string word;
    bool begins = true;
    for (const char c : fold_for_search(name)) {
        const bool is_plain = is_small_letter(c) || is_digit(c);
        if (is_plain) word += begins && is_small_letter(c) ? static_cast<char>(c - 'a' + 'A') : c;
        begins = !is_plain;
    }
    return word;
}

std::string plain_id(std::string id) {
    std::replace_if(
        id.begin(), id.end(),
        [](char c) { return !is_small_letter(c) && !is_digit(c) && !(c >= 'A' && c <= 'Z') && c != '_'; }, '-');
    return id;
}

// As offices write it: "6T_2024" is the first half of the year.
std::string period_in_name(const Period& period) {
    const std::string code = calendar_period(period).value_or(period).code, year = code.substr(0, 4);
    if (code.ends_with("-H1")) return "6T_" + year;
    if (code.ends_with("-H2")) return "6TCuoi_" + year;
    if (code.size() == 4) return "Nam_" + year;
    std::string days = to_string(period.first) + "_" + to_string(period.last);
    std::erase(days, '-');
    return days;
}

}  // namespace

std::string file_name_of(const ReportTable& table, const ReportFile& file) {
    const std::string area = in_one_word(table.area_name.vi);
    std::string name = "BC_" + plain_id(table.report) + "_" + period_in_name(table.period) + "_" + area +
                       (area.empty() || table.area.empty() ? "" : "-") + plain_id(table.area);
    if (!file.row.empty()) name += "_" + plain_id(file.row);
    if (file.version) name += "_v" + std::to_string(*file.version);
    return name + "." + plain_id(file.format);
}

}  // namespace nuong::reports
