#include "sync-server/store/rows.h"

namespace nuong {

const char* name_of(DeviceStanding standing) {
    switch (standing) {
        case DeviceStanding::active: return "active";
        case DeviceStanding::revoked: return "revoked";
        case DeviceStanding::wiped: break;
    }
    return "wiped";
}

DeviceStanding standing_of(std::string_view name) {
    if (name == "active") return DeviceStanding::active;
    return name == "revoked" ? DeviceStanding::revoked : DeviceStanding::wiped;
}

}  // namespace nuong
