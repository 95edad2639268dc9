// How many devices there are, and how many of them have not been heard of for a week.
#pragma once
#include "shared/model/area_tree.h"
#include "sync-server/store/change_store.h"

namespace nuong {

inline constexpr std::chrono::days quiet_max{7};  // a device that was not heard of for longer is late

struct DeviceCount {
    std::size_t active = 0, quiet = 0;
};
DeviceCount count_devices(StoreReader& reader, Instant now);
// Of those on which somebody works who was given this area, one in it or one above it: what they hold may belong there.
DeviceCount count_devices(StoreReader& reader, const AreaTree& areas, const AreaCode& area, Instant now);

}  // namespace nuong
