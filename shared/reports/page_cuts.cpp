#include "shared/reports/page_cuts.h"

#include <algorithm>
#include <numeric>

namespace nuong::reports {
namespace {

constexpr int percent_least = 54;  // smaller letters of 11 points are not read

// How many boxes of the head would be cut before a column.
std::size_t cut_boxes(std::span<const HeadBox> head, std::size_t column) {
    return static_cast<std::size_t>(std::count_if(head.begin(), head.end(), [&](const HeadBox& box) {
        return box.column < column && column < box.column + box.columns;
    }));
}

// Each page goes as far as it holds columns, back to where no more than `boxes_most` are cut. Nothing when a page has
// no such place.
std::optional<std::vector<std::size_t>> begins_at(const WideTable& table, double room, std::size_t boxes_most) {
    const std::size_t all = table.widths.size();
    const auto width = [&](std::size_t from, std::size_t to) {
        return std::accumulate(table.widths.begin() + static_cast<std::ptrdiff_t>(from),
                               table.widths.begin() + static_cast<std::ptrdiff_t>(to), 0.0);
    };
    const double repeated = width(0, table.repeated);
    std::vector<std::size_t> begins;
    for (std::size_t from = table.repeated; repeated + width(from, all) > room;) {
        const std::size_t least = begins.empty() ? std::max(table.first_least, from + 1) : from + 1;
        std::size_t to = all - 1;
        while (to >= least && (repeated + width(from, to) > room || cut_boxes(table.head, to) > boxes_most)) --to;
        if (to < least) return std::nullopt;
        begins.push_back(from = to);
    }
    return begins;
}

}  // namespace

PageCuts page_cuts(const WideTable& table, double room, std::size_t pages) {
    std::size_t levels = 0;
    for (const HeadBox& box : table.head) levels = std::max(levels, box.line + 1);
    for (; pages <= table.widths.size(); ++pages)
        for (std::size_t boxes_most = 0; boxes_most <= levels; ++boxes_most)
            for (int percent = 100; percent >= percent_least; --percent)
                if (auto begins = begins_at(table, room * 100 / percent, boxes_most);
                    begins && begins->size() + 1 == pages)
                    return {std::move(*begins), percent};
    return {{}, percent_least};
}

}  // namespace nuong::reports
