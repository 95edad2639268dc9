#include "shared/protocol/wipe_order.h"

#include <algorithm>

namespace nuong::protocol {
namespace {

std::string text_for(DeviceId device) { return "nuong wipe 1\n" + to_string(device); }

}  // namespace

std::optional<Hash> wipe_order(DeviceId device, const KeyBytes& signing_key, const SealKey& top) {
    auto key = common_key(top, signing_key);
    if (!key) return std::nullopt;
    const Hash order = keyed_hash(text_for(device), *key);
    forget(*key);
    return order;
}

bool is_ordered_to_wipe(const std::vector<Hash>& orders, DeviceId device, const SigningKey& own,
                        const KeyBytes& district) {
    auto key = common_key(own, district);
    if (!key) return false;
    const bool is_ordered = std::any_of(
        orders.begin(), orders.end(), [&](const Hash& order) { return is_keyed_hash(text_for(device), *key, order); });
    forget(*key);
    return is_ordered;
}

}  // namespace nuong::protocol
