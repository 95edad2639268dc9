// Retention: how long records are kept, as their forms say (settings.retention_days). What is over goes like what a
// person has asked to be erased.
#pragma once
#include <span>
#include <vector>

#include "sync-server/core/principal.h"

namespace nuong {

// A record that is over, and a hash of what it said when that was looked at.
struct ExpiredRecord {
    RecordId record;
    Hash state{};
};

// Records whose form's days are over since anybody last wrote in them, at most `most`. Whom a living record is about
// stays, unless that record goes with the person anyway. Reads every record of such forms, and of all forms when people
// are among them.
std::vector<ExpiredRecord> expired_records(StoreReader& reader, const DocumentBook& book, Instant now,
                                           std::size_t most);

// Erases them, unless somebody has written in one of them since it was looked at: then none, until the next day.
// Returns whether it did. The list of erasures (admin/erasure_list.h) may be told afterwards: what is over and comes
// back with an older backup goes again by itself, and what is written in until then must stay.
bool erase_expired(StoreTransaction& transaction, std::span<const ExpiredRecord> expired, const std::string& who,
                   Instant now);

}  // namespace nuong
