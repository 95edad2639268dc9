#include "client/app/file_name.h"

#include <algorithm>
#include <cstdio>

#include "shared/base/time_zone.h"

namespace nuong::client {

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
    std::string name = form;
    std::replace_if(
        name.begin(), name.end(),
        [](char c) {
            return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
        },
        '-');
    if (record) name += "-" + to_string(*record).substr(28);  // the first half of an id is a time
    return name + "-" + day_and_minute(now) + "." + ending;
}

}  // namespace nuong::client
