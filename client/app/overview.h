// What a district looks at, decided from numbers alone: weeks, communes, how dark a cell is, which device is late.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "client/store/desk_store.h"
#include "shared/base/message.h"
#include "shared/model/area_tree.h"

namespace nuong::client {

inline constexpr std::size_t weeks_shown = 12;
inline constexpr std::chrono::days quiet_max{7};  // a device that was not heard of for longer is late

// Weeks begin on Monday; the week of 4 January is the first of its year (ISO 8601), as calendars here print it.
Date monday_of(Date day);
int week_number(Date monday);
std::vector<Date> last_weeks(Date today, std::size_t count);  // their Mondays, the oldest first, the running one last
std::string week_days(Date monday);                           // "23-29/11", "30/11-6/12"
std::string week_text(Date monday, Language language);        // "tuần 48 (23-29/11)"

// The areas that stand in the table: the lowest under the grants but for hamlets, in official order. Those that a
// reform has closed only where something happened in them, or where nothing else is.
std::vector<AreaCode> communes(const AreaTree& areas, const std::vector<AreaCode>& granted,
                               const std::vector<DayCount>& counts, Date today);

struct CommuneWeeks {
    AreaCode area;
    std::vector<std::int64_t> weeks;  // in the order of the Mondays
    std::int64_t total = 0;
    int silent = 0;  // whole weeks without anything, up to the running one

    bool operator==(const CommuneWeeks&) const = default;
};
// What lies in a hamlet counts for its commune. What names an area above the communes, or one that nobody knows, stands
// in a row of its own at the end, so that the rows add up.
std::vector<CommuneWeeks> by_commune(const AreaTree& areas, const std::vector<AreaCode>& rows,
                                     const std::vector<DayCount>& counts, const std::vector<Date>& mondays);

// 0 for nothing, else 1 to 4: in which quarter of the cells that have something this one is.
std::vector<std::vector<int>> levels(const std::vector<CommuneWeeks>& rows);

// Whole days since it was heard of.
int quiet_days(Instant seen, Instant now);
bool is_late(Instant seen, Instant now);

struct DeskSums {
    std::int64_t devices = 0, late = 0;
    std::int64_t refused = 0, refusing = 0;  // changes in quarantine; devices that they are of
    std::int64_t drafts = 0, drafting = 0;   // on devices other than this one; how many those are
    std::int64_t saves = 0;                  // that are known to wait, on other devices

    bool operator==(const DeskSums&) const = default;
};
DeskSums sums_of(const protocol::Desk& desk, DeviceId self, Instant now);

}  // namespace nuong::client
