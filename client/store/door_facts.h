// What must be known of a store while it is closed, kept beside it: the recovery box, and how many wrong PINs the
// district allows.
#pragma once
#include "client/store/recovery_box.h"

namespace nuong::client {

// Brings it up to date from an open store. Errors as of durable files; tried again at the next opening.
Status keep_door_facts(Replica& replica, const std::string& person_home, const DatabaseKey& key);

}  // namespace nuong::client
