#include "shared/forms/record_day.h"

#include <algorithm>

#include "shared/base/time_zone.h"

namespace nuong::forms {

Instant newest_write(const RecordState& record) {
    Instant newest{};
    for (const Register& reg : record.registers)
        for (const Head& head : reg.heads) newest = std::max(newest, head.at);
    return newest;
}

std::string day_of_record(const Fields& answers, Instant newest) {
    const Value* day = find(answers, day_question);
    const std::string text = day ? day->text() : "";
    return text.empty() ? to_string(nuong::date_of(newest, viet_nam_offset)) : text;
}

}  // namespace nuong::forms
