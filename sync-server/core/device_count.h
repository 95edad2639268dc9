// How many devices there are, and how many of them have not been heard of for a week.
#pragma once
#include "shared/reports/quiet_devices.h"
#include "sync-server/store/change_store.h"

namespace nuong {

using reports::DeviceCount;
using reports::quiet_max;

DeviceCount count_devices(StoreReader& reader, Instant now);
// Of those on which somebody works who was given this area, one in it or one above it: what they hold may belong there.
DeviceCount count_devices(StoreReader& reader, const AreaTree& areas, const AreaCode& area, Instant now);

}  // namespace nuong
