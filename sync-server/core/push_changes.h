// Taking in changes: each gets a verdict in order of its seq, and what is accepted is merged. A bad change is kept in
// quarantine and never holds up the rest.
#pragma once
#include <unordered_map>
#include <vector>

#include "sync-server/core/arrived_changes.h"
#include "sync-server/core/principal.h"

namespace nuong {

// A record whose state after the push is what the device has already: what it had read, and its own changes whole.
struct OwnRecord {
    std::uint64_t position = 0;         // after the push; when the record stands elsewhere by now, others wrote too
    std::uint64_t position_before = 0;  // 0: the device made the record
    AreaCode area_before;
};

struct PushOutcome {
    std::uint64_t acked = 0;                      // every change up to here has a verdict
    std::uint64_t first_sent = 0, last_sent = 0;  // of the request's changes
    std::vector<protocol::Verdict> verdicts;
    std::vector<RecordId> decided_above;          // at a relay: how they stand by now the device must be told
    bool is_uncompared = false;                   // some were not compared: whether they are the same, the chain says
    bool forked = false;                          // two copies of one device: nothing after the fork was taken
    std::optional<protocol::HttpError> unproven;  // the run is not signed as it must be: nothing was taken
    std::unordered_map<RecordId, OwnRecord> own;  // until the commit with places instead of positions

    // Positions are known when the commit is.
    void settle(const Committed& committed);
};

PushOutcome push_changes(StoreTransaction& transaction, const DocumentBook& book, const Principal& principal,
                         const ArrivedRun& run, Instant now);

// What a relay has given its devices to hear of changes, and where the relay may speak at all.
struct RelayedVerdicts {
    const Principal& relay;
    const std::vector<protocol::Verdict>& refused;
};
// The same for changes that came by way of a relay. Only the first server may refuse: what it has taken people work
// with already. So its verdicts hold; where this server would have said no, the audit says so.
PushOutcome push_relayed(StoreTransaction& transaction, const DocumentBook& book, const Principal& maker,
                         const ArrivedRun& run, const RelayedVerdicts& told, Instant now);

// The area that a state is in: `~area` under its policy, or "" when none was written.
AreaCode area_of(const RecordState& state);

// At a relay: where a record lies there. One outside its areas lies in none: the relay hands on what was saved, but
// hears nothing more of the record, and what it has would look like the newest.
AreaCode area_at_relay(const UpstreamRow& upstream, const AreaTree& areas, const AreaCode& area);

}  // namespace nuong
