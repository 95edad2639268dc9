#include "sync-server/core/wiped_devices.h"

namespace nuong {

std::optional<protocol::HttpError> note_wiped(StoreTransaction& transaction, const Hash& token, Instant now) {
    const auto enrolment = transaction.enrolment(token);
    const auto device = enrolment ? transaction.device(enrolment->device) : std::nullopt;
    if (!device) return unknown_token();
    if (device->standing != DeviceStanding::wiped)
        return protocol::HttpError{"not_told",
                                   {"Huyện không ra lệnh xóa máy này. Hãy báo cán bộ huyện.",
                                    "The district has not told this device to destroy anything. Tell them."}};
    if (device->wiped) return std::nullopt;
    transaction.set_wiped(device->id, now);
    transaction.add_audit(now, enrolment->user, "device_wiped", to_string(device->id));
    return std::nullopt;
}

}  // namespace nuong
