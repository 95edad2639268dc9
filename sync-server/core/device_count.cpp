#include "sync-server/core/device_count.h"

#include <algorithm>
#include <map>

#include "sync-server/core/device_users.h"

namespace nuong {
namespace {

bool is_active(const DeviceRow& device) { return device.standing == DeviceStanding::active; }

}  // namespace

DeviceCount count_devices(StoreReader& reader, Instant now) {
    DeviceCount count;
    for (const DeviceRow& device : reader.devices())
        if (is_active(device)) count.add(device.seen, now);
    return count;
}

DeviceCount count_devices(StoreReader& reader, const AreaTree& areas, const AreaCode& area, Instant now) {
    std::map<UserId, bool> works_there;
    for (const UserRow& user : reader.users()) works_there[user.name] = reports::works_in(areas, user.areas, area);
    const DeviceUsers enrolled = users_of_devices(reader);
    DeviceCount count;
    for (const DeviceRow& device : reader.devices()) {
        const auto users = enrolled.find(device.id);
        if (is_active(device) && users != enrolled.end() &&
            std::any_of(users->second.begin(), users->second.end(),
                        [&](const EnrolmentRow& enrolment) { return works_there[enrolment.user]; }))
            count.add(device.seen, now);
    }
    return count;
}

}  // namespace nuong
