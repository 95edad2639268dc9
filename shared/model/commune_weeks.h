// Communes and weeks: in which of them something has come in, decided from counts of days alone. Device and server show
// the same table.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "shared/base/message.h"
#include "shared/model/area_tree.h"

namespace nuong {

inline constexpr std::size_t weeks_shown = 12;

// Records of one area that happened on one day; void ones are left out.
struct DayCount {
    std::string day;  // ISO
    AreaCode area;
    std::int64_t records = 0;
};

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

}  // namespace nuong
