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
    AreaCode code;              // how records name it: the official code, unless a reform gave that to another area
    std::string official_code;  // as the list of its time writes it
    std::string code_system;    // which list
    Message name;
    std::string type;  // province, district, city, town, commune, ward, township, hamlet
    std::optional<AreaCode> parent;
    int order = 0;                   // as the official lists print it, among areas of one parent
    std::optional<Date> valid_from;  // first day; none: since before the data
    std::optional<Date> valid_to;    // last day; none: still

    bool operator==(const Area&) const = default;
};

// What became of an area in a reform. Many to many: one old area may lie in several new ones, as parts.
struct AreaLink {
    AreaCode old_area, new_area;
    bool is_whole = false;        // everything of the old area lies in the new one
    std::optional<double> share;  // of the old area's people, where somebody knows
    Date date{};                  // first day of the new area
    std::string decision;

    bool operator==(const AreaLink&) const = default;
};

struct AreaList {
    std::vector<Area> areas;
    std::vector<AreaLink> links;

    void add(const AreaList& more) {
        areas.insert(areas.end(), more.areas.begin(), more.areas.end());
        links.insert(links.end(), more.links.begin(), more.links.end());
    }
};

class AreaTree {
public:
    AreaTree() = default;
    // Fails on unknown parents, circles, spans of one area that overlap, and links that lead nowhere.
    static Result<AreaTree> make(AreaList list);

    const std::vector<Area>& areas() const { return areas_; }
    const std::vector<AreaLink>& links() const { return links_; }
    // The newest span of the area; null when the code is unknown.
    const Area* find(std::string_view code) const;
    bool contains(std::string_view code) const { return find(code) != nullptr; }
    bool is_in_force(std::string_view code, Date day) const;
    // What a person means who writes `code` on `day`: the area that bears it officially on that day, else the one that
    // records name so, else the newest that ever bore it. Null when nobody did.
    const Area* resolve(std::string_view code, Date day) const;

    // Is `code` the area `root` itself, or was it ever below it?
    bool is_within(std::string_view code, std::string_view root) const;
    bool is_within_any(std::string_view code, const std::vector<AreaCode>& roots) const;
    // The area itself and everything that it was ever below, nearest first. Empty for an unknown code.
    const std::vector<AreaCode>& self_and_above(std::string_view code) const;
    // The area itself and everything that was ever below it, in official order, parents first.
    std::vector<AreaCode> self_and_below(std::string_view root) const;
    std::vector<AreaCode> children(std::string_view parent) const;
    // Without areas that lie within another of the list, in the order given.
    std::vector<AreaCode> outermost(const std::vector<AreaCode>& codes) const;

private:
    Status check_links() const;

    std::vector<Area> areas_;
    std::vector<AreaLink> links_;
    std::unordered_map<std::string, std::size_t> newest_;
    std::unordered_map<std::string, std::vector<AreaCode>> above_;
    std::unordered_map<std::string, std::vector<AreaCode>> below_;  // direct children
};

}  // namespace nuong
