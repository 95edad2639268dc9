#include "sync-server/core/milestones.h"

namespace nuong {

bool was_put_back_since(StoreReader& reader, const protocol::Milestone& milestone) {
    const protocol::Milestone now = reader.facts().milestone;
    const bool is_this_life = milestone.life == now.life && milestone.commits <= now.commits;
    return !is_this_life && reader.life_at(milestone.commits) != milestone.life;
}

void Milestones::learn(const protocol::Milestone& reached) {
    const std::lock_guard lock(mutex_);
    if (reached.commits > newest_.commits) newest_ = reached;
}

void Milestones::note_told(DeviceId device, const protocol::Milestone& told) {
    const std::lock_guard lock(mutex_);
    told_[device.value] = told;
}

bool Milestones::was_told(DeviceId device, const protocol::Milestone& said) const {
    const std::lock_guard lock(mutex_);
    const auto at = told_.find(device.value);
    return at != told_.end() && at->second == said;
}

std::optional<protocol::Milestone> Milestones::newest() const {
    const std::lock_guard lock(mutex_);
    return newest_.commits > 0 ? std::optional(newest_) : std::nullopt;
}

}  // namespace nuong
