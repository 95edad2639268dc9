// Where a record was made to lie by a change, and where by those that were refused. A server that was set back may
// refuse now what it had taken and shown, for its author has lost the right meanwhile; whoever read it there still has
// it.
#pragma once
#include "sync-server/store/change_store.h"

namespace nuong {

std::vector<AreaCode> areas_written(const Change& change);
std::vector<AreaCode> areas_refused(StoreReader& reader, const RecordId& record);

// At a relay, of a save that is passed over because the parent has it, when the parent has not shown its record yet.
void note_passed_over(StoreTransaction& transaction, const Change& change);

}  // namespace nuong
