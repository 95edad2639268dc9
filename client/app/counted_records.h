// The records of this device as a report counts them: one by one as it asks for them, or all of them once.
#pragma once
#include <optional>
#include <span>

#include "client/app/count_progress.h"
#include "client/app/kept_count.h"
#include "client/app/workbook.h"
#include "shared/reports/report_definition.h"
#include "shared/reports/tally.h"

namespace nuong::client {

// Nothing: it is not here, or nobody knows its form.
std::optional<reports::CountedRecord> counted_record(Workbook& workbook, const RecordId& id);
// The workbook must outlive these.
reports::EachRecord each_record_in(Workbook& workbook);
reports::FindRecords records_in(Workbook& workbook);
reports::Tally::FindRecord finder_in(Workbook& workbook);

// Every record that one of the counts wants. Of one form after the other, without holding all of them. All counts want
// the same forms. From what `kept` remembers of counts like these, where it does, and then only of the records that
// have changed; it remembers these for the next time. False: `progress` has ended it, and nothing is kept.
bool count_records(Workbook& workbook, std::span<reports::Tally> tallies, const CountProgress& progress,
                   KeptCount* kept = nullptr);

}  // namespace nuong::client
