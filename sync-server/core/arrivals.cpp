#include "sync-server/core/arrivals.h"

#include <algorithm>

#include "shared/base/uuid.h"

namespace nuong {
namespace {

constexpr std::size_t arrivals_at_once = 500;

class Watched {
public:
    explicit Watched(std::span<const RecordId> records) : records_(records) {
        for (const RecordId& record : records) names_.push_back(to_string(record));
    }

    bool is_touched_by(const RecordId& record, std::string_view text) const {
        const auto is_named = [&](const std::string& name) { return text.find(name) != std::string_view::npos; };
        return std::find(records_.begin(), records_.end(), record) != records_.end() ||
               std::any_of(names_.begin(), names_.end(), is_named);
    }

private:
    std::span<const RecordId> records_;
    std::vector<std::string> names_;
};

bool is_in_changes(StoreReader& reader, std::uint64_t after, const Watched& watched) {
    for (auto rows = reader.changes(after, arrivals_at_once); !rows.empty();
         rows = reader.changes(after, arrivals_at_once))
        for (const ChangeRow& row : rows) {
            after = row.arrival;
            if (watched.is_touched_by(row.record, row.body)) return true;
        }
    return false;
}

// What was let through had arrived before.
bool is_in_feed(StoreReader& reader, const AreaCode& area, std::uint64_t after, const Watched& watched) {
    for (auto steps = reader.feed(area, after, arrivals_at_once); !steps.empty();
         steps = reader.feed(area, after, arrivals_at_once))
        for (const FeedStep& step : steps) {
            after = step.position;
            const auto row = reader.record(step.record);
            if (watched.is_touched_by(step.record, row ? row->state : std::string())) return true;
        }
    return false;
}

}  // namespace

SeenSoFar seen_so_far(StoreReader& reader) { return {reader.facts().position, reader.newest_arrival()}; }

bool has_come_about(StoreReader& reader, const SeenSoFar& seen, std::span<const RecordId> records) {
    if (records.empty()) return false;  // of nothing: a relay's round of retention would read its whole store
    const Watched watched(records);
    if (is_in_changes(reader, seen.arrival, watched)) return true;
    for (const auto& [area, head] : reader.feed_heads())
        if (head > seen.position && is_in_feed(reader, area, seen.position, watched)) return true;
    return false;
}

}  // namespace nuong
