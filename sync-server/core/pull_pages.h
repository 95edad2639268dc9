// Giving out record states: per granted area the steps of its feed after the device's cursor, in order of position,
// until the page is full. What the role may not read is passed over in silence.
#pragma once
#include "sync-server/core/feed_heads.h"
#include "sync-server/core/principal.h"

namespace nuong {

// All pages of one answer, read from one consistent moment. `heads` may lag behind `reader`; it only saves look-ups.
std::vector<protocol::EncodedPage> pull_pages(StoreReader& reader, const DocumentBook& book, const FeedHeads& heads,
                                              const Principal& principal, const protocol::SyncRequest& request);

}  // namespace nuong
