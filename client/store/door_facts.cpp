#include "client/store/door_facts.h"

#include "client/store/keyring.h"

namespace nuong::client {

Status keep_door_facts(Replica& replica, const std::string& person_home, const DatabaseKey& key) {
    const auto device = replica.devices().load();
    const auto limited = Keyring(person_home).limit_guesses(device ? device->wrong_pins_max : 0);
    const auto kept = keep_recovery_box(replica, person_home, key);
    return limited ? kept : limited;
}

}  // namespace nuong::client
