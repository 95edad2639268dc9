#include "shared/model/context.h"

#include <algorithm>

namespace nuong {
namespace {

auto entry_of(auto& vector, DeviceId device) {
    return std::lower_bound(vector.begin(), vector.end(), device,
                            [](const Dot& entry, DeviceId wanted) { return entry.device < wanted; });
}

}  // namespace

bool Context::has_seen(Dot dot) const {
    const auto at = entry_of(vector_, dot.device);
    if (at != vector_.end() && at->device == dot.device && at->n >= dot.n) return true;
    return std::binary_search(cloud_.begin(), cloud_.end(), dot);
}

void Context::add(Dot dot) {
    if (has_seen(dot)) return;
    const auto at = entry_of(vector_, dot.device);
    const bool known = at != vector_.end() && at->device == dot.device;
    if (dot.n == (known ? at->n + 1 : 1)) {
        if (known) at->n = dot.n;
        else vector_.insert(at, dot);
        if (!cloud_.empty()) fold_cloud();
        return;
    }
    cloud_.insert(std::lower_bound(cloud_.begin(), cloud_.end(), dot), dot);
}

void Context::add_run(DeviceId device, std::uint64_t n) {
    if (n == 0) return;
    const auto at = entry_of(vector_, device);
    if (at == vector_.end() || at->device != device) vector_.insert(at, Dot{device, n});
    else at->n = std::max(at->n, n);
    if (!cloud_.empty()) fold_cloud();
}

void Context::join(const Context& other) {
    for (const Dot& entry : other.vector_) add_run(entry.device, entry.n);
    for (const Dot& dot : other.cloud_) add(dot);
}

std::uint64_t Context::last_of(DeviceId device) const {
    std::uint64_t last = 0;
    const auto at = entry_of(vector_, device);
    if (at != vector_.end() && at->device == device) last = at->n;
    for (const Dot& dot : cloud_)
        if (dot.device == device) last = std::max(last, dot.n);
    return last;
}

void Context::fold_cloud() {
    std::vector<Dot> left;
    for (const Dot& dot : cloud_) {  // sorted, so a device's dots come in order and one pass is enough
        const auto at = entry_of(vector_, dot.device);
        const bool known = at != vector_.end() && at->device == dot.device;
        const std::uint64_t upto = known ? at->n : 0;
        if (dot.n <= upto) continue;
        if (dot.n != upto + 1) {
            left.push_back(dot);
        } else if (known) {
            at->n = dot.n;
        } else {
            vector_.insert(at, dot);
        }
    }
    cloud_ = std::move(left);
}

}  // namespace nuong
