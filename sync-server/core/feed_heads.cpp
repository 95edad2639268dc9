#include "sync-server/core/feed_heads.h"

#include <algorithm>

namespace nuong {

void FeedHeads::use(std::shared_ptr<const DocumentBook> book) {
    const std::lock_guard lock(mutex_);
    book_ = std::move(book);
    inclusive_.clear();
    raise(Heads(own_.begin(), own_.end()));
}

void FeedHeads::learn_all(std::uint64_t position, const Heads& heads) {
    const std::lock_guard lock(mutex_);
    raise(heads);
    complete_to_ = std::max(complete_to_, position);
}

void FeedHeads::learn(const Committed& committed) {
    const std::lock_guard lock(mutex_);
    raise(committed.feed_heads);
    if (committed.position_before <= complete_to_) complete_to_ = std::max(complete_to_, committed.position);
}

void FeedHeads::raise(const Heads& heads) {
    for (const auto& [area, position] : heads) {
        auto& own = own_[area];
        own = std::max(own, position);
        for (const AreaCode& above : book_->areas.self_and_above(area)) {
            auto& head = inclusive_[above];
            head = std::max(head, position);
        }
    }
}

std::uint64_t FeedHeads::head_of(const AreaCode& area) const {
    const std::lock_guard lock(mutex_);
    const auto at = inclusive_.find(area);
    return at == inclusive_.end() ? 0 : at->second;
}

std::uint64_t FeedHeads::complete_to() const {
    const std::lock_guard lock(mutex_);
    return complete_to_;
}

}  // namespace nuong
