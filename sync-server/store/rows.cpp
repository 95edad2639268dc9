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

}  // namespace nuong
