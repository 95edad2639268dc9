// A server says that what the device holds must be destroyed: whether that is the district's word.
#pragma once
#include "client/store/replica.h"
#include "client/sync/transport.h"

namespace nuong::client {

bool is_told_to_wipe(const HttpResponse& response);

// Whatever else a relay says, it cannot have a store destroyed: only the district's own order is obeyed (wipe_order.h).
// A device that has never heard of its district's key has nothing to know it by, and obeys.
bool is_ordered_by_the_district(Replica& replica, const HttpResponse& response);
Error no_order_of_the_district();

}  // namespace nuong::client
