#include "shared/model/area_tree.h"

#include <algorithm>
#include <unordered_set>

namespace nuong {
namespace {

const std::vector<AreaCode> no_areas;

Error wrong_area(const AreaCode& code, const Message& why) {
    return {ErrorCode::invalid, {"Địa bàn " + code + ": " + why.vi, "Area " + code + ": " + why.en}};
}

bool spans_overlap(const Area& a, const Area& b) {
    const bool a_ends_first = a.valid_to && b.valid_from && *a.valid_to < *b.valid_from;
    const bool b_ends_first = b.valid_to && a.valid_from && *b.valid_to < *a.valid_from;
    return !a_ends_first && !b_ends_first;
}

bool is_newer(const Area& a, const Area& b) {
    if (a.valid_to != b.valid_to) return !a.valid_to || (b.valid_to && *a.valid_to > *b.valid_to);
    return a.valid_from > b.valid_from;
}

bool holds_on(const Area& area, Date day) {
    return (!area.valid_from || *area.valid_from <= day) && (!area.valid_to || day <= *area.valid_to);
}

}  // namespace

Result<AreaTree> AreaTree::make(AreaList list) {
    AreaTree tree;
    std::vector<Area>& areas = list.areas;
    std::stable_sort(areas.begin(), areas.end(), [](const Area& a, const Area& b) { return a.order < b.order; });
    tree.areas_ = std::move(areas);
    tree.links_ = std::move(list.links);
    for (std::size_t i = 0; i < tree.areas_.size(); ++i) {
        const Area& area = tree.areas_[i];
        const auto [known, is_new] = tree.newest_.try_emplace(area.code, i);
        if (is_new) continue;
        for (std::size_t j = 0; j < i; ++j)
            if (tree.areas_[j].code == area.code && spans_overlap(tree.areas_[j], area))
                return wrong_area(area.code, {"hai khoảng thời gian chồng nhau.", "two spans of time overlap."});
        if (is_newer(area, tree.areas_[known->second])) known->second = i;
    }
    std::unordered_map<std::string, std::vector<AreaCode>> parents;
    for (const Area& area : tree.areas_) {
        if (!area.parent) continue;
        if (!tree.contains(*area.parent))
            return wrong_area(area.code,
                              {"không có địa bàn cấp trên " + *area.parent + "; hãy thêm địa bàn ấy hoặc sửa parent.",
                               "its parent " + *area.parent + " does not exist; add it or correct parent."});
        auto& of_area = parents[area.code];
        if (std::find(of_area.begin(), of_area.end(), *area.parent) != of_area.end()) continue;
        of_area.push_back(*area.parent);
        tree.below_[*area.parent].push_back(area.code);
    }
    for (const auto& [code, index] : tree.newest_) {
        auto& above = tree.above_[code];
        above.push_back(code);
        for (std::size_t next = 0; next < above.size(); ++next) {
            const auto of_next = parents.find(above[next]);
            if (of_next == parents.end()) continue;
            for (const AreaCode& parent : of_next->second) {
                if (parent == code) return wrong_area(code, {"nằm trong chính nó.", "lies within itself."});
                if (std::find(above.begin(), above.end(), parent) == above.end()) above.push_back(parent);
            }
        }
    }
    if (auto checked = tree.check_links(); !checked) return checked.error();
    return tree;
}

Status AreaTree::check_links() const {
    std::unordered_map<AreaCode, std::size_t> parts;
    for (const AreaLink& link : links_) {
        for (const AreaCode& code : {link.old_area, link.new_area})
            if (!contains(code))
                return wrong_area(code, {"có trong links nhưng không có trong danh mục.",
                                         "is in links but not in the list of areas."});
        if (link.old_area == link.new_area)
            return wrong_area(link.old_area, {"được nối với chính nó.", "is linked to itself."});
        if (!link.is_whole) ++parts[link.old_area];
    }
    for (const auto& [code, count] : parts)
        if (count < 2)
            return wrong_area(code, {"chỉ có một phần trong links; cần đủ các phần, hoặc ghi “whole”.",
                                     "has one part in links; name all its parts, or write \"whole\"."});
    return Done{};
}

const Area* AreaTree::find(std::string_view code) const {
    const auto at = newest_.find(std::string(code));
    return at == newest_.end() ? nullptr : &areas_[at->second];
}

bool AreaTree::is_in_force(std::string_view code, Date day) const {
    return std::any_of(areas_.begin(), areas_.end(),
                       [&](const Area& area) { return area.code == code && holds_on(area, day); });
}

const Area* AreaTree::resolve(std::string_view code, Date day) const {
    const Area* newest = nullptr;
    for (const Area& area : areas_) {
        if (area.official_code != code) continue;
        if (holds_on(area, day)) return &area;
        if (!newest || is_newer(area, *newest)) newest = &area;
    }
    const Area* named = find(code);
    return named ? named : newest;
}

const std::vector<AreaCode>& AreaTree::self_and_above(std::string_view code) const {
    const auto at = above_.find(std::string(code));
    return at == above_.end() ? no_areas : at->second;
}

bool AreaTree::is_within(std::string_view code, std::string_view root) const {
    const auto& above = self_and_above(code);
    return std::find(above.begin(), above.end(), root) != above.end();
}

bool AreaTree::is_within_any(std::string_view code, const std::vector<AreaCode>& roots) const {
    return std::any_of(roots.begin(), roots.end(), [&](const AreaCode& root) { return is_within(code, root); });
}

std::vector<AreaCode> AreaTree::children(std::string_view parent) const {
    const auto at = below_.find(std::string(parent));
    return at == below_.end() ? no_areas : at->second;
}

std::vector<AreaCode> AreaTree::self_and_below(std::string_view root) const {
    std::vector<AreaCode> found;
    if (!contains(root)) return found;
    std::unordered_set<std::string> seen{std::string(root)};
    found.emplace_back(root);
    for (std::size_t next = 0; next < found.size(); ++next)
        for (const AreaCode& child : children(found[next]))
            if (seen.insert(child).second) found.push_back(child);
    return found;
}

std::vector<AreaCode> AreaTree::outermost(const std::vector<AreaCode>& codes) const {
    std::vector<AreaCode> kept;
    for (const AreaCode& code : codes) {
        const bool covered = std::any_of(
            codes.begin(), codes.end(), [&](const AreaCode& other) { return other != code && is_within(code, other); });
        if (!covered && std::find(kept.begin(), kept.end(), code) == kept.end()) kept.push_back(code);
    }
    return kept;
}

}  // namespace nuong
