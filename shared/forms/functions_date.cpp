// Civil dates: whole days without a zone, so that a birthday is the same day in Hà Nội and in a test in Arizona.
#include <array>
#include <cstdio>

#include "shared/forms/functions.h"

namespace nuong::forms {
namespace {

Datum run_today(const Call& call) { return Datum(call.evaluation().environment.today); }
Datum run_now(const Call& call) { return Datum(to_string(call.evaluation().environment.now)); }

Datum run_date(const Call& call) {
    const auto date = date_of(call.value(0));
    return date ? Datum(*date) : Datum();
}

constexpr std::array<const char*, 12> months_en{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 7> days_en{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 7> days_vi{"CN", "T2", "T3", "T4", "T5", "T6", "T7"};

std::string padded(unsigned number, int width) {
    char text[16];
    std::snprintf(text, sizeof text, "%0*u", width, number);
    return text;
}

std::string date_part(char code, Date date, const std::string& language) {
    const std::chrono::year_month_day ymd(date);
    const auto year = static_cast<unsigned>(static_cast<int>(ymd.year()));
    const unsigned month = static_cast<unsigned>(ymd.month()), day = static_cast<unsigned>(ymd.day());
    const unsigned weekday = std::chrono::weekday(date).c_encoding();
    switch (code) {
        case 'Y': return padded(year, 4);
        case 'y': return padded(year % 100, 2);
        case 'm': return padded(month, 2);
        case 'n': return std::to_string(month);
        case 'b': return language == "vi" ? "Thg " + std::to_string(month) : months_en[month - 1];
        case 'd': return padded(day, 2);
        case 'e': return std::to_string(day);
        case 'a': return language == "vi" ? days_vi[weekday] : days_en[weekday];
        case '%': return "%";
        default: return "";
    }
}

Datum run_format_date(const Call& call) {
    const auto date = date_of(call.value(0));
    if (!date) return Datum();
    const std::string format = call.text(1);
    std::string text;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '%' && i + 1 < format.size())
            text += date_part(format[++i], *date, call.evaluation().environment.language);
        else text += format[i];
    }
    return Datum(std::move(text));
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
    {"now", 0, 0, Kind::text, run_now, Needs::one_time},
    {"date", 1, 1, Kind::date, run_date},
    {"format-date", 2, 2, Kind::text, run_format_date, Needs::language},
    {"age", 2, 2, Kind::number, run_age},
    {"year", 1, 1, Kind::number, run_year},
};

}  // namespace

std::span<const Function> date_functions() { return table; }

}  // namespace nuong::forms
