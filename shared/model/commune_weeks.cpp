#include "shared/model/commune_weeks.h"

#include <algorithm>
#include <set>

namespace nuong {
namespace {

std::string day_and_month(Date day) {
    const std::chrono::year_month_day date(day);
    return std::to_string(static_cast<unsigned>(date.day())) + "/" +
           std::to_string(static_cast<unsigned>(date.month()));
}

bool is_hamlet(const AreaTree& areas, const AreaCode& code) {
    const Area* area = areas.find(code);
    return area && area->type == "hamlet";
}

bool is_lowest(const AreaTree& areas, const AreaCode& code) {
    const auto below = areas.children(code);
    return !is_hamlet(areas, code) &&
           std::all_of(below.begin(), below.end(), [&](const AreaCode& child) { return is_hamlet(areas, child); });
}

// The row that a record in `area` counts for: the nearest above it.
std::optional<AreaCode> row_of(const AreaTree& areas, const std::set<AreaCode>& rows, const AreaCode& area) {
    for (const AreaCode& each : areas.self_and_above(area))
        if (rows.contains(each)) return each;
    return std::nullopt;
}

int silent_weeks(const std::vector<std::int64_t>& weeks) {
    int silent = 0;
    for (std::size_t i = weeks.size() - 1; i-- > 0 && weeks[i] == 0;) ++silent;
    return weeks.empty() || weeks.back() > 0 ? 0 : silent;
}

}  // namespace

Date monday_of(Date day) { return day - std::chrono::days(std::chrono::weekday(day).iso_encoding() - 1); }

int week_number(Date monday) {
    const Date thursday = monday + std::chrono::days(3);  // a week belongs to the year of its Thursday
    const Date first = Date(std::chrono::year_month_day(thursday).year() / std::chrono::January / 1);
    return static_cast<int>((thursday - first).count() / 7) + 1;
}

std::vector<Date> last_weeks(Date today, std::size_t count) {
    std::vector<Date> mondays;
    for (std::size_t back = count; back-- > 0;)
        mondays.push_back(monday_of(today) - std::chrono::days(7 * static_cast<int>(back)));
    return mondays;
}

std::string week_days(Date monday) {
    const Date sunday = monday + std::chrono::days(6);
    const std::chrono::year_month_day from(monday), until(sunday);
    if (from.month() != until.month()) return day_and_month(monday) + "-" + day_and_month(sunday);
    return std::to_string(static_cast<unsigned>(from.day())) + "-" + day_and_month(sunday);
}

std::string week_text(Date monday, Language language) {
    return (language == Language::vi ? "tuần " : "week ") + std::to_string(week_number(monday)) + " (" +
           week_days(monday) + ")";
}

std::vector<AreaCode> communes(const AreaTree& areas, const std::vector<AreaCode>& granted,
                               const std::vector<DayCount>& counts, Date today) {
    std::vector<AreaCode> lowest;
    for (const AreaCode& root : areas.outermost(granted))
        for (const AreaCode& code : areas.self_and_below(root))
            if (is_lowest(areas, code)) lowest.push_back(code);
    const std::set<AreaCode> all(lowest.begin(), lowest.end());
    std::set<AreaCode> busy;
    for (const DayCount& count : counts)
        if (const auto row = row_of(areas, all, count.area)) busy.insert(*row);
    const auto stands = [&](const AreaCode& code) { return areas.is_in_force(code, today); };
    if (std::none_of(lowest.begin(), lowest.end(), stands)) return lowest;
    std::erase_if(lowest, [&](const AreaCode& code) { return !stands(code) && !busy.contains(code); });
    return lowest;
}

std::vector<CommuneWeeks> by_commune(const AreaTree& areas, const std::vector<AreaCode>& rows,
                                     const std::vector<DayCount>& counts, const std::vector<Date>& mondays) {
    std::vector<CommuneWeeks> table;
    std::map<AreaCode, std::size_t> places;
    const auto place_of = [&](const AreaCode& area) {
        const auto [at, is_new] = places.try_emplace(area, table.size());
        if (is_new) table.push_back({area, std::vector<std::int64_t>(mondays.size()), 0, 0});
        return at->second;
    };
    for (const AreaCode& row : rows) place_of(row);
    const std::set<AreaCode> known(rows.begin(), rows.end());
    for (const DayCount& count : counts) {
        const auto day = parse_date(count.day);
        if (!day || mondays.empty() || *day < mondays.front() || *day >= mondays.back() + std::chrono::days(7))
            continue;
        CommuneWeeks& row = table[place_of(row_of(areas, known, count.area).value_or(count.area))];
        row.weeks[static_cast<std::size_t>((*day - mondays.front()).count() / 7)] += count.records;
        row.total += count.records;
    }
    for (CommuneWeeks& row : table) row.silent = silent_weeks(row.weeks);
    return table;
}

}  // namespace nuong
