#include "shared/reports/period.h"

namespace nuong::reports {
namespace {

// How many, when it begins and ends with a month.
std::optional<int> whole_months(const Period& period) {
    using namespace std::chrono;
    const year_month_day first{period.first}, next{period.last + days(1)};
    if (first.day() != day(1) || next.day() != day(1)) return std::nullopt;
    return (int(next.year()) - int(first.year())) * 12 + int(unsigned(next.month())) - int(unsigned(first.month()));
}

// As a calendar names it, where one does.
Period named(Date first, Date last) {
    const Period period{first, last, to_string(first) + ".." + to_string(last)};
    return calendar_period(period).value_or(period);
}

}  // namespace

std::optional<Period> parse_period(std::string_view text) {
    const std::string code(text);
    if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
        const auto first = parse_date(text.substr(0, dots)), last = parse_date(text.substr(dots + 2));
        if (!first || !last || *last < *first) return std::nullopt;
        return Period{*first, *last, code};
    }
    const std::string year(text.substr(0, 4));
    const auto january = parse_date(year + "-01-01"), december = parse_date(year + "-12-31");
    if (!january || !december) return std::nullopt;
    if (text.size() == 4) return Period{*january, *december, code};
    if (text.substr(4) == "-H1") return Period{*january, *parse_date(year + "-06-30"), code};
    if (text.substr(4) == "-H2") return Period{*parse_date(year + "-07-01"), *december, code};
    return std::nullopt;
}

std::vector<Period> calendar_periods(Date first, Date last) {
    std::vector<Period> periods;
    const int last_year = std::stoi(to_string(last).substr(0, 4));
    for (int number = std::stoi(to_string(first).substr(0, 4)); number <= last_year; ++number)
        for (const char* part : {"", "-H1", "-H2"})
            if (const auto period = parse_period(std::to_string(number) + part);
                period && period->first <= last && first <= period->last)
                periods.push_back(*period);
    return periods;
}

std::optional<Period> calendar_period(const Period& period) {
    for (const Period& known : calendar_periods(period.first, period.first))
        if (known.first == period.first && known.last == period.last) return known;
    return std::nullopt;
}

// Whole months go back by months, anything else by days.
Period period_before(const Period& period) {
    using namespace std::chrono;
    const Date last = period.first - days(1);
    if (const auto months_in = whole_months(period))
        return named(sys_days(year_month_day(period.first) - months(*months_in)), last);
    return named(period.first - (period.last - period.first) - days(1), last);
}

Period period_after(const Period& period) {
    using namespace std::chrono;
    const Date first = period.last + days(1);
    if (const auto months_in = whole_months(period))
        return named(first, sys_days(year_month_day(first) + months(*months_in)) - days(1));
    return named(first, first + (period.last - period.first));
}

std::vector<Period> periods_before(const Period& period, std::size_t count) {
    std::vector<Period> periods;
    for (Period each = period; periods.size() < count;) {
        each = period_before(each);
        periods.insert(periods.begin(), each);
    }
    return periods;
}

// A clock that stands before the period is not believed.
Date as_of_day(const Period& period, Date today) { return period.contains(today) ? today : period.last; }

std::string day_for_people(Date date) {
    const std::string iso = to_string(date);
    return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

Message title_of(const Period& period) {
    const std::string year = period.code.substr(0, 4);
    if (period.code.size() == 4) return {"năm " + year, "year " + year};
    if (period.code.ends_with("-H1")) return {"6 tháng đầu năm " + year, "first half of " + year};
    if (period.code.ends_with("-H2")) return {"6 tháng cuối năm " + year, "second half of " + year};
    return {"từ " + day_for_people(period.first) + " đến " + day_for_people(period.last),
            "from " + day_for_people(period.first) + " to " + day_for_people(period.last)};
}

Message short_title_of(const Period& period) {
    const auto known = calendar_period(period);
    const std::string code = known ? known->code : "", year = to_string(period.first).substr(0, 4);
    const auto month = static_cast<unsigned>(std::chrono::year_month_day(period.first).month());
    if (code.ends_with("-H1")) return {"đầu " + year, "H1 " + year};
    if (code.ends_with("-H2")) return {"cuối " + year, "H2 " + year};
    if (known) return {year, year};
    if (whole_months(period) == 3 && month % 3 == 1) {
        const std::string quarter = "Q" + std::to_string((month - 1) / 3 + 1) + "/" + year;
        return {quarter, quarter};
    }
    const std::string days = day_for_people(period.first).substr(0, 5) + "-" + day_for_people(period.last);
    return {days, days};
}

}  // namespace nuong::reports
