// The recovery box: the data key of one store, sealed to the district, beside the store. Nobody here can open it; with
// a one-time code the district does, when the PIN is lost (shared/protocol/recovery.h).
#pragma once
#include <optional>
#include <string>

#include "client/store/replica.h"

namespace nuong::client {

struct RecoveryBox {
    DeviceId device;      // as the district knows it
    UserId user;          // for whom it was enrolled
    KeyBytes district{};  // the key that it is sealed to
    std::string sealed;

    bool operator==(const RecoveryBox&) const = default;
};

// Nothing when there is none, or none that can be read.
std::optional<RecoveryBox> recovery_box_in(const std::string& home);

// Makes it when there is none, or only one for another device, user or district. Until the district's key is known
// there can be none.
Status keep_recovery_box(Replica& replica, const std::string& home, const DatabaseKey& key);
// The key that the district's answer is to be sealed to. It stays beside the store until the box is made anew, so that
// an answer that was lost can be asked for again; who has copied the store before cannot ask with the same code.
Result<SealKey> ready_asking_key(const std::string& home);
// Makes it anew: a code that has opened the one before does not open this one.
Status renew_recovery_box(Replica& replica, const std::string& home, const DatabaseKey& key);

}  // namespace nuong::client
