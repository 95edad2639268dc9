// What has been written about the made-up people before anybody practises: a screening that went better the second
// time, a visit that is due, somebody who was sent on, an evening in the village.
#pragma once
#include <vector>

#include "client/store/replica.h"
#include "shared/model/record_state.h"

namespace nuong::client {

// Written on `stage`, a store of its own with the people in it, with whatever of the forms it has; gives all records
// there as they stand then.
std::vector<RecordState> practice_records(Replica& stage, const std::vector<RecordId>& people, Instant now);

}  // namespace nuong::client
