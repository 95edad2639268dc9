#include "sync-server/relay/upstream_compare.h"

#include "shared/protocol/codec.h"
#include "sync-server/core/push_changes.h"

namespace nuong {
namespace {

constexpr std::chrono::hours comparison_interval{1};
constexpr std::size_t chunk = 500;

// Nothing: the parent will not say now.
Result<std::optional<protocol::Holdings::Doubts>> doubts_of(const protocol::Holdings& holdings, const AreaCode& area,
                                                            const AskDigests& ask) {
    using Doubts = protocol::Holdings::Doubts;
    protocol::DigestsRequest request;
    request.area = area;
    request.buckets = holdings.buckets(area);
    Doubts all;
    while (request.first < digest_buckets) {
        const auto text = ask(protocol::encode(request));
        if (!text && text.error().code == ErrorCode::unreachable) return text.error();
        const auto answer =
            text ? protocol::decode_digests_answer(*text) : Result<protocol::DigestsAnswer>(text.error());
        if (!answer || answer->next <= request.first) return std::optional<Doubts>();
        Doubts some = holdings.doubts(area, *answer);
        all.lacking.insert(all.lacking.end(), some.lacking.begin(), some.lacking.end());
        all.beyond.insert(all.beyond.end(), some.beyond.begin(), some.beyond.end());
        request.first = answer->next;
    }
    return std::optional(std::move(all));
}

}  // namespace

bool is_comparison_due(const UpstreamRow& upstream, Instant now) {
    return !upstream.compared || now < *upstream.compared || now - *upstream.compared >= comparison_interval;
}

protocol::Holdings upstream_holdings(StoreReader& reader, const AreaTree& areas) {
    protocol::Holdings holdings(areas);
    std::optional<RecordId> after;
    for (auto rows = reader.bases(after, chunk); !rows.empty(); rows = reader.bases(after, chunk))
        for (const auto& [id, text] : rows) {
            after = id;
            if (const auto state = protocol::decode_state(text))
                holdings.add(area_of(*state), {id, state_mark(id, text)});
        }
    return holdings;
}

Result<UpstreamDoubts> compare_upstream(const protocol::Holdings& holdings, const protocol::SyncAnswer& answer,
                                        const AskDigests& ask) {
    UpstreamDoubts found;
    for (const protocol::AreaPage& page : answer.areas) {
        if (!page.digest || *page.digest == holdings.digest(page.area)) continue;
        const auto doubts = doubts_of(holdings, page.area, ask);
        if (!doubts) return doubts.error();
        if (!*doubts) continue;
        const auto& [lacking, beyond] = **doubts;
        if (lacking.size() > protocol::asked_one_by_one_max) found.areas.push_back(page.area);
        else found.records.insert(found.records.end(), lacking.begin(), lacking.end());
        found.records.insert(found.records.end(), beyond.begin(), beyond.end());
    }
    return found;
}

}  // namespace nuong
