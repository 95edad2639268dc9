// The files of a relay: those that devices have left here go up to the parent, those that its records name come down; a
// piece per request, each going on where the last one ended. After the records.
#pragma once
#include "client/sync/transport.h"
#include "shared/clock/clock_source.h"
#include "sync-server/core/sync_service.h"

namespace nuong {

struct UpstreamFiles {
    std::uint64_t sent = 0, received = 0;
    int requests = 0;
};

// Errors: unreachable, refused.
// `parent_is_top`: what it has cannot burn with a relay on the way.
Result<UpstreamFiles> exchange_upstream_files(ChangeStore& store, SyncService& service, client::Transport& transport,
                                              const ClockSource& clock, bool parent_is_top);

}  // namespace nuong
