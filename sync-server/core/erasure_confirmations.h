// Which devices have said that they have read of an erasure. A device forgets a record in the moment in which it reads
// that it was erased, and says at its next request how far it has read.
#pragma once
#include "sync-server/store/change_store.h"

namespace nuong {

struct ErasureConfirmations {
    Tombstone tombstone;
    std::size_t devices = 0;         // that may have held the record: enrolled before, and not known to be wiped
    std::vector<DeviceRow> missing;  // of those, the ones that have not said so yet
};

// The newest `most`, newest first. A relay counts as one device, and knows of its own.
std::vector<ErasureConfirmations> erasure_confirmations(StoreReader& reader, std::size_t most);

}  // namespace nuong
