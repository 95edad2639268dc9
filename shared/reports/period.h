// A reporting period as people write it: 2024-H1, 2024-H2, 2024, 2024-01-15..2024-03-31.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/message.h"

namespace nuong::reports {

struct Period {
    Date first{};
    Date last{};  // included
    std::string code;

    bool contains(Date day) const { return first <= day && day <= last; }
    bool operator==(const Period&) const = default;
};

std::optional<Period> parse_period(std::string_view text);
// Years and halves of years that share a day with first..last, in order.
std::vector<Period> calendar_periods(Date first, Date last);
// The year or half year that has the same days, however it was written; nothing for any other.
std::optional<Period> calendar_period(const Period& period);
// The period of the same length just before: of half a year the half before, of a year the year before.
Period period_before(const Period& period);
Period period_after(const Period& period);                                    // ... and just after
std::vector<Period> periods_before(const Period& period, std::size_t count);  // the oldest first
// The day as of which its figures are: its last, or `today` while it runs. Who has not been visited for a month, or is
// in treatment "at the end", is asked of this day: of one that has not come nobody knows.
Date as_of_day(const Period& period, Date today);
std::string day_for_people(Date date);         // 01/12/2026
Message title_of(const Period& period);        // "6 tháng đầu năm 2024", "first half of 2024"
Message short_title_of(const Period& period);  // "đầu 2024", "Q3/2024": under a point of a chart

}  // namespace nuong::reports
