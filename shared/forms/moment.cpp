#include "shared/forms/moment.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace nuong::forms {
namespace {

constexpr std::int64_t ms_per_minute = 60'000, ms_per_day = 86'400'000;

constexpr std::array<const char*, 12> months_en{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 7> days_en{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 7> days_vi{"CN", "T2", "T3", "T4", "T5", "T6", "T7"};

std::string padded(std::int64_t number, int width) {
    char text[32];
    std::snprintf(text, sizeof text, "%0*lld", width, static_cast<long long>(number));
    return text;
}

// Exactly `digits` digits, at most `most`.
bool read(std::string_view& text, std::size_t digits, int most, int& number) {
    if (text.size() < digits) return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number);
    if (error != std::errc() || end != text.data() + digits || number > most || text.front() == '-') return false;
    text.remove_prefix(digits);
    return true;
}
bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

struct Clock {
    std::int64_t ms = 0;
    std::optional<int> offset_min;
};

bool read_offset(std::string_view text, Clock& clock) {
    if (text.empty()) return true;
    if (text == "Z") return clock.offset_min = 0, true;
    const bool west = text.front() == '-';
    if (!west && text.front() != '+') return false;
    text.remove_prefix(1);
    int hours = 0, minutes = 0;
    if (!read(text, 2, 23, hours)) return false;
    take(text, ':');
    if (!text.empty() && !read(text, 2, 59, minutes)) return false;
    clock.offset_min = (west ? -1 : 1) * (hours * 60 + minutes);
    return text.empty();
}

std::optional<Clock> parse_clock(std::string_view text) {
    Clock clock;
    int hours = 0, minutes = 0, seconds = 0;
    if (!read(text, 2, 23, hours) || !take(text, ':') || !read(text, 2, 59, minutes)) return std::nullopt;
    if (take(text, ':') && !read(text, 2, 59, seconds)) return std::nullopt;
    clock.ms = ((hours * 60 + minutes) * 60 + seconds) * std::int64_t{1000};
    if (take(text, '.')) {
        int scale = 100;
        bool any = false;
        for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), scale /= 10) {
            clock.ms += scale * (text.front() - '0');
            any = true;
        }
        if (!any) return std::nullopt;
    }
    if (!read_offset(text, clock)) return std::nullopt;
    return clock;
}

Instant at_midnight(Date day, int offset_min) {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(day) - std::chrono::minutes(offset_min);
}

std::string offset_text(int offset_min) {
    const int size = std::abs(offset_min);
    return (offset_min < 0 ? "-" : "+") + padded(size / 60, 2) + ":" + padded(size % 60, 2);
}

std::string part(char code, const Moment& moment, std::string_view language) {
    const Date day = moment.day();
    const std::chrono::year_month_day ymd(day);
    const int year = static_cast<int>(ymd.year());
    const unsigned month = static_cast<unsigned>(ymd.month()), weekday = std::chrono::weekday(day).c_encoding();
    const std::int64_t ms = moment.ms_of_day();
    switch (code) {
        case 'Y': return padded(year, 4);
        case 'y': return padded(year % 100, 2);
        case 'm': return padded(month, 2);
        case 'n': return std::to_string(month);
        case 'b': return language == "vi" ? "Thg " + std::to_string(month) : months_en[month - 1];
        case 'd': return padded(static_cast<unsigned>(ymd.day()), 2);
        case 'e': return std::to_string(static_cast<unsigned>(ymd.day()));
        case 'a': return language == "vi" ? days_vi[weekday] : days_en[weekday];
        case 'H': return padded(ms / 3'600'000, 2);
        case 'h': return std::to_string(ms / 3'600'000);
        case 'M': return padded(ms / ms_per_minute % 60, 2);
        case 'S': return padded(ms / 1000 % 60, 2);
        case '3': return padded(ms % 1000, 3);
        case '%': return "%";
        default: return "";
    }
}

}  // namespace

Date Moment::day() const { return std::chrono::floor<std::chrono::days>(instant + std::chrono::minutes(offset_min)); }

std::int64_t Moment::ms_of_day() const {
    return (instant + std::chrono::minutes(offset_min) - std::chrono::time_point_cast<std::chrono::milliseconds>(day()))
        .count();
}

std::optional<Moment> moment_of(const Datum& value, int local_offset_min) {
    if (const auto* date = value.as<Date>()) return Moment{at_midnight(*date, local_offset_min), local_offset_min};
    const std::string* text = value.text();
    if (!text) {
        const auto days = value.is_blank() || value.as<bool>() ? std::nullopt : finite_number_of(value);
        if (!days || !(std::abs(*days) < 4e6)) return std::nullopt;
        const auto ms = static_cast<std::int64_t>(std::llround(*days * static_cast<double>(ms_per_day)));
        return Moment{Instant(std::chrono::milliseconds(ms)), local_offset_min};
    }
    const auto day = parse_date(std::string_view(*text).substr(0, 10));
    if (!day) return std::nullopt;
    if (text->size() == 10) return Moment{at_midnight(*day, local_offset_min), local_offset_min};
    if ((*text)[10] != 'T' && (*text)[10] != ' ') return std::nullopt;
    const auto clock = parse_clock(std::string_view(*text).substr(11));
    if (!clock) return std::nullopt;
    return Moment{
        at_midnight(*day, clock->offset_min.value_or(local_offset_min)) + std::chrono::milliseconds(clock->ms),
        local_offset_min};
}

std::optional<std::int64_t> ms_of_day(std::string_view time, int local_offset_min) {
    const auto clock = parse_clock(time);
    if (!clock) return std::nullopt;
    const std::int64_t shift = (local_offset_min - clock->offset_min.value_or(local_offset_min)) * ms_per_minute;
    return ((clock->ms + shift) % ms_per_day + ms_per_day) % ms_per_day;
}

std::string to_text(const Moment& moment) {
    return formatted(moment, "%Y-%m-%dT%H:%M:%S.%3", "en") + offset_text(moment.offset_min);
}

std::string formatted(const Moment& moment, std::string_view format, std::string_view language) {
    std::string text;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '%' && i + 1 < format.size()) text += part(format[++i], moment, language);
        else text += format[i];
    }
    return text;
}

}  // namespace nuong::forms
