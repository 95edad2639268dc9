// The last word of a device that was reported lost: it has destroyed its store. So the district knows, and need not
// hope.
#pragma once
#include <optional>

#include "sync-server/core/principal.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// POST /v1/wiped. The first time counts, and is in the audit; a lost answer may be asked for again. Refusals:
// unknown_token; not_told, when nobody has told the device to.
std::optional<protocol::HttpError> note_wiped(StoreTransaction& transaction, const Hash& token, Instant now);

}  // namespace nuong
