// Context: which dots of a record have been seen, as a version vector plus the dots beyond its gaps (the cloud).
// Without it a write that was replaced long ago could come back from a device that never heard of its replacement.
#pragma once
#include <vector>

#include "shared/model/ids.h"

namespace nuong {

class Context {
public:
    bool has_seen(Dot dot) const;
    void add(Dot dot);
    // Every dot (device, 1) ... (device, n).
    void add_run(DeviceId device, std::uint64_t n);
    void join(const Context& other);
    // The largest n seen of a device, in the vector or in the cloud; 0 when none.
    std::uint64_t last_of(DeviceId device) const;

    const std::vector<Dot>& vector() const { return vector_; }  // per device the n up to which all was seen
    const std::vector<Dot>& cloud() const { return cloud_; }    // seen beyond a gap; normally empty
    bool empty() const { return vector_.empty() && cloud_.empty(); }

    bool operator==(const Context&) const = default;

private:
    void fold_cloud();

    std::vector<Dot> vector_;  // sorted by device, one entry each
    std::vector<Dot> cloud_;   // sorted
};

}  // namespace nuong
