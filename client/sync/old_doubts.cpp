#include "client/sync/old_doubts.h"

#include <algorithm>

#include "shared/protocol/limits.h"

namespace nuong::client {

protocol::Holdings::Doubts some_of(protocol::Holdings::Doubts doubts, Instant now) {
    std::vector<RecordId>& beyond = doubts.beyond;
    doubts.lacking.clear();
    if (beyond.size() <= protocol::doubted_max) return doubts;
    const auto hours = std::chrono::floor<std::chrono::hours>(now).time_since_epoch().count();
    const auto turn = static_cast<std::size_t>(hours) * protocol::doubted_max % beyond.size();
    std::rotate(beyond.begin(), beyond.begin() + static_cast<std::ptrdiff_t>(turn), beyond.end());
    beyond.resize(protocol::doubted_max);
    return doubts;
}

}  // namespace nuong::client
