// Links between records of one person (`~same_as`), followed to their end: who is linked to the same end is the same
// person. Devices that wrote apart may have made chains of them, also circles; every reader ends them alike.
#pragma once
#include <algorithm>
#include <optional>
#include <vector>

namespace nuong {

// `next(id)`: an optional id, the one that it is linked to. A circle ends at the smallest id of its own.
template <class Id, class Next>
Id end_of_links(const Id& first, const Next& next) {
    std::vector<Id> way{first};
    for (std::optional<Id> to = next(first); to; to = next(way.back())) {
        const auto circle = std::find(way.begin(), way.end(), *to);
        if (circle != way.end()) return *std::min_element(circle, way.end());
        way.push_back(std::move(*to));
    }
    return way.back();
}

}  // namespace nuong
