// A month to pick a day from: cells that a finger hits, weeks from Monday.
#pragma once
#include <optional>
#include <string>

#include "client/ui/widgets/basics.h"
#include "shared/base/date.h"

namespace nuong::client {

// `month` is "2026-03" and moves with the arrows; `chosen` is marked. Gives the day that was tapped. The probe knows a
// day as "05/03/2026".
std::optional<Date> month_grid(Ui& ui, std::string& month, const std::optional<Date>& chosen);

}  // namespace nuong::client
