// Cast: what the type of an ODK form makes of a value, whoever gave it: an answer, a calculation, an action.
#pragma once
#include "shared/base/message.h"
#include "shared/forms/datum.h"

namespace nuong::forms {

enum class Cast { none, integer, decimal, date, partial_date, truth, moment, time, point, trace, shape };

Cast cast_of(std::string_view data_type);
// Blank when the value is nothing of that type.
Datum cast_to(const Datum& value, Cast cast);
// How a value of that type is written, for somebody who wrote another.
Message expected_by(Cast cast);

}  // namespace nuong::forms
