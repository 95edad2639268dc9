// What the top and a device have in common: something is made for each of the device's signing keys, with the
// district's own. Nothing behind a relay, which has no such key. Any thread that may read the store.
#pragma once
#include "sync-server/store/change_store.h"

namespace nuong {

template <class Thing>
std::vector<Thing> with_top(StoreReader& store, DeviceId device,
                            std::optional<Thing> (*make)(DeviceId, const KeyBytes& signing_key, const SealKey& top)) {
    const auto secret = store.upstream() ? std::nullopt : store.seal_secret();
    if (!secret) return {};
    const SealKey top = seal_key_of(*secret);
    std::vector<Thing> things;
    for (const protocol::Signer& signer : store.signers(device))
        if (auto thing = make(device, signer.key, top)) things.push_back(std::move(*thing));
    return things;
}

}  // namespace nuong
