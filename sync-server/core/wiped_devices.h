// A device that was reported lost: the order that it obeys, and its last word, that it has destroyed its store. So the
// district knows, and need not hope.
#pragma once
#include <optional>

#include "sync-server/core/principal.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// For each key that the device is known to sign with: at the top made here, at a relay as the top has said. None of a
// device that has never told its key.
std::vector<Hash> wipe_orders_of(StoreReader& store, const DeviceRow& device);

// POST /v1/wiped. The first time counts, and is in the audit; a lost answer may be asked for again. Refusals:
// unknown_token; not_told, when nobody has told the device to.
std::optional<protocol::HttpError> note_wiped(StoreTransaction& transaction, const Hash& token, Instant now);

}  // namespace nuong
