// The head of a grid, level by level, as the boxes that it is drawn in.
#include <algorithm>

#include "shared/reports/report_grid.h"

namespace nuong::reports {

std::string HeadCell::group() const {
    std::string all;
    for (const std::string& one : groups) all += (all.empty() ? "" : " · ") + one;
    return all;
}

std::size_t head_lines(const std::vector<HeadCell>& head) {
    std::size_t most = 0;
    for (const HeadCell& cell : head) most = std::max(most, cell.groups.size());
    return most + 1;
}

std::vector<HeadBox> head_boxes(const std::vector<HeadCell>& head) {
    const std::size_t all = head_lines(head);
    const auto goes_on = [&](std::size_t column, std::size_t level) {
        const auto &before = head[column - 1].groups, &here = head[column].groups;
        return before.size() > level &&
               std::equal(here.begin(), here.begin() + static_cast<std::ptrdiff_t>(level + 1), before.begin());
    };
    std::vector<HeadBox> boxes;
    for (std::size_t line = 0; line < all; ++line)
        for (std::size_t column = 0; column < head.size(); ++column) {
            const auto& groups = head[column].groups;
            if (line > groups.size()) continue;
            if (line == groups.size()) boxes.push_back({column, 1, line, all - line, head[column].text});
            else if (column > 0 && goes_on(column, line)) ++boxes.back().columns;
            else boxes.push_back({column, 1, line, 1, groups[line]});
        }
    return boxes;
}

}  // namespace nuong::reports
