// PartialDate: a day of which only the year, or the year and the month may be known: "1985", "1985-06", "1985-06-30".
// Birth years without days are normal where papers are few.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/date.h"

namespace nuong {

struct PartialDate {
    int year = 0;
    unsigned month = 0;  // 0: not known
    unsigned day = 0;    // 0: not known

    // The first and the last day that it can mean.
    Date earliest() const;
    Date latest() const;
    bool operator==(const PartialDate&) const = default;
};

// Also as people write it: "30/6/1985", "6/1985". Nothing when it is no day, month or year.
std::optional<PartialDate> parse_partial_date(std::string_view text);
std::string to_string(const PartialDate& date);

}  // namespace nuong
