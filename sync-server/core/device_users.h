// Who is enrolled on which device, of all devices in one question.
#pragma once
#include <map>

#include "sync-server/store/change_store.h"

namespace nuong {

using DeviceUsers = std::map<DeviceId, std::vector<EnrolmentRow>>;  // those of a device in order of user
DeviceUsers users_of_devices(StoreReader& reader);

// Who an audit entry of a device says it was; "anh? (lan)" where a device on which only lan is enrolled says anh.
std::string who_it_says(const DeviceUsers& users, DeviceId device, const UserId& who);

}  // namespace nuong
