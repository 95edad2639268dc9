// Civil dates without a zone: a birthday or a visit happened on a day, wherever the device stood.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace nuong {

using Date = std::chrono::sys_days;                                // days since 1970-01-01
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;  // a moment, UTC

std::string to_string(Date date);                      // 2024-02-29
std::optional<Date> parse_date(std::string_view iso);  // real days only: 2024-02-30 is none

// Whole years a person is old on `day`; 29 February counts as 1 March in common years.
int age_in_years(Date born, Date day);

// 2024-02-29T07:05:00.000Z
std::string to_string(Instant instant);
std::optional<Instant> parse_instant(std::string_view iso);

// The civil date at `instant` in a zone `offset` east of UTC (Viet Nam: 7 h, no summer time).
Date date_of(Instant instant, std::chrono::minutes offset);

}  // namespace nuong
