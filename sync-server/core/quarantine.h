// Letting a refused change through after all: a supervisor has looked at it and takes the responsibility.
#pragma once
#include "shared/base/result.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// The change is in force from now on, and everybody who may see its record is told. Errors: not_found (no such refused
// change), invalid (it cannot be read, or its record would have no area, or the store could not hold it).
Status release_from_quarantine(StoreTransaction& transaction, DeviceId device, std::uint64_t seq,
                               const std::string& who, Instant now);

}  // namespace nuong
