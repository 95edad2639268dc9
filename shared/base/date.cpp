#include "shared/base/date.h"

#include <charconv>
#include <cstdio>

namespace nuong {
namespace {

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::string to_string(Date date) {
    const std::chrono::year_month_day ymd(date);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                  static_cast<unsigned>(ymd.day()));
    return text;
}

std::optional<Date> parse_date(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    const auto year = digits(iso.substr(0, 4)), month = digits(iso.substr(5, 2)), day = digits(iso.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                          std::chrono::day(static_cast<unsigned>(*day))};
    if (!ymd.ok()) return std::nullopt;
    return Date(ymd);
}

int age_in_years(Date born, Date day) {
    const std::chrono::year_month_day from(born), to(day);
    int years = static_cast<int>(to.year()) - static_cast<int>(from.year());
    if (to.month() < from.month() || (to.month() == from.month() && to.day() < from.day())) --years;
    return years;
}

std::string to_string(Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const auto ms = (instant - day).count();
    char text[48];
    std::snprintf(text, sizeof text, "%sT%02d:%02d:%02d.%03dZ", to_string(Date(day)).c_str(),
                  static_cast<int>(ms / 3600000), static_cast<int>(ms / 60000 % 60), static_cast<int>(ms / 1000 % 60),
                  static_cast<int>(ms % 1000));
    return text;
}

std::optional<Instant> parse_instant(std::string_view iso) {
    if (iso.size() != 24 || iso[10] != 'T' || iso[13] != ':' || iso[16] != ':' || iso[19] != '.' || iso[23] != 'Z')
        return std::nullopt;
    const auto date = parse_date(iso.substr(0, 10));
    const auto h = digits(iso.substr(11, 2)), m = digits(iso.substr(14, 2)), s = digits(iso.substr(17, 2)),
               ms = digits(iso.substr(20, 3));
    if (!date || !h || !m || !s || !ms || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
    return Instant(*date) + std::chrono::hours(*h) + std::chrono::minutes(*m) + std::chrono::seconds(*s) +
           std::chrono::milliseconds(*ms);
}

Date date_of(Instant instant, std::chrono::minutes offset) {
    return std::chrono::floor<std::chrono::days>(instant + offset);
}

}  // namespace nuong
