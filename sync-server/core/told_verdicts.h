// Which verdicts a device has still to be told of changes that it did not just send.
#pragma once
#include <vector>

#include "shared/protocol/messages.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// Changes of a device may have come without it, in a bundle: adds the refusals after `heard` to `verdicts`, in order.
// When they are more than one answer may hold, `acked` is taken back to the last one told; the rest comes next time.
void tell_unheard(StoreReader& store, DeviceId device, std::uint64_t heard, std::uint64_t& acked,
                  std::vector<protocol::Verdict>& verdicts);
// At the top. A device that comes from another server was told there what that one thought of its changes up to
// `before`; what was refused of them here, after the first server had taken them, nobody has told it.
void tell_earlier(StoreReader& store, DeviceId device, std::uint64_t before, std::vector<protocol::Verdict>& verdicts);

}  // namespace nuong
