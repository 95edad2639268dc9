#include "client/app/file_name.h"

#include <algorithm>
#include <cstdio>

#include "shared/base/time_zone.h"

namespace nuong::client {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// As it may stand in the name of a file.
std::string plain(const FormId& form) {
    std::string name = form;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !is_letter(c) && !is_digit(c); }, '-');
    return name;
}

bool takes(std::string_view& name, std::string_view part) {
    if (!name.starts_with(part)) return false;
    name.remove_prefix(part.size());
    return true;
}

std::size_t takes_digits(std::string_view& name) {
    const auto end = std::find_if_not(name.begin(), name.end(), is_digit);
    const auto count = static_cast<std::size_t>(end - name.begin());
    name.remove_prefix(count);
    return count;
}

// "members", "members-calls"
bool is_table(std::string_view name) {
    return !name.empty() && is_letter(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
        return is_letter(c) || is_digit(c) || c == '-' || c == '.';
    });
}

}  // namespace

std::string day_and_minute(Instant at) {
    const Date day = date_of(at, viet_nam_offset);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(at + viet_nam_offset - Instant(day)).count();
    char clock[16];
    std::snprintf(clock, sizeof clock, "-%02d%02d", static_cast<int>(minutes / 60), static_cast<int>(minutes % 60));
    std::string text = to_string(day);
    std::erase(text, '-');
    return text + clock;
}

std::string name_of_file(const FormId& form, const std::optional<RecordId>& record, Instant now,
                         const std::string& ending) {
    std::string name = plain(form);
    if (record) name += "-" + to_string(*record).substr(28);  // the first half of an id is a time
    return name + "-" + day_and_minute(now) + "." + ending;
}

bool is_unfinished_list(const FormId& form, std::string_view name) {
    constexpr std::string_view growing = ".new", table = ".csv";
    if (!name.ends_with(growing)) return false;
    name.remove_suffix(growing.size());
    if (!takes(name, plain(form) + "-") || takes_digits(name) != 8) return false;
    if (!takes(name, "-") || takes_digits(name) != 4) return false;
    if (name.size() > 1 && name[0] == '.' && is_digit(name[1])) {  // another one of the same minute
        name.remove_prefix(1);
        takes_digits(name);
    }
    if (name == ".csv" || name == ".xlsx" || name == ".json" || name == "-about.json") return true;
    if (!takes(name, "-") || !name.ends_with(table)) return false;
    name.remove_suffix(table.size());
    return is_table(name);
}

}  // namespace nuong::client
