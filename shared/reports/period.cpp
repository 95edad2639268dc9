#include "shared/reports/period.h"

namespace nuong::reports {
namespace {

std::string for_people(Date date) {
    const std::string iso = to_string(date);
    return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
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

Message title_of(const Period& period) {
    const std::string year = period.code.substr(0, 4);
    if (period.code.size() == 4) return {"năm " + year, "year " + year};
    if (period.code.ends_with("-H1")) return {"6 tháng đầu năm " + year, "first half of " + year};
    if (period.code.ends_with("-H2")) return {"6 tháng cuối năm " + year, "second half of " + year};
    return {"từ " + for_people(period.first) + " đến " + for_people(period.last),
            "from " + for_people(period.first) + " to " + for_people(period.last)};
}

}  // namespace nuong::reports
