// The units of a report from which nothing has come in its period: no record of a form that it counts, with a day of
// the period, lies there. Device and server name them by the same rule.
#pragma once
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

#include "shared/reports/report_table.h"

namespace nuong::reports {

// Whether a number of that unit is hidden. Such a unit is not named as silent: that its numbers are 0 would tell
// others.
bool hides_in(const ReportTable& table, std::size_t column);
// For whoever has hidden more in a finished table.
void name_no_hidden_unit(ReportTable& table);

// Those of a finished table that were not heard of yet; of a table without figures none.
class SilentUnits {
public:
    // `tree` must outlive it.
    SilentUnits(const ReportTable& table, const AreaTree& tree);

    void hear(const AreaCode& area);  // something lies there
    bool is_empty() const { return waiting_.empty(); }
    std::vector<ReportColumn> named() const;  // in the order of the table

private:
    std::optional<ReportAreas> areas_;
    std::vector<ReportColumn> columns_;
    std::unordered_set<std::uint16_t> waiting_;  // of columns_
};

// The areas from which something of a period has come, whatever it counts for: gathered before there is a table.
class AreasHeard {
public:
    explicit AreasHeard(Period period) : period_(std::move(period)) {}

    void note(const AreaCode& area, std::span<const Date> days);  // of a record
    AreasHeard another() const { return AreasHeard(period_); }
    void absorb(AreasHeard part) { areas_.merge(part.areas_); }
    std::vector<ReportColumn> silent_in(const ReportTable& table, const AreaTree& tree) const;

private:
    Period period_;
    std::unordered_set<AreaCode> areas_;
};

}  // namespace nuong::reports
