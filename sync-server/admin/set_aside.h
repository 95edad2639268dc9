// Stores that were set aside when a restore or a move put another in their place: folders beside the present one, kept
// for a while should somebody want one back. Then they go: people are in them who have been erased since.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "shared/base/date.h"

namespace nuong::admin {

inline constexpr int usual_set_aside_days = 60;  // unless the settings say otherwise

// Names in the server's folder, and since when; the oldest name first.
std::vector<std::pair<std::string, Date>> set_aside_in(const std::string& folder);

// One more day on which the server has run. What has been aside for `days` by the calendar, and for as many of these,
// is removed for good: two counts, so that a clock that jumps ahead takes nothing away. The names that are gone.
std::vector<std::string> remove_expired_set_aside(const std::string& folder, int days, Date today);

}  // namespace nuong::admin
