// The remainder of records that are erased: their people, words and days go, the figures of past periods stay what they
// were (shared/reports/remainder.h says why that is about nobody).
#pragma once
#include "shared/reports/remainder.h"
#include "sync-server/store/change_store.h"

namespace nuong {

// Before the records are erased, in the same transaction: a record that is not here any more leaves nothing, so whoever
// erases again does not count again. `day`: of the erasure. A relay keeps none, because it makes no statistics for
// anybody above it. Reads every record of the forms that reports count.
void keep_remainder(StoreTransaction& transaction, const std::vector<RecordId>& records, Date day);

// Empty for a period that is neither a year nor a half year.
reports::Remainder remainder_in(StoreReader& reader, const std::string& report, const reports::Period& period);
// Whether something was erased that a report of this period cannot count.
bool misses_the_erased(StoreReader& reader, const reports::Period& period);

}  // namespace nuong
