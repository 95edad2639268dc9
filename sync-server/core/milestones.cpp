#include "sync-server/core/milestones.h"

namespace nuong {

void Milestones::learn(const protocol::Milestone& reached) {
    const std::lock_guard lock(mutex_);
    if (reached.life != newest_.life || reached.commits > newest_.commits) newest_ = reached;
}

bool Milestones::has_come_by(const protocol::Milestone& milestone) const {
    const std::lock_guard lock(mutex_);
    return newest_.follows(milestone);
}

std::optional<protocol::Milestone> Milestones::newest() const {
    const std::lock_guard lock(mutex_);
    return newest_.commits > 0 ? std::optional(newest_) : std::nullopt;
}

}  // namespace nuong
