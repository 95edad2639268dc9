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

// Those that have been aside for `days` by the calendar, and were found here on as many different ones, today among
// them: a clock that jumps ahead ends nothing.
std::vector<std::string> expired_set_aside(const std::string& folder, int days, Date today);

// For good. Of a store that has moved the empty folder stays, which says that it has. False: not all of it could go.
bool remove_set_aside(const std::string& folder, const std::string& name);

}  // namespace nuong::admin
