// Civil dates: whole days without a zone, so that a birthday is the same day in Hà Nội and in a test in Arizona.
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

Datum run_age(const Call& call) {
    const auto born = date_of(call.value(0)), day = date_of(call.value(1));
    return born && day ? Datum(age_in_years(*born, *day)) : Datum();
}

Datum run_year(const Call& call) {
    const auto date = date_of(call.value(0));
    return date ? Datum(static_cast<int>(std::chrono::year_month_day(*date).year())) : Datum();
}

constexpr Function table[] = {
    {"today", 0, 0, Kind::date, run_today, Needs::clock},
    {"date", 1, 1, Kind::date, run_date},
    {"format-date", 2, 2, Kind::text, run_format_date, Needs::language},
    {"age", 2, 2, Kind::number, run_age},
    {"year", 1, 1, Kind::number, run_year},
};

}  // namespace

std::span<const Function> date_functions() { return table; }

}  // namespace nuong::forms
