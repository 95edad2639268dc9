#include "sync-server/core/device_count.h"

#include <algorithm>
#include <map>

#include "sync-server/core/device_users.h"

namespace nuong {
namespace {

void add(DeviceCount& count, const DeviceRow& device, Instant now) {
    if (device.standing != DeviceStanding::active) return;
    ++count.active;
    if (now - device.seen > quiet_max) ++count.quiet;
}

}  // namespace

DeviceCount count_devices(StoreReader& reader, Instant now) {
    DeviceCount count;
    for (const DeviceRow& device : reader.devices()) add(count, device, now);
    return count;
}

DeviceCount count_devices(StoreReader& reader, const AreaTree& areas, const AreaCode& area, Instant now) {
    std::map<UserId, bool> works_there;
    for (const UserRow& user : reader.users())
        works_there[user.name] = std::any_of(user.areas.begin(), user.areas.end(), [&](const AreaCode& given) {
            return areas.is_within(given, area) || areas.is_within(area, given);
        });
    const DeviceUsers enrolled = users_of_devices(reader);
    DeviceCount count;
    for (const DeviceRow& device : reader.devices()) {
        const auto users = enrolled.find(device.id);
        if (users != enrolled.end() &&
            std::any_of(users->second.begin(), users->second.end(),
                        [&](const EnrolmentRow& enrolment) { return works_there[enrolment.user]; }))
            add(count, device, now);
    }
    return count;
}

}  // namespace nuong
