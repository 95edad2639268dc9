// Goes through the server's audit from its newest entry on, a page at a time, until `goes_on` says no: what was done of
// late stands near the end of a chain that is never cut.
#pragma once
#include <functional>

#include "sync-server/store/change_store.h"

namespace nuong {

void audit_from_end(StoreReader& reader, const std::function<bool(const AuditRow&)>& goes_on);

}  // namespace nuong
