// Once an hour a relay looks whether it holds what its parent has: the digest of each area first, then the buckets that
// differ. What is found to be otherwise is asked for again, like records in doubt.
#pragma once
#include <functional>

#include "shared/protocol/holdings.h"
#include "sync-server/store/change_store.h"

namespace nuong {

bool is_comparison_due(const UpstreamRow& upstream, Instant now);

struct UpstreamDoubts {
    std::vector<RecordId> records;
    std::vector<AreaCode> areas;  // where so much is lacking that the area is read once more from its start
};

// Gives the text of the answer to a question about buckets. Errors: unreachable; refused, when the parent will not say.
using AskDigests = std::function<Result<std::string>(const std::string& body)>;

// What the parent has said, not what stands here: changes that it does not know yet are on top of that. `areas` must
// outlive it.
protocol::Holdings upstream_holdings(StoreReader& reader, const AreaTree& areas);

// `answer` has read everything to the end and names the parent's digests.
Result<UpstreamDoubts> compare_upstream(const protocol::Holdings& holdings, const protocol::SyncAnswer& answer,
                                        const AskDigests& ask);

}  // namespace nuong
