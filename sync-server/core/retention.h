// Retention: how long records are kept, as their forms say (settings.retention_days). What is over goes like what a
// person has asked to be erased.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "sync-server/core/arrivals.h"
#include "sync-server/core/principal.h"

namespace nuong {

struct ExpiredRecords {
    std::vector<RecordId> records;
    SeenSoFar seen;  // when that was looked at
};

// Records whose form's days are over since anybody last wrote in them and since the last of it arrived (a device's
// clock may have been years behind), at most `most`. Whom a living record is about stays, unless that record goes with
// the person anyway. Reads every record of such forms, and of all forms when people are among them.
ExpiredRecords expired_records(StoreReader& reader, const DocumentBook& book, Instant now, std::size_t most);

// The clock went on by months within one step of the audit, and the new time is still told: a server that was switched
// off for so long, or a clock that is wrong, for which everything seems to be over. Nothing: it did not, or a round of
// retention has been run since.
struct ClockJump {
    Instant from, to;
};
std::optional<ClockJump> clock_jump(StoreReader& reader, Instant now);
Message told_of(const ClockJump& jump);  // what happened, and what to do
// The round that has looked, and what it erased.
void note_retention(StoreTransaction& transaction, const std::string& who, std::size_t erased, Instant now);

// Erases them, unless somebody has written in one of them since that was looked at, or of one: then none, until the
// next day. Returns whether it did. The list of erasures (admin/erasure_list.h) may be told afterwards: what is over
// and comes back with an older backup goes again by itself, and what is written in until then must stay.
bool erase_expired(StoreTransaction& transaction, std::span<const RecordId> expired, const SeenSoFar& seen,
                   const std::string& who, Instant now);

}  // namespace nuong
