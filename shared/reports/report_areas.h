// ReportAreas: the columns of a report, and which of them a record's area falls into under the structure of the area
// that the report is of.
#pragma once
#include "shared/model/area_map.h"

namespace nuong::reports {

struct ReportColumn {
    AreaCode area;  // empty: what lies in the reporting area itself, or nobody can say in which part of it
    Message name;

    bool operator==(const ReportColumn&) const = default;
};

class ReportAreas {
public:
    static constexpr std::uint16_t outside = 0xFFFF;

    // `tree` must outlive it. `root` may be an official code: it is read as of `wanted`. Fails when there is none.
    static Result<ReportAreas> make(const AreaTree& tree, const AreaCode& root, Date wanted);

    const Area& root() const { return *root_; }
    const std::vector<ReportColumn>& columns() const { return columns_; }  // the last is the one without an area
    std::uint16_t column_of(const AreaCode& area);
    // The commune (district ...) that the area lies in; empty when it cannot be said.
    AreaCode level_of(const AreaCode& area, std::string_view level);
    // How many areas of a level there are in a column; of the whole root for `columns().size()`.
    std::size_t count(std::string_view level, std::size_t column) const;
    // From now on an area is in no level but its own: what is counted by commune or district is kept by the area of the
    // record, so that whoever makes a report later can derive the level anew.
    void keep_apart() { is_apart_ = true; }
    bool is_apart() const { return is_apart_; }
    // Of a column, of the root for `columns().size()`; "" of the column without an area, and of an unknown type.
    std::string_view level_at(std::size_t column) const;
    bool is_commune() const;  // the smallest unit for which small counts are shown

private:
    ReportAreas(const AreaTree& tree, const Area& root, Date day)
        : tree_(&tree), root_(&root), day_(day), map_(tree, day) {}
    std::uint16_t find_column(const AreaCode& area);

    const AreaTree* tree_;
    const Area* root_;
    Date day_;
    AreaMap map_;
    bool is_apart_ = false;
    std::vector<ReportColumn> columns_;
    std::unordered_map<AreaCode, std::uint16_t> known_;
};

// commune: commune, ward, township ...; "" for an unknown type.
std::string_view level_of_type(std::string_view type);

}  // namespace nuong::reports
