// Do a device and this server hold the same? The digest of an area as one device should have it, and the records of the
// buckets in which it has others. Of forms of which a role reads only its own caseload there is no digest: whose a
// record is has to be asked of each, so that a device compares those seldom, and apart.
#pragma once
#include "shared/protocol/digests.h"
#include "sync-server/core/principal.h"

namespace nuong {

// Nothing when the count here is broken (verify tells); then nobody can compare.
std::optional<Digest> digest_of(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                                const AreaCode& root);

// Reads every record of the area: asked for only when the digests differ. REQUIRES: `request.area` is one of the
// principal's roots.
protocol::DigestsAnswer differing_records(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                                          const protocol::DigestsRequest& request);

}  // namespace nuong
