#include "sync-server/core/device_users.h"

namespace nuong {

DeviceUsers users_of_devices(StoreReader& reader) {
    DeviceUsers users;
    for (EnrolmentRow& enrolment : reader.enrolments()) users[enrolment.device].push_back(std::move(enrolment));
    return users;
}

std::string who_it_says(const DeviceUsers& users, DeviceId device, const UserId& who) {
    const auto at = users.find(device);
    std::string enrolled;
    for (const EnrolmentRow& each : at == users.end() ? std::vector<EnrolmentRow>() : at->second) {
        if (each.user == who) return who;
        enrolled += (enrolled.empty() ? "" : ", ") + each.user;
    }
    return enrolled.empty() ? who : who + "? (" + enrolled + ")";  // of a device that is not known here any more
}

}  // namespace nuong
