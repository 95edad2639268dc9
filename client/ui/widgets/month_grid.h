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

// The month that a calendar opens at: of a day or of a part of one, else of today.
std::string month_of(const std::string& day, const std::string& today);

// For a day of which not all is known: buttons for the month shown ("2026-03") or its year alone ("2026"), and to go
// from year to year. Gives what was chosen, or "".
std::string month_or_year(Ui& ui, std::string& month);

}  // namespace nuong::client
