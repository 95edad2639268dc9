// Moment: a point in time together with the offset of the clock that shows it, and the ways ODK writes dates and times.
#pragma once
#include <optional>

#include "shared/forms/datum.h"

namespace nuong::forms {

struct Moment {
    Instant instant{};
    int offset_min = 0;  // east of UTC

    Date day() const;                // on that clock
    std::int64_t ms_of_day() const;  // on that clock

    bool operator==(const Moment&) const = default;
};

// "2024-02-29T07:05:00.000+07:00", a date (midnight) or a number of days since 1970 (UTC). Shown at `local_offset_min`.
std::optional<Moment> moment_of(const Datum& value, int local_offset_min);
// "07:05", "07:05:30.000+07:00": milliseconds since midnight at `local_offset_min`.
std::optional<std::int64_t> ms_of_day(std::string_view time, int local_offset_min);
std::string to_text(const Moment& moment);

// %Y %y %m %n %b %d %e %a %H %h %M %S %3, everything else as it stands.
std::string formatted(const Moment& moment, std::string_view format, std::string_view language);

}  // namespace nuong::forms
