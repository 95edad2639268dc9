// The devices of an area as a report lists them: when each was last heard of, and who is late.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/reports/report_table.h"

namespace nuong::reports {

// What a server knows of a device, for the report of who is late.
struct DeviceFacts {
    std::string name;
    std::string users;
    std::vector<AreaCode> areas;
    std::optional<Date> seen;  // last heard of
    Date known = Date::max();  // how it was on this day; what has come since, nobody here knows
};

// Those of the area of the report, in the order of their communes. Late: not heard of for more than so many days on the
// last day of the period, or on the last day that is known of them.
void list_devices(const std::vector<DeviceFacts>& devices, int late_after_days, Date last, const AreaTree& tree,
                  ReportAreas& areas, ReportSection& shown);

}  // namespace nuong::reports
