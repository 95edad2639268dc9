// The part of Replica that forgets what was erased by law.
#include <algorithm>

#include "client/store/replica.h"

namespace nuong::client {

// By law. False: nothing of it was here.
bool Replica::erase(const RecordId& record) {
    const bool was_here = records_.shown(record).has_value() || records_.base(record).has_value();
    erased_.add(record);
    drafts_.remove_about(record);
    blobs_.erase(record);
    log_.settle_acked(record);
    drop(record);
    return was_here;
}

void Replica::take_erasures(const protocol::Erasures& erasures, DeviceInfo& device, Applied& applied) {
    for (const Tombstone& tombstone : erasures.records)
        if (erase(tombstone.record)) ++applied.erased;
    device.erasures = erasures.at;
}

// What a server, or a relay's parent, has to be told yet stays until it has it.
void Replica::forget_erased(const DeviceInfo& device) {
    const std::uint64_t known = std::min(device.acked, device.top.value_or(device.acked));
    for (const RecordId& record : erased_.due())
        if (log_.erase(record, known)) erased_.settle(record);
}

}  // namespace nuong::client
