// Whose case a record is. Some roles read certain forms of an area as a whole, others only their own caseload: what was
// given to them, and what they wrote themselves.
#pragma once
#include <set>

#include "shared/model/record_state.h"

namespace nuong {

// The user whom `~assigned` names, or who has written something that is in force there.
bool is_case_of(const RecordState& record, const UserId& user);
std::set<UserId> users_of_case(const RecordState& record);

}  // namespace nuong
