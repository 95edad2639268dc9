// AreaTree: the administrative areas as dated data. Reforms close areas and open others; an area that was closed stays
// what it was, so what lies below it is told over all dates, never only for today.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/message.h"
#include "shared/base/result.h"
#include "shared/model/ids.h"

namespace nuong {

// One area under one parent for one span of time. An area that changed its parent has several.
struct Area {
    AreaCode code;
    Message name;
    std::string type;  // province, district, city, town, commune, ward, township, hamlet
    std::optional<AreaCode> parent;
    int order = 0;                   // as the official lists print it, among areas of one parent
    std::optional<Date> valid_from;  // first day; none: since before the data
    std::optional<Date> valid_to;    // last day; none: still

    bool operator==(const Area&) const = default;
};

class AreaTree {
public:
    AreaTree() = default;
    // Fails on unknown parents, circles and spans of one area that overlap.
    static Result<AreaTree> make(std::vector<Area> areas);

    const std::vector<Area>& areas() const { return areas_; }
    // The newest span of the area; null when the code is unknown.
    const Area* find(std::string_view code) const;
    bool contains(std::string_view code) const { return find(code) != nullptr; }

    // Is `code` the area `root` itself, or was it ever below it?
    bool is_within(std::string_view code, std::string_view root) const;
    // The area itself and everything that it was ever below, nearest first. Empty for an unknown code.
    const std::vector<AreaCode>& self_and_above(std::string_view code) const;
    // The area itself and everything that was ever below it, in official order, parents first.
    std::vector<AreaCode> self_and_below(std::string_view root) const;
    std::vector<AreaCode> children(std::string_view parent) const;
    // Without areas that lie within another of the list, in the order given.
    std::vector<AreaCode> outermost(const std::vector<AreaCode>& codes) const;

private:
    std::vector<Area> areas_;
    std::unordered_map<std::string, std::size_t> newest_;
    std::unordered_map<std::string, std::vector<AreaCode>> above_;
    std::unordered_map<std::string, std::vector<AreaCode>> below_;  // direct children
};

// A published document {"kind":"areas", "id", "version", "areas":[{code, name_vi, name_en, type, parent, order,
// valid_from, valid_to}]}; `what` names it in errors.
Result<std::vector<Area>> parse_areas(std::string_view json, const std::string& what);

}  // namespace nuong
