// Whose case a record is. Some roles read certain forms of an area as a whole, others only their own caseload: what was
// given to them, and what they began themselves.
#pragma once
#include <set>

#include "shared/model/record_state.h"

namespace nuong {

// Those whom `~assigned` names, and nobody else once it names somebody; otherwise whoever has put the record into its
// area. What others write into a record does not make it theirs.
bool is_case_of(const RecordState& record, const UserId& user);
std::set<UserId> users_of_case(const RecordState& record);

}  // namespace nuong
