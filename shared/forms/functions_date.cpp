// Civil dates: whole days without a zone, so that a birthday is the same day in Hà Nội and in a test in Arizona.
#include "shared/base/partial_date.h"
#include "shared/forms/functions.h"
#include "shared/forms/moment.h"

namespace nuong::forms {
namespace {

Datum run_today(const Call& call) { return Datum(call.evaluation().environment.today); }

Datum run_date(const Call& call) {
    const auto date = date_of(call.value(0));
    return date ? Datum(*date) : Datum();
}

Datum run_format_date(const Call& call) {
    const auto date = date_of(call.value(0));
    if (!date) return Datum();
    const Moment midnight{std::chrono::time_point_cast<std::chrono::milliseconds>(*date), 0};
    return Datum(formatted(midnight, call.text(1), call.evaluation().environment.language));
}

// What is known of a day: all of it, or its month or year only.
std::optional<PartialDate> known_of(const Datum& value) {
    if (const auto date = date_of(value)) {
        const std::chrono::year_month_day day(*date);
        return PartialDate{static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                           static_cast<unsigned>(day.day())};
    }
    return parse_partial_date(text_of(value));
}

// Of somebody whose day or month of birth is not known: as if born on the first day that it can have been, which is how
// ages are counted from a year of birth.
Datum run_age(const Call& call) {
    const auto born = known_of(call.value(0));
    const auto day = date_of(call.value(1));
    return born && day ? Datum(age_in_years(born->earliest(), *day)) : Datum();
}

Datum run_year(const Call& call) {
    const auto known = known_of(call.value(0));
    return known ? Datum(known->year) : Datum();
}
Datum run_month(const Call& call) {
    const auto known = known_of(call.value(0));
    return known && known->month ? Datum(static_cast<int>(known->month)) : Datum();
}
Datum run_day(const Call& call) {
    const auto known = known_of(call.value(0));
    return known && known->day ? Datum(static_cast<int>(known->day)) : Datum();
}
Datum run_earliest(const Call& call) {
    const auto known = known_of(call.value(0));
    return known ? Datum(known->earliest()) : Datum();
}
Datum run_latest(const Call& call) {
    const auto known = known_of(call.value(0));
    return known ? Datum(known->latest()) : Datum();
}

constexpr Function date_table[] = {
    {"today", 0, 0, Kind::date, run_today, Needs::clock},
    {"date", 1, 1, Kind::date, run_date},
    {"format-date", 2, 2, Kind::text, run_format_date, Needs::language},
    {"age", 2, 2, Kind::number, run_age},
    {"year", 1, 1, Kind::number, run_year},
    {"month", 1, 1, Kind::number, run_month},
    {"day", 1, 1, Kind::number, run_day},
    {"earliest", 1, 1, Kind::date, run_earliest},
    {"latest", 1, 1, Kind::date, run_latest},
};

}  // namespace

std::span<const Function> date_functions() { return date_table; }

}  // namespace nuong::forms
