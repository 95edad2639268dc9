// UpstreamSession: one run of the exchange between a relay and its parent: what devices have saved here goes up, then
// records, documents and people come down. Every request may be repeated and every answer is kept whole or not at all,
// so it may end at any moment.
//
// Thread: as its store.
#pragma once
#include "client/sync/page_size.h"
#include "client/sync/transport.h"
#include "shared/clock/clock_source.h"
#include "sync-server/core/sync_service.h"
#include "sync-server/relay/upstream_take.h"

namespace nuong {

struct UpstreamReport {
    std::uint64_t forwarded = 0;  // changes that the parent has taken, or had
    std::uint64_t received = 0;   // record states
    std::uint64_t held_back = 0;  // devices whose changes the parent would not take; they stay here
    std::uint64_t repaired = 0;   // records and areas that were here otherwise than at the parent, and were read again
    std::uint64_t files_sent = 0, files_received = 0;
    int requests = 0;
    bool is_ordered_to_wipe = false;  // the district has reported this relay lost: what it holds must be destroyed
};

// Errors: unreachable, refused. REQUIRES: enrolled.
Result<UpstreamReport> exchange_upstream(ChangeStore& store, SyncService& service, client::Transport& transport,
                                         const ClockSource& clock, bool with_files = true);

}  // namespace nuong
