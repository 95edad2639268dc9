// A relay that its district has reported lost destroys what it holds, and says that it has: at once, or at a later
// start when there was no line.
#pragma once
#include <string>

#include "client/sync/farewell.h"
#include "sync-server/admin/data_folder.h"

namespace nuong::admin {

// The key goes first, and with it all that it opens, wherever copies of that lie; then the store and what was kept of
// earlier ones. A power cut leaves nothing that opens, and finish_wipe() goes on. REQUIRES: nobody here has the store
// open. Errors: damaged (something could not be removed; the key could).
Status wipe(const DataFolder& folder, const client::Farewell& farewell);

// Of a folder whose wipe was cut off. Done when there is none.
Status finish_wipe(const DataFolder& folder);

// Tells the district, when there is something to tell. False: it was not heard, and a later start tells it again.
bool say_farewell(const DataFolder& folder);

}  // namespace nuong::admin
