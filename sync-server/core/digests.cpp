#include "sync-server/core/digests.h"

#include "shared/protocol/limits.h"

namespace nuong {
namespace {

constexpr std::size_t chunk = 500;

bool is_compared(const Role& role, const FormId& form) {
    return role.may_read(form) && !role.assigned_only.contains(form);
}

bool is_asked_for(const Principal& principal, const RecordRow& row, bool cases) {
    if (!cases) return is_compared(principal.role, row.form);
    return principal.role.may_read(row.form) && principal.role.assigned_only.contains(row.form) &&
           is_own_case(principal, row);
}

using Buckets = std::array<std::vector<protocol::MarkedRecord>, digest_buckets>;

void sort_into(Buckets& buckets, StoreReader& reader, const Principal& principal, const AreaCode& area, bool cases) {
    std::uint64_t after = 0;
    for (;;) {
        const auto steps = reader.feed(area, after, chunk);
        for (const FeedStep& step : steps) {
            after = step.position;
            const auto row = step.left ? std::nullopt : reader.record(step.record);
            if (row && is_asked_for(principal, *row, cases))
                buckets[bucket_of(row->id)].push_back({row->id, state_mark(row->id, row->state)});
        }
        if (steps.size() < chunk) return;
    }
}

std::uint64_t mark_of_all(const std::vector<protocol::MarkedRecord>& records) {
    std::uint64_t mark = 0;
    for (const auto& each : records) mark ^= each.mark;
    return mark;
}

}  // namespace

std::optional<Digest> digest_of(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                                const AreaCode& root) {
    Digest digest;
    for (const AreaCode& area : book.areas.self_and_below(root))
        for (const DigestRow& row : reader.digests(area))
            if (is_compared(principal.role, row.form)) digest.add(row.digest);
    constexpr std::uint64_t records_max = std::uint64_t{1} << 53;
    return digest.records < records_max ? std::optional(digest) : std::nullopt;
}

protocol::DigestsAnswer differing_records(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                                          const protocol::DigestsRequest& request) {
    Buckets buckets;
    for (const AreaCode& area : book.areas.self_and_below(request.area))
        sort_into(buckets, reader, principal, area, request.cases);
    protocol::DigestsAnswer answer;
    answer.cases = request.cases;
    for (std::uint32_t i = request.first; i < digest_buckets; ++i) {
        if (mark_of_all(buckets[i]) == request.buckets[i]) continue;
        const bool is_full = answer.records.size() + buckets[i].size() > protocol::marked_max;
        if (is_full && !answer.differing.empty()) {
            answer.next = i;
            break;
        }
        answer.differing.push_back(i);
        answer.records.insert(answer.records.end(), buckets[i].begin(), buckets[i].end());
    }
    return answer;
}

}  // namespace nuong
