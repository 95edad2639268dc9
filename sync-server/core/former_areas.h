// Where a record was made to lie by a change, and where by those that were refused. A server that was set back may
// refuse now what it had taken and shown, for its author has lost the right meanwhile; whoever read it there still has
// it.
#pragma once
#include "sync-server/store/change_store.h"

namespace nuong {

std::vector<AreaCode> areas_written(const Change& change);
std::vector<AreaCode> areas_refused(StoreReader& reader, const RecordId& record);

}  // namespace nuong
