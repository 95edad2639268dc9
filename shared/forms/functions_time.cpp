// Moments and clock times, as ISO texts. What has no offset is local time; local time comes with the environment.
#include <array>
#include <cmath>
#include <cstdio>

#include "shared/forms/functions.h"
#include "shared/forms/moment.h"

namespace nuong::forms {
namespace {

constexpr double ms_per_day = 86'400'000;

int local_offset(const Call& call) { return call.evaluation().environment.utc_offset_min; }

Datum run_now(const Call& call) {
    const Environment& environment = call.evaluation().environment;
    if (environment.utc_offset_min == 0) return Datum(to_string(environment.now));
    return Datum(to_text(Moment{environment.now, environment.utc_offset_min}));
}

Datum run_date_time(const Call& call) {
    const auto moment = moment_of(call.value(0), local_offset(call));
    return moment ? Datum(to_text(*moment)) : Datum();
}

// Days since 1970 with the time as a fraction; of a civil date its whole days, in every zone.
Datum run_decimal_date_time(const Call& call) {
    const Datum value = call.value(0);
    if (value.as<Date>() || (value.text() && parse_date(*value.text()))) return number_of(value);
    const auto moment = moment_of(value, local_offset(call));
    return moment ? Datum(static_cast<double>(moment->instant.time_since_epoch().count()) / ms_per_day) : Datum();
}

Datum run_decimal_time(const Call& call) {
    const auto ms = ms_of_day(call.text(0), local_offset(call));
    return ms ? Datum(static_cast<double>(*ms) / ms_per_day) : Datum();
}

Datum run_format_date_time(const Call& call) {
    const auto moment = moment_of(call.value(0), local_offset(call));
    if (!moment) return Datum();
    return Datum(formatted(*moment, call.text(1), call.evaluation().environment.language));
}

constexpr Function time_table[] = {
    {"now", 0, 0, Kind::text, run_now, Needs::one_time},
    {"date-time", 1, 1, Kind::text, run_date_time},
    {"decimal-date-time", 1, 1, Kind::number, run_decimal_date_time},
    {"decimal-time", 1, 1, Kind::number, run_decimal_time},
    {"format-date-time", 2, 2, Kind::text, run_format_date_time, Needs::language},
};

}  // namespace

std::span<const Function> time_functions() { return time_table; }

}  // namespace nuong::forms
