// The zone in which the programs count days: Viet Nam's, which has no summer time. Forms are given theirs from outside.
#pragma once
#include <chrono>

namespace nuong {

inline constexpr std::chrono::hours viet_nam_offset{7};  // east of UTC

}  // namespace nuong
