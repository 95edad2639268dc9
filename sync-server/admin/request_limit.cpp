#include "sync-server/admin/request_limit.h"

namespace nuong::admin {

bool RequestLimit::admits(const Hash& token, Instant now) {
    const std::lock_guard lock(mutex_);
    if (now < began_ || now - began_ >= window) {
        began_ = now;
        counts_.fill(0);
    }
    std::uint32_t& count = counts_[static_cast<std::size_t>(token[0]) << 8 | token[1]];
    if (count >= most) return false;
    ++count;
    return true;
}

}  // namespace nuong::admin
