#include "shared/reports/report_areas.h"

#include <algorithm>

namespace nuong::reports {

std::string_view level_of_type(std::string_view type) {
    if (type == "commune" || type == "ward" || type == "township" || type == "special_zone") return "commune";
    if (type == "district" || type == "town" || type == "city") return "district";
    if (type == "province" || type == "hamlet") return type;
    return "";
}

Result<ReportAreas> ReportAreas::make(const AreaTree& tree, const AreaCode& root, Date wanted) {
    const Area* area = tree.resolve(root, wanted);
    if (!area)
        return Error{ErrorCode::not_found,
                     {"Không có địa bàn mã “" + root + "”.", "There is no area with code \"" + root + "\"."}};
    ReportAreas areas(tree, *area, day_of_structure(tree, area->code, wanted));
    for (const AreaCode& below : tree.children(area->code))
        if (tree.is_in_force(below, areas.day_)) areas.columns_.push_back({below, tree.find(below)->name});
    areas.columns_.push_back({"", {"Chưa xác định", "Not determined"}});
    return areas;
}

std::uint16_t ReportAreas::column_of(const AreaCode& area) {
    if (const auto at = known_.find(area); at != known_.end()) return at->second;
    return known_[area] = find_column(area);
}

// What lies partly within the root is counted nowhere in it: it would be counted again next door.
std::uint16_t ReportAreas::find_column(const AreaCode& area) {
    if (!map_.is_wholly_within(area, root_->code)) return outside;
    for (std::size_t column = 0; column + 1 < columns_.size(); ++column)
        if (map_.is_wholly_within(area, columns_[column].area)) return static_cast<std::uint16_t>(column);
    return static_cast<std::uint16_t>(columns_.size() - 1);
}

AreaCode ReportAreas::level_of(const AreaCode& area, std::string_view level) {
    if (is_apart_) return area;
    const std::vector<AreaCode> places = map_.places(area);
    AreaCode found;
    for (const AreaCode& place : places) {
        const auto& above = tree_->self_and_above(place);
        const auto at = std::find_if(above.begin(), above.end(), [&](const AreaCode& code) {
            return level_of_type(tree_->find(code)->type) == level;
        });
        if (at == above.end() || (!found.empty() && found != *at)) return "";
        found = *at;
    }
    return found;
}

std::size_t ReportAreas::count(std::string_view level, std::size_t column) const {
    if (column + 1 == columns_.size()) return 0;
    const AreaCode& top = column < columns_.size() ? columns_[column].area : root_->code;
    std::size_t found = 0;
    for (const AreaCode& code : tree_->self_and_below(top))
        found += level_of_type(tree_->find(code)->type) == level && tree_->is_in_force(code, day_);
    return found;
}

std::string_view ReportAreas::level_at(std::size_t column) const {
    if (column == columns_.size()) return level_of_type(root_->type);
    const AreaCode& area = columns_[column].area;
    return area.empty() ? "" : level_of_type(tree_->find(area)->type);
}

bool ReportAreas::is_commune() const {
    const std::string_view level = level_at(columns_.size());
    return level == "commune" || level == "hamlet";
}

}  // namespace nuong::reports
