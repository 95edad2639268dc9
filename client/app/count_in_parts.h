// All records of this device counted by several threads: unlocking and copying their texts takes as long as counting
// what they say, and a tablet has two cores for it.
#pragma once
#include <span>

#include "client/app/count_progress.h"
#include "client/app/workbook.h"
#include "shared/reports/tally.h"

namespace nuong::client {

// Every record that the counts want; all of them want the same forms. `memories`: of each count what it remembers, or
// none. False: `progress`, which is asked on this thread, has ended it.
bool count_in_parts(Workbook& workbook, std::span<reports::Tally> tallies, std::span<reports::CountMemory> memories,
                    const CountProgress& progress);

}  // namespace nuong::client
