// Whose case a record was. A server that has every change of a record can read it there; a relay is told records by its
// parent as they are now, and has to remember.
#pragma once
#include "sync-server/store/change_store.h"

namespace nuong {

// Before the record's new state is put. REQUIRES: this is a relay.
void note_former_cases(StoreTransaction& transaction, const RecordRow& before, const RecordState& after);

}  // namespace nuong
