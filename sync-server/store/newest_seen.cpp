#include "sync-server/store/newest_seen.h"

#include <algorithm>

namespace nuong {

StoreMoment NewestSeen::get() const {
    const std::lock_guard lock(mutex_);
    return newest_;
}

void NewestSeen::note(const StoreMoment& committed) {
    const std::lock_guard lock(mutex_);
    if (committed.epoch != newest_.epoch) newest_ = committed;
    else newest_.position = std::max(newest_.position, committed.position);
}

}  // namespace nuong
