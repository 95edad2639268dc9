#include "shared/base/partial_date.h"

#include <charconv>
#include <cstdio>
#include <vector>

namespace nuong {
namespace {

std::optional<unsigned> whole_number(std::string_view text) {
    unsigned number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

std::vector<std::string_view> parts_of(std::string_view text, char between) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(between, from), text.size());
        parts.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return parts;
}

std::optional<PartialDate> checked(const PartialDate& date) {
    if (date.year < 1 || date.year > 9999 || date.month > 12) return std::nullopt;
    if (date.day == 0) return date;
    const std::chrono::year_month_day day{std::chrono::year(date.year), std::chrono::month(date.month),
                                          std::chrono::day(date.day)};
    return day.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace

Date PartialDate::earliest() const {
    return std::chrono::sys_days{std::chrono::year(year) / static_cast<int>(month ? month : 1) /
                                 static_cast<int>(day ? day : 1)};
}

Date PartialDate::latest() const {
    const std::chrono::year_month last_month = std::chrono::year(year) / std::chrono::month(month ? month : 12);
    return day ? earliest() : Date(std::chrono::sys_days{last_month / std::chrono::last});
}

std::optional<PartialDate> parse_partial_date(std::string_view text) {
    const bool as_spoken = text.find('/') != std::string_view::npos;  // day first
    std::vector<std::string_view> parts = parts_of(text, as_spoken ? '/' : '-');
    if (parts.size() > 3) return std::nullopt;
    if (as_spoken) parts = {parts.rbegin(), parts.rend()};
    unsigned numbers[3] = {0, 0, 0};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = whole_number(parts[i]);
        if (!number || *number == 0) return std::nullopt;
        numbers[i] = *number;
    }
    if (parts[0].size() != 4) return std::nullopt;
    return checked({static_cast<int>(numbers[0]), numbers[1], numbers[2]});
}

std::string to_string(const PartialDate& date) {
    char text[32];
    if (date.month == 0) std::snprintf(text, sizeof text, "%04d", date.year);
    else if (date.day == 0) std::snprintf(text, sizeof text, "%04d-%02u", date.year, date.month);
    else std::snprintf(text, sizeof text, "%04d-%02u-%02u", date.year, date.month, date.day);
    return text;
}

}  // namespace nuong
