// KeptCount: what a count of this device has found, kept while somebody looks at its figures. When a sync or a save has
// changed some records, only these are read again.
#pragma once
#include <string>
#include <vector>

#include "client/store/record_store.h"
#include "shared/reports/count_memory.h"

namespace nuong::client {

struct KeptCount {
    std::string shape = {};                           // of what was counted; empty: nothing is kept
    std::vector<RecordMark> marks = {};               // of every record that was asked for, in order of record
    std::vector<reports::CountMemory> memories = {};  // of each count that was made in one pass

    std::size_t bytes() const;  // that it takes, about
};

// Those of which `before` and `now` differ, or of which one of them knows nothing. Both in order of record.
std::vector<RecordMark> changed_marks(const std::vector<RecordMark>& before, const std::vector<RecordMark>& now);

}  // namespace nuong::client
