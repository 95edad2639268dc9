// OverAsking: a device that asks for more than it may have gets nothing of it, and the attempt is in the audit. One
// that has not heard of its new grants yet asks for the old ones, and means no harm. Safe from any thread.
#pragma once
#include <mutex>
#include <unordered_map>

#include "sync-server/core/principal.h"

namespace nuong {

class OverAsking {
public:
    // An answer says what the device is granted; it may be lost on the way.
    void told(const Principal& principal);
    // What the request asks for and may not have, once the device must know that: it says so itself, or has been told
    // again and again.
    std::vector<AreaCode> areas(const Principal& principal, const protocol::SyncRequest& request) const;

private:
    struct Told {
        std::string grants_mark;
        int times = 0;
    };

    bool must_know(const Principal& principal, const protocol::SyncRequest& request) const;

    mutable std::mutex mutex_;
    std::unordered_map<std::uint64_t, Told> told_;  // by device
};

// REQUIRES: `areas` is not empty.
void note_over_asking(StoreTransaction& transaction, const Principal& principal, const std::vector<AreaCode>& areas,
                      Instant now);

}  // namespace nuong
