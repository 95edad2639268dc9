// ReportCount: a report of one period on its way through the records.
#pragma once
#include <unordered_set>
#include <vector>

#include "shared/reports/tally.h"
#include "sync-server/core/counted_rows.h"
#include "sync-server/core/late_rows.h"

namespace nuong {

// The areas from which something of a period has come, whatever it counts for.
class AreasHeard {
public:
    explicit AreasHeard(reports::Period period) : period_(std::move(period)) {}

    void note(const CountedRow& row);
    AreasHeard another() const { return AreasHeard(period_); }
    void absorb(AreasHeard part) { areas_.merge(part.areas_); }
    // The units of the report that are none of them. Not those with a hidden cell: that it is 0 must not be told.
    std::vector<reports::ReportColumn> silent_in(const reports::ReportTable& table, const AreaTree& tree) const;

private:
    reports::Period period_;
    std::unordered_set<AreaCode> areas_;
};

struct ReportCount {
    reports::Tally tally;
    AreasHeard heard;
    std::optional<LateRows> late = {};  // when that is to be told, and any day is locked

    // Of the same report and period, with nothing counted.
    ReportCount another() const;
    void absorb(ReportCount part);  // which is gone with it, for both are large
};

// Every record of the store for each of the counts, on as many cores as there are, up to four: each counts some of the
// records for itself, and what they have found is put together. `counts` have counted nothing yet. Errors: invalid, of
// a record that cannot be read; what the store throws is thrown here.
Status count_records(StoreReader& reader, const reports::Forms& known, std::vector<ReportCount>& counts,
                     std::size_t rows_of_a_batch = 2000);

}  // namespace nuong
