// A record from its history alone: every change in the order of its arrival, the refused ones by their dots only.
#pragma once
#include "shared/base/result.h"
#include "shared/model/record_state.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// Nothing when a body was erased by law: then the history can no longer tell. `damaged` when a change cannot be read.
Result<std::optional<RecordState>> recomputed(StoreReader& reader, const RecordId& id);

}  // namespace nuong
