// The overview: what has come in by commune and week, which devices are late, what waits for somebody.
#pragma once
#include "shared/reports/report_table.h"
#include "sync-server/web/page.h"

namespace nuong {
struct OverviewCounts;
struct KnownDevice;
}  // namespace nuong

namespace nuong::web {

// `devices`: those that the visitor may be told of; nothing when it is not theirs to see.
Html overview_of(const Visitor& visitor, const OverviewCounts& counts,
                 const std::optional<std::vector<KnownDevice>>& devices);

// The saves in quarantine behind one of its numbers.
Html refused_of(StoreReader& reader, const Visitor& visitor, const std::vector<KnownDevice>& devices);

// Its table of communes and weeks as a file: the same numbers, the same ones hidden.
reports::ReportTable overview_on_paper(const Visitor& visitor, const OverviewCounts& counts);

}  // namespace nuong::web
