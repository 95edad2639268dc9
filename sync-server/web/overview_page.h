// The overview: what has come in by commune and week, which devices are late, what waits for somebody.
#pragma once
#include "sync-server/web/page.h"

namespace nuong {
struct OverviewCounts;
struct KnownDevice;
}  // namespace nuong

namespace nuong::web {

// Whether the areas of whoever looks lie within one commune each: only there are small counts shown.
bool is_of_communes(const Visitor& visitor);
bool is_commune_or_below(const AreaTree& areas, const AreaCode& code);

// `devices`: those that the visitor may be told of; nothing when it is not theirs to see.
Html overview_of(const Visitor& visitor, const OverviewCounts& counts,
                 const std::optional<std::vector<KnownDevice>>& devices);

}  // namespace nuong::web
