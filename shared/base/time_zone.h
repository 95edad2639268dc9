// The zone in which the programs count days: Viet Nam's, which has no summer time. Forms are given theirs from outside.
#pragma once
#include <chrono>
#include <string>

#include "shared/base/date.h"

namespace nuong {

inline constexpr std::chrono::hours viet_nam_offset{7};  // east of UTC

std::string day_and_time(Instant at);  // "26/11/2026 15:52", there

}  // namespace nuong
