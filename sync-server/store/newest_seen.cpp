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
    newest_.position = std::max(newest_.position, committed.position);
    if (committed.milestone.commits > newest_.milestone.commits) newest_.milestone = committed.milestone;
}

bool is_behind(StoreReader& store, const StoreMoment& known) {
    const StoreFacts facts = store.facts();
    if (facts.epoch != known.epoch) return false;
    return facts.position < known.position || !store.has_come_by(known.milestone);
}

}  // namespace nuong
