#include "sync-server/core/device_count.h"

namespace nuong {

DeviceCount count_devices(StoreReader& reader, Instant now) {
    DeviceCount count;
    for (const DeviceRow& device : reader.devices()) {
        if (device.standing != DeviceStanding::active) continue;
        ++count.active;
        if (now - device.seen > quiet_max) ++count.quiet;
    }
    return count;
}

}  // namespace nuong
