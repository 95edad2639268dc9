#include "shared/model/area_map.h"

#include <algorithm>

namespace nuong {
namespace {

void add_all(std::vector<AreaCode>& into, const std::vector<AreaCode>& more) {
    for (const AreaCode& code : more)
        if (std::find(into.begin(), into.end(), code) == into.end()) into.push_back(code);
}

bool is_over(const Area& area, Date day) { return area.valid_to && *area.valid_to < day; }

}  // namespace

const std::vector<AreaCode>& AreaMap::places(const AreaCode& code) {
    if (const auto at = known_.find(code); at != known_.end()) return at->second;
    known_.emplace(code, std::vector<AreaCode>());  // links in a circle end here
    std::vector<AreaCode> found = find(code);
    return known_[code] = std::move(found);
}

// Its own links first, then those of its parts, then its parent's: a hamlet goes where its commune went.
std::vector<AreaCode> AreaMap::find(const AreaCode& code) {
    for (const AreaCode& above : tree_.self_and_above(code))
        if (std::vector<AreaCode> found = below(above); !found.empty()) return found;
    return {};
}

std::vector<AreaCode> AreaMap::below(const AreaCode& code) {
    if (tree_.is_in_force(code, day_)) return {code};
    const bool forward = is_over(*tree_.find(code), day_);
    std::vector<AreaCode> found;
    for (const AreaLink& link : tree_.links())
        if ((forward ? link.old_area : link.new_area) == code)
            add_all(found, places(forward ? link.new_area : link.old_area));
    if (found.empty())
        for (const AreaCode& child : tree_.children(code)) add_all(found, below(child));
    return found;
}

bool AreaMap::is_wholly_within(const AreaCode& code, const AreaCode& root) {
    const std::vector<AreaCode>& found = places(code);
    return !found.empty() &&
           std::all_of(found.begin(), found.end(), [&](const AreaCode& place) { return tree_.is_within(place, root); });
}

Date day_of_structure(const AreaTree& tree, const AreaCode& root, Date wanted) {
    if (tree.is_in_force(root, wanted)) return wanted;
    const Area* area = tree.find(root);
    if (!area) return wanted;
    if (is_over(*area, wanted)) return *area->valid_to;
    return area->valid_from.value_or(wanted);
}

}  // namespace nuong
