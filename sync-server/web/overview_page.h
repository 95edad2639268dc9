// The overview: what has come in by commune and week, which devices are late, what waits for somebody.
#pragma once
#include "sync-server/web/page.h"

namespace nuong {
struct OverviewCounts;
struct KnownDevice;
}  // namespace nuong

namespace nuong::web {

// `devices`: those that the visitor may be told of; nothing when it is not theirs to see.
Html overview_of(const Visitor& visitor, const OverviewCounts& counts,
                 const std::optional<std::vector<KnownDevice>>& devices);

}  // namespace nuong::web
