#include "shared/base/time_zone.h"

#include <cstdio>

namespace nuong {

std::string day_and_time(Instant at) {
    const Date day = date_of(at, viet_nam_offset);
    const std::chrono::year_month_day ymd(day);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(at + viet_nam_offset - Instant(day)).count();
    char text[40];
    std::snprintf(text, sizeof text, "%02u/%02u/%04d %02d:%02d", static_cast<unsigned>(ymd.day()),
                  static_cast<unsigned>(ymd.month()), static_cast<int>(ymd.year()), static_cast<int>(minutes / 60),
                  static_cast<int>(minutes % 60));
    return text;
}

}  // namespace nuong
