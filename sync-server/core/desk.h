// What somebody who looks after an area is told of the devices there, and of their saves in quarantine. Enforced here:
// the role must have the right, and every area of a device's user must lie within the asker's own.
#pragma once
#include "sync-server/core/principal.h"

namespace nuong {

// Heard of since the store was last written: newer than what stands there.
using JustHeard = std::unordered_map<std::uint64_t, HeardDevice>;  // by device

// Nothing: what the asker holds, by its fingerprint `held`, is so still. Without devices: it is not theirs to see.
std::optional<protocol::Desk> news_for_desk(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                                            const std::string& held, const JustHeard& heard);

}  // namespace nuong
