#include "shared/model/area_tree.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "shared/base/json.h"

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

std::optional<Date> read_date(const Json& area, const char* key, bool& wrong) {
    const auto at = area.find(key);
    if (at == area.end() || at->is_null()) return std::nullopt;
    const auto date = at->is_string() ? parse_date(at->get<std::string>()) : std::nullopt;
    if (!date) wrong = true;
    return date;
}

std::string read_text(const Json& area, const char* key, bool& wrong) {
    const auto at = area.find(key);
    if (at == area.end() || !at->is_string() || at->get_ref<const std::string&>().empty()) return wrong = true, "";
    return at->get<std::string>();
}

Result<Area> read_area(const Json& json, const std::string& place) {
    bool wrong = !json.is_object();
    Area area;
    if (!wrong) {
        area.code = read_text(json, "code", wrong);
        area.name = {read_text(json, "name_vi", wrong), read_text(json, "name_en", wrong)};
        area.type = read_text(json, "type", wrong);
        if (const auto at = json.find("parent"); at != json.end() && !at->is_null())
            area.parent = read_text(json, "parent", wrong);
        if (const auto at = json.find("order"); at != json.end() && at->is_number_integer())
            area.order = at->get<int>();
        area.valid_from = read_date(json, "valid_from", wrong);
        area.valid_to = read_date(json, "valid_to", wrong);
        if (area.valid_from && area.valid_to && *area.valid_to < *area.valid_from) wrong = true;
    }
    if (!wrong) return area;
    return Error{ErrorCode::invalid,
                 {place + ": cần code, name_vi, name_en, type và ngày đúng dạng năm-tháng-ngày.",
                  place + ": needs code, name_vi, name_en, type and dates written year-month-day."}};
}

}  // namespace

Result<AreaTree> AreaTree::make(std::vector<Area> areas) {
    AreaTree tree;
    std::stable_sort(areas.begin(), areas.end(), [](const Area& a, const Area& b) { return a.order < b.order; });
    tree.areas_ = std::move(areas);
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
            return wrong_area(area.code, {"không có địa bàn cấp trên " + *area.parent + ".",
                                          "its parent " + *area.parent + " does not exist."});
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
    return tree;
}

const Area* AreaTree::find(std::string_view code) const {
    const auto at = newest_.find(std::string(code));
    return at == newest_.end() ? nullptr : &areas_[at->second];
}

const std::vector<AreaCode>& AreaTree::self_and_above(std::string_view code) const {
    const auto at = above_.find(std::string(code));
    return at == above_.end() ? no_areas : at->second;
}

bool AreaTree::is_within(std::string_view code, std::string_view root) const {
    const auto& above = self_and_above(code);
    return std::find(above.begin(), above.end(), root) != above.end();
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

Result<std::vector<Area>> parse_areas(std::string_view text, const std::string& what) {
    const auto json = parse_json(text, what);
    if (!json) return json.error();
    const auto list = json->is_object() ? json->find("areas") : json->end();
    if (!json->is_object() || list == json->end() || !list->is_array())
        return Error{ErrorCode::invalid, {what + ": thiếu danh sách “areas”.", what + ": has no \"areas\" list."}};
    std::vector<Area> areas;
    for (std::size_t i = 0; i < list->size(); ++i) {
        auto area = read_area((*list)[i], what + " areas[" + std::to_string(i) + "]");
        if (!area) return area.error();
        areas.push_back(std::move(*area));
    }
    return areas;
}

}  // namespace nuong
