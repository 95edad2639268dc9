#include "shared/reports/list_order.h"

#include <algorithm>

namespace nuong::reports {

ListOrder::ListOrder(const AreaTree& tree, ReportAreas& areas) : areas_(areas) { number(tree, areas.root().code); }

void ListOrder::number(const AreaTree& tree, const AreaCode& area) {
    if (!numbers_.emplace(area, numbers_.size()).second) return;
    for (const AreaCode& below : tree.children(area)) number(tree, below);
}

// What an older structure knew stands behind the areas of its column.
void ListOrder::add(const AreaCode& area, std::string then, std::string name) {
    const auto at = numbers_.find(area);
    lines_.push_back({areas_.column_of(area), at == numbers_.end() ? numbers_.size() : at->second, std::move(then),
                      std::move(name)});
}

std::vector<std::string> ListOrder::names() {
    std::sort(lines_.begin(), lines_.end());
    std::vector<std::string> names;
    for (const Line& line : lines_) names.push_back(line.name);
    return names;
}

}  // namespace nuong::reports
