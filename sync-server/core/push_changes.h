// Taking in changes: each gets a verdict in order of its seq, and what is accepted is merged. A bad change is kept in
// quarantine and never holds up the rest.
#pragma once
#include <vector>

#include "sync-server/core/principal.h"

namespace nuong {

// A change with what can be computed before the writer's turn.
struct ArrivedChange {
    Change change;
    std::string body;  // canonical bytes
    Hash hash{};
};

std::vector<ArrivedChange> prepare(std::vector<Change> changes);

struct PushOutcome {
    std::uint64_t acked = 0;  // every change up to here has a verdict
    std::vector<protocol::Verdict> verdicts;
    bool forked = false;  // two copies of one device: nothing after the fork was taken

    bool operator==(const PushOutcome&) const = default;
};

PushOutcome push_changes(StoreTransaction& transaction, const DocumentBook& book, const Principal& principal,
                         const Hash& previous_link, const std::vector<ArrivedChange>& changes, Instant now);

// The state after a change that arrived at `received`: its time is taken back when it lies too far ahead.
void apply_arrived(RecordState& state, Change change, Instant received);

// The area that a state is in: `~area` under its policy, or "" when none was written.
AreaCode area_of(const RecordState& state);

}  // namespace nuong
