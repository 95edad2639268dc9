#include "sync-server/core/save_group.h"

namespace nuong {

std::size_t length_of_group(std::span<const ArrivedChange> changes) {
    std::optional<Uuid> group = changes.front().sent.change.group;
    std::size_t length = 1;
    for (; group && length < changes.size(); ++length) {
        const Change& next = changes[length].sent.change;
        const bool together = next.group && (*next.group == *group || *next.group == Uuid{} || *group == Uuid{});
        if (!together || next.seq != changes[length - 1].sent.change.seq + 1) break;
        if (*group == Uuid{}) group = next.group;
    }
    return length;
}

}  // namespace nuong
