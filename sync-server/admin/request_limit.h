// RequestLimit: how often one device may ask, so that no device, and no thief of its token, keeps the server busy for
// all others. Counted by the first bytes of the token's hash, so that it needs no more memory whatever is sent.
//
// Thread: any.
#pragma once
#include <array>
#include <cstdint>
#include <mutex>

#include "shared/base/date.h"
#include "shared/base/hash.h"

namespace nuong::admin {

class RequestLimit {
public:
    static constexpr std::uint32_t most = 12'000;  // in a window; a first sync of 100,000 records takes a few hundred
    static constexpr std::chrono::minutes window{1};

    // Counts the request. False: too many by now.
    bool admits(const Hash& token, Instant now);

private:
    std::mutex mutex_;
    Instant began_{};
    std::array<std::uint32_t, 65'536> counts_{};
};

}  // namespace nuong::admin
