// Erasure: what was written about a person goes, from here and from wherever it was read or written, and does not come
// back from a device that was away or from a backup. What stays of each record is that it was erased, and of each of
// its changes whose it was and its hash, so that the chains of the devices go on.
#pragma once
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "sync-server/core/arrivals.h"
#include "sync-server/core/principal.h"

namespace nuong {

// Where a person marks that what must be kept is restricted in its use, and whether that was done.
struct RestrictionMark {
    RecordId record;
    FormId form;
    bool is_set = false;
    Message form_title;
    std::vector<Path> questions;
    std::vector<Message> words;  // of each question, with the groups around it
};

struct ErasurePlan {
    std::vector<RecordId> erased;
    std::vector<RecordRow>
        kept;  // by law (settings.erasure); then also whom they are about, and what goes only with them
    std::optional<RestrictionMark> mark;  // of that person; nothing: their form has no such mark, or all goes
    // Neither goes nor is kept by law: whoever erases has to look at them one by one.
    std::vector<RecordRow> twins;     // said to be the same person, this way or the other
    std::vector<RecordRow> mentions;  // name the person or once did, and are about somebody or something else
    SeenSoFar seen;                   // it was made out of
};

// The person's own record and all that are about that person, also those of which everything was refused; or one other
// record. Reads every record and every change once.
// Errors: not_found.
Result<ErasurePlan> plan_of_erasure(StoreReader& reader, const DocumentBook& book, const RecordId& record);
// Whether the plan would be another one by now: somebody has written in, or about, what would go.
bool is_outdated(StoreReader& reader, const ErasurePlan& plan, const RecordId& record);

// What is not here any more is passed over. REQUIRES: this is no relay, which only hears of it.
void erase(StoreTransaction& transaction, const std::vector<RecordId>& records, std::string_view reason,
           const std::string& who, Instant now);
// What was erased already, by a parent, or before this store was set back to an older copy of itself.
void erase_again(StoreTransaction& transaction, const std::vector<Tombstone>& tombstones);

// What a device, or a relay, has not read yet of what was erased; nothing when it knows all.
std::optional<protocol::Erasures> erasures_after(StoreReader& reader, std::uint64_t at);

// One erasure as a line of the list that lies beside the store and its backups, and back. Nothing: no such line.
std::string line_of(const Tombstone& tombstone);
std::optional<Tombstone> tombstone_in_line(std::string_view line);

}  // namespace nuong
