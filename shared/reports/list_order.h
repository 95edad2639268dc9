// ListOrder: the lines of a list as an office lists them: by area in the official order, as the columns stand, then by
// day.
#pragma once
#include <compare>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/model/area_tree.h"
#include "shared/reports/report_areas.h"

namespace nuong::reports {

class ListOrder {
public:
    // Both must outlive it.
    ListOrder(const AreaTree& tree, ReportAreas& areas);

    // `then`: by what those of one area stand, as the day written 2024-03-01; `name`: which it is, and the last word.
    void add(const AreaCode& area, std::string then, std::string name);
    std::vector<std::string> names();

private:
    struct Line {
        std::size_t column = 0, area = 0;
        std::string then, name;

        auto operator<=>(const Line&) const = default;
    };
    void number(const AreaTree& tree, const AreaCode& area);

    ReportAreas& areas_;
    std::unordered_map<AreaCode, std::size_t> numbers_;  // each area before those below it, and before the next
    std::vector<Line> lines_;
};

}  // namespace nuong::reports
