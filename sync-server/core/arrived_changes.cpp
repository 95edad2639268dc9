#include "sync-server/core/arrived_changes.h"

#include <algorithm>

#include "shared/merge/merge.h"
#include "shared/protocol/limits.h"
#include "sync-server/core/inspect.h"
#include "sync-server/core/limits.h"

namespace nuong {

std::vector<ArrivedChange> prepare(std::vector<protocol::SentChange> changes) {
    std::vector<ArrivedChange> prepared;
    prepared.reserve(changes.size());
    for (protocol::SentChange& sent : changes) {
        const Hash hash = sent.hash();
        prepared.push_back({std::move(sent), hash});
    }
    return prepared;
}

std::vector<RecordId> records_of(const ArrivedRun& run) {
    std::vector<RecordId> records;
    for (const ArrivedChange& arrived : run.changes) records.push_back(arrived.sent.change.record);
    std::sort(records.begin(), records.end());
    records.erase(std::unique(records.begin(), records.end()), records.end());
    return records;
}

void apply_arrived(RecordState& state, const Change& change, Instant received) {
    const Instant latest = received + limits::clock_ahead_max;
    if (change.at <= latest) return apply(state, change);
    Change taken_back = change;
    taken_back.at = latest;
    apply(state, taken_back);
}

bool use_up_arrived(RecordState& state, const Change& change) {
    if (change.n0 > static_cast<std::uint64_t>(INT64_MAX) - change.writes.size()) return false;
    RecordState used = state;
    mark_used(used, change);
    if (parts_of(used) > protocol::writes_max) return false;
    state = std::move(used);
    return true;
}

}  // namespace nuong
