// A lost PIN: the district's administrator makes a one-time code for one device, and with it the district opens that
// device's recovery box, once. The data key passes through and is kept nowhere.
#pragma once
#include "shared/protocol/recovery.h"
#include "sync-server/core/principal.h"

namespace nuong {

struct IssuedRecovery {
    std::string code;
    std::vector<UserId> users;  // for whom the device is enrolled: who must be the one that asks
};
// An earlier code of the device counts no more. Errors: not_found (no such device), refused (revoked, nobody on it may
// work, a relay).
Result<IssuedRecovery> issue_recovery(StoreTransaction& transaction, const DocumentBook& book, DeviceId device,
                                      const std::string& who, Instant now);

// POST /v1/recover. Refusals: wrong_code, stale_code, used_code, wrong_box, and those of devices and users.
Answer<protocol::RecoverAnswer> recover(StoreTransaction& transaction, const DocumentBook& book,
                                        const protocol::RecoverRequest& request, Instant now);

}  // namespace nuong
