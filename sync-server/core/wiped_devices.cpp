#include "sync-server/core/wiped_devices.h"

#include "shared/protocol/wipe_order.h"
#include "sync-server/core/keys_with_top.h"

namespace nuong {

std::vector<Hash> wipe_orders_of(StoreReader& store, const DeviceRow& device) {
    if (store.upstream()) return device.wipe_orders;
    return with_top<Hash>(store, device.id, protocol::wipe_order);
}

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
