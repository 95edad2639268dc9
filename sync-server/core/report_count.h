// ReportCount: a report of one period on its way through the records.
#pragma once
#include <vector>

#include "shared/reports/silent_units.h"
#include "shared/reports/tally.h"
#include "sync-server/core/counted_rows.h"
#include "sync-server/core/late_rows.h"

namespace nuong {

struct ReportCount {
    reports::Tally tally;
    reports::AreasHeard heard;
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
