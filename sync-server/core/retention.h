// Retention: how long records are kept, as their forms say (settings.retention_days). What is over goes like what a
// person has asked to be erased.
#pragma once
#include <vector>

#include "sync-server/core/principal.h"

namespace nuong {

// Records whose form's days are over since anybody last wrote in them, at most `most`. Whom a living record is about
// stays, unless that record goes with the person anyway. Reads every record of such forms, and of all forms when people
// are among them.
std::vector<RecordId> expired_records(StoreReader& reader, const DocumentBook& book, Instant now, std::size_t most);

}  // namespace nuong
