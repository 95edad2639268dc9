// A relay that its district has reported lost destroys what it holds, and says that it has: at once, or at a later
// start when there was no line.
#pragma once
#include <string>

#include "client/sync/farewell.h"
#include "sync-server/admin/data_folder.h"

namespace nuong::admin {

struct Wiped {
    // The key is destroyed, and with it all that it opens, wherever copies of that lie. Otherwise it lies where nobody
    // here can write (a credential, a stick that is not in): what it opened here was overwritten before it went.
    bool key_is_gone = true;
    std::string key_path;
};

// The key goes first; then the store, in its folder or its database, and what was kept of earlier ones. `store`: its
// server_id, so that a database which holds another by now stays. A power cut leaves nothing that opens here, and
// finish_wipe() goes on. REQUIRES: nobody here has the store open. Errors: damaged, unreachable (not all could be
// removed; the next start goes on).
Result<Wiped> wipe(const DataFolder& folder, const std::string& store, const client::Farewell& farewell);

// Its first step alone: the order is written down. Errors: no_space, damaged.
Status begin_wipe(const DataFolder& folder, const std::string& store, const client::Farewell& farewell);

// Of a folder whose wipe was cut off: of the key and the database of then. Done when there is none.
Status finish_wipe(const DataFolder& folder);

// Whether a wipe is still to be told to the district.
bool has_farewell(const DataFolder& folder);
// False: it was not heard, and a later start tells it again.
bool say_farewell(const DataFolder& folder);

}  // namespace nuong::admin
