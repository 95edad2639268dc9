// What has come to a store since somebody looked through it: what was decided by that look holds only while nothing has
// come that it would have had to know of.
#pragma once
#include <span>

#include "sync-server/store/change_store.h"

namespace nuong {

struct SeenSoFar {
    std::uint64_t position = 0, arrival = 0;
};

SeenSoFar seen_so_far(StoreReader& reader);

// Whether anything has come since, accepted, refused or let through, in one of these records, or that names one of
// them.
bool has_come_about(StoreReader& reader, const SeenSoFar& seen, std::span<const RecordId> records);

}  // namespace nuong
