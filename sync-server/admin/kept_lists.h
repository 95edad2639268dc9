// The lists that outlive a store: who was erased (erasure_list.h) and from whom the right to take part was taken
// (revocation_list.h). They lie beside the store and beside its backups, and are brought up to date there at once:
// neither an older backup nor a lost disk brings anybody back.
#pragma once
#include <string>
#include <vector>

#include "shared/model/tombstone.h"
#include "shared/sqlite/database.h"
#include "sync-server/core/revocations.h"

namespace nuong::admin {

struct KeptLists {
    std::string server;  // whose store it is
    std::vector<Tombstone> erasures;
    Revocations revocations;
};

// What the store says, and the lists of these folders.
KeptLists kept_lists(StoreReader& reader, const std::vector<std::string>& folders, const DatabaseKey& key);
Status note_lists(const std::string& folder, const KeptLists& lists, const DatabaseKey& key);

// Where backups were put of late, as the audit says: at least the last one.
std::vector<std::string> backup_folders(StoreReader& reader, Instant now);

}  // namespace nuong::admin
