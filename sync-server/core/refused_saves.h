// The saves in quarantine, as whoever looks after the devices is told of them: which device, whose, of which form, when
// and why. Nothing of what was written; and of a form that the asker's role does not read, or of somebody whom they do
// not know, neither the form nor a reason that says more than the kind of refusal.
#pragma once
#include <map>
#include <set>

#include "sync-server/core/principal.h"

namespace nuong {

using KnownUsers = std::map<DeviceId, std::set<UserId>>;  // of each device that the asker is told of, those they know

// At most `most`; of each device the oldest first.
std::vector<protocol::RefusedSave> refused_saves(StoreReader& reader, const Principal& asker, const KnownUsers& known,
                                                 std::size_t most);

}  // namespace nuong
