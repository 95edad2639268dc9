#include "sync-server/core/rate_limit.h"

namespace nuong {

bool RateLimit::allows(const std::string& address, Instant now) {
    const std::lock_guard lock(mutex_);
    forget(now);
    const auto at = counts_.find(address);
    return in_all_ < most_in_all_ && (at == counts_.end() || at->second < most_per_address_);
}

void RateLimit::note(const std::string& address, Instant now) {
    const std::lock_guard lock(mutex_);
    forget(now);
    ++counts_[address];
    ++in_all_;
}

void RateLimit::forget(Instant now) {
    const bool clock_went_back = now < window_start_;
    if (!clock_went_back && now - window_start_ < window_) return;
    window_start_ = now;
    counts_.clear();
    in_all_ = 0;
}

}  // namespace nuong
