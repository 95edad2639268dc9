#include "shared/protocol/holdings.h"

#include <algorithm>
#include <unordered_map>

namespace nuong::protocol {

Digest Holdings::digest(const AreaCode& root) const {
    Digest digest;
    for (const auto& [area, records] : held_)
        if (lies_in(area, root))
            for (const auto& each : records) digest.add(each.mark);
    return digest;
}

BucketMarks Holdings::buckets(const AreaCode& root) const {
    BucketMarks buckets{};
    for (const auto& [area, records] : held_)
        if (lies_in(area, root))
            for (const auto& each : records) buckets[bucket_of(each.record)] ^= each.mark;
    return buckets;
}

Holdings::Doubts Holdings::doubts(const AreaCode& root, const DigestsAnswer& answer) const {
    std::array<bool, digest_buckets> differs{};
    for (const std::uint32_t bucket : answer.differing) differs[bucket] = true;
    std::unordered_map<RecordId, std::uint64_t> here;
    for (const auto& [area, records] : held_)
        if (lies_in(area, root))
            for (const auto& each : records)
                if (differs[bucket_of(each.record)]) here.emplace(each.record, each.mark);
    Doubts doubts;
    for (const auto& [record, mark] : answer.records) {
        const auto at = here.find(record);
        if (at == here.end() || at->second != mark) doubts.lacking.push_back(record);
        if (at != here.end()) here.erase(at);
    }
    for (const auto& [record, mark] : here) doubts.beyond.push_back(record);
    std::sort(doubts.beyond.begin(), doubts.beyond.end());
    return doubts;
}

}  // namespace nuong::protocol
