// RelayMemory: what a relay keeps in mind between its exchanges with the parent. None of it has to last: each relay
// behind it asks again, and the parent refuses again.
//
// Thread: any.
#pragma once
#include <mutex>
#include <set>
#include <vector>

#include "shared/model/ids.h"
#include "shared/protocol/relay.h"
#include "sync-server/store/change_store.h"

namespace nuong {

class RelayMemory {
public:
    // Of which devices relays behind this one want to know how far the top has them. Each asks with every exchange, so
    // that what is taken here and not answered comes again.
    void ask(const std::vector<DeviceId>& devices);
    std::vector<DeviceId> take_asked();

    // After everything was offered: whom some server above does not know, of those with changes here. It was set back
    // to before they were enrolled, and only a new code brings them back.
    void note_forgotten(std::set<DeviceId> devices);
    bool is_forgotten(DeviceId device) const;
    std::vector<DeviceId> forgotten_of(const std::vector<DeviceId>& devices) const;

private:
    mutable std::mutex mutex_;
    std::set<DeviceId> asked_, forgotten_;
};

// Those that are known here: a relay behind may name whom it likes, and everything of it would be carried up.
std::vector<DeviceId> known_among(StoreReader& reader, const std::vector<DeviceId>& devices);

// Whom the parent does not know, or has heard that a server above it does not.
std::set<DeviceId> forgotten_in(const protocol::RelayAnswer& answer);

}  // namespace nuong
