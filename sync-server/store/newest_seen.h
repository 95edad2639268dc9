// NewestSeen: the newest moment of a store that this process has acknowledged, over whichever of its connections. A
// database may show less than that: where two machines take writes and it is the wrong one, or when it took over
// without what the first had confirmed. What was true once must not be answered there as if it were true now.
//
// Thread: any.
#pragma once
#include <mutex>
#include <string>

#include "sync-server/store/change_store.h"

namespace nuong {

struct StoreMoment {
    std::string epoch;
    std::uint64_t position = 0;
    protocol::Milestone milestone;
};

class NewestSeen {
public:
    StoreMoment get() const;
    void note(const StoreMoment& committed);

private:
    mutable std::mutex mutex_;
    StoreMoment newest_;
};

// A new epoch is another incarnation, which begins with what it has.
bool is_behind(StoreReader& store, const StoreMoment& known);

}  // namespace nuong
