// The day of a record: when what it tells happened. Device and server ask here, so that both mean the same day.
#pragma once
#include <string>

#include "shared/model/record_state.h"

namespace nuong::forms {

inline constexpr std::string_view day_question = "occurred_on";  // every form of the programme asks it

Instant newest_write(const RecordState& record);

// As an ISO date: the answer, else Viet Nam's day of its newest write.
std::string day_of_record(const Fields& answers, Instant newest);

}  // namespace nuong::forms
