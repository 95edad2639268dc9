#include "sync-server/core/over_asking.h"

#include <algorithm>

namespace nuong {
namespace {

constexpr int times_until_known = 4;  // answers that a bad line may lose

}  // namespace

void OverAsking::told(const Principal& principal) {
    const std::lock_guard lock(mutex_);
    Told& known = told_[principal.device.value];
    if (known.grants_mark != principal.grants_mark) known = {principal.grants_mark, 0};
    known.times = std::min(known.times + 1, times_until_known);
}

bool OverAsking::must_know(const Principal& principal, const protocol::SyncRequest& request) const {
    if (request.grants == principal.grants_mark) return true;
    const std::lock_guard lock(mutex_);
    const auto known = told_.find(principal.device.value);
    return known != told_.end() && known->second.grants_mark == principal.grants_mark &&
           known->second.times >= times_until_known;
}

std::vector<AreaCode> OverAsking::areas(const Principal& principal, const protocol::SyncRequest& request) const {
    std::vector<AreaCode> areas;
    const auto& granted = principal.grants.areas;
    for (const protocol::Cursor& cursor : request.cursors)
        if (std::find(granted.begin(), granted.end(), cursor.area) == granted.end()) areas.push_back(cursor.area);
    if (!areas.empty() && !must_know(principal, request)) areas.clear();
    return areas;
}

void note_over_asking(StoreTransaction& transaction, const Principal& principal, const std::vector<AreaCode>& areas,
                      Instant now) {
    transaction.add_audit(now, principal.user, "over_asking",
                          to_string(principal.device) + " " + areas.front() +
                              (areas.size() > 1 ? " and " + std::to_string(areas.size() - 1) + " more" : ""));
}

}  // namespace nuong
