#include "sync-server/core/device_users.h"

namespace nuong {

DeviceUsers users_of_devices(StoreReader& reader) {
    DeviceUsers users;
    for (EnrolmentRow& enrolment : reader.enrolments()) users[enrolment.device].push_back(std::move(enrolment));
    return users;
}

}  // namespace nuong
