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

Hash audit_link(const Hash& previous, const AuditRow& row) {
    // Lengths in front, so that no two entries read alike.
    std::string entry = std::to_string(row.n) + ' ' + std::to_string(row.at.time_since_epoch().count());
    for (const std::string* part : {&row.who, &row.what, &row.detail})
        entry += ' ' + std::to_string(part->size()) + ':' + *part;
    return next_link(previous, sha256(entry));
}

}  // namespace nuong
