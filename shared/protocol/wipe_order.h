// The order to destroy what a device holds, as only the top of its district can give it: no relay, and nobody on the
// way.
//
// An order holds for one device and one key that it signs with. It is a keyed hash under what that key and the
// district's own (to which bundles are sealed) make in common, so the device knows without another key whose word it
// is, also from a relay that had no line. It is the same each time it is given; a device that was told once has nothing
// left to destroy.
#pragma once
#include <optional>
#include <vector>

#include "shared/base/hash.h"
#include "shared/base/seal.h"
#include "shared/model/ids.h"

namespace nuong::protocol {

inline constexpr std::size_t wipe_orders_max = 64;  // one for each key of the device that the top knows

// By the top, for the key that the device signs with; nothing when that is not a key.
std::optional<Hash> wipe_order(DeviceId device, const KeyBytes& signing_key, const SealKey& top);

// On the device: whether one of them was made for it, with its own key, by the district that it knows.
bool is_ordered_to_wipe(const std::vector<Hash>& orders, DeviceId device, const SigningKey& own,
                        const KeyBytes& district);

}  // namespace nuong::protocol
