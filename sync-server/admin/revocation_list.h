// The revocation list: devices that were revoked or ordered to be wiped and accounts that were disabled, one line each,
// beside the store and beside its backups, so that a backup from before gives nobody back what was taken. Each line is
// locked with the key that opens the store and the backup: nobody else reads or adds one.
#pragma once
#include <string>

#include "shared/sqlite/database.h"
#include "sync-server/core/revocations.h"

namespace nuong::admin {

inline constexpr const char* revocation_list_name = "nuong-revocations.list";

// Of the store of this server, in one folder; none when there is no such list. A line that does not open is passed
// over.
Revocations revocations_in(const std::string& folder, const DatabaseKey& key, const std::string& server);
// Those that the folder's list does not have yet, durable on return. Errors: no_space.
Status note_revocations(const std::string& folder, const DatabaseKey& key, const std::string& server,
                        const Revocations& revocations);

}  // namespace nuong::admin
