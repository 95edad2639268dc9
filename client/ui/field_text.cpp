#include "client/ui/field_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <vector>

#include "shared/base/partial_date.h"

namespace nuong::client {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
    return text;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<double> decimal_number(std::string_view text) {
    std::string plain(text);
    if (std::count(plain.begin(), plain.end(), ',') + std::count(plain.begin(), plain.end(), '.') > 1)
        return std::nullopt;
    std::replace(plain.begin(), plain.end(), ',', '.');
    const auto number = whole_number<double>(plain);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

// "22,05 104,13", "22.05, 104.13", "22,05; 104,13", "22,05,104,13": a comma inside a number is its point, one between
// two numbers parts them.
std::optional<std::string> place_from_typed(std::string_view text) {
    const bool has_points = text.find('.') != std::string_view::npos;
    const bool has_gaps = text.find_first_of(" ;") != std::string_view::npos;
    std::vector<std::string> numbers(1);
    std::size_t commas = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool ends_here = i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == ';';
        const bool parts =
            c == ' ' || c == ';' || (c == ',' && (has_points || ends_here || (!has_gaps && ++commas == 2)));
        if (!parts) numbers.back() += c == ',' ? '.' : c;
        else if (!numbers.back().empty()) numbers.emplace_back();
    }
    if (numbers.back().empty()) numbers.pop_back();
    if (numbers.size() < 2 || numbers.size() > 4) return std::nullopt;
    std::string place;
    for (const std::string& number : numbers) {
        if (!decimal_number(number)) return std::nullopt;
        place += (place.empty() ? "" : " ") + number;
    }
    const bool is_on_earth =
        std::abs(*decimal_number(numbers[0])) <= 90 && std::abs(*decimal_number(numbers[1])) <= 180;
    return is_on_earth ? std::optional(place) : std::nullopt;
}

std::optional<Date> day_month_year(std::string_view day, std::string_view month, std::string_view year) {
    if (!all_digits(day) || !all_digits(month) || !all_digits(year)) return std::nullopt;
    if (day.size() > 2 || month.size() > 2 || year.size() != 4) return std::nullopt;
    const std::string iso = std::string(year) + "-" + std::string(2 - month.size(), '0') + std::string(month) + "-" +
                            std::string(2 - day.size(), '0') + std::string(day);
    return parse_date(iso);
}

// 1985-06 is 06/1985.
std::string month_first(const std::string& text) {
    const bool is_month = text.size() == 7 && parse_date(text + "-01");
    return is_month ? text.substr(5) + "/" + text.substr(0, 4) : text;
}

std::optional<std::string> partial_from_typed(std::string_view text) {
    if (const auto day = date_from_typed(text)) return to_string(*day);
    const auto part = parse_partial_date(trimmed(text));
    return part ? std::optional(to_string(*part)) : std::nullopt;
}

}  // namespace

std::optional<Date> date_from_typed(std::string_view typed) {
    const std::string_view text = trimmed(typed);
    if (const auto iso = parse_date(text)) return iso;
    if (all_digits(text) && text.size() == 8)
        return day_month_year(text.substr(0, 2), text.substr(2, 2), text.substr(4));
    const auto first = text.find_first_of("/-.");
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = text.find_first_of("/-.", first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    return day_month_year(text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1));
}

std::string field_text(ItemKind kind, const Value& value) {
    if (value.as<Missing>() || value.is_null()) return "";
    std::string text = plain_text(value);
    const bool is_day = kind == ItemKind::date || kind == ItemKind::partial_date;
    if (is_day && text.size() == 10 && parse_date(text))
        return text.substr(8, 2) + "/" + text.substr(5, 2) + "/" + text.substr(0, 4);
    if (kind == ItemKind::partial_date) return month_first(text);
    if (kind == ItemKind::point) std::replace(text.begin(), text.end(), '.', ',');
    if (kind == ItemKind::decimal && value.as<double>()) std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

Value typed_value(ItemKind kind, std::string_view typed) {
    const std::string_view text = kind == ItemKind::multiline ? typed : trimmed(typed);
    if (trimmed(typed).empty()) return Null{};
    if (kind == ItemKind::integer || kind == ItemKind::counter)
        if (const auto number = whole_number<std::int64_t>(text)) return *number;
    if (kind == ItemKind::decimal)
        if (const auto number = decimal_number(text)) return *number;
    if (kind == ItemKind::point)
        if (auto place = place_from_typed(text)) return std::move(*place);
    if (kind == ItemKind::date)
        if (const auto date = date_from_typed(text)) return to_string(*date);
    if (kind == ItemKind::partial_date)
        if (auto part = partial_from_typed(text)) return std::move(*part);
    return text;
}

Value year_from_age(std::string_view age, int this_year) {
    const Value typed = typed_value(ItemKind::integer, age);
    const auto* years = typed.as<std::int64_t>();
    return years ? Value(this_year - *years) : typed;
}

bool is_well_typed(ItemKind kind, std::string_view text) {
    if (trimmed(text).empty()) return true;
    if (kind == ItemKind::point) return place_from_typed(trimmed(text)).has_value();
    if (kind == ItemKind::date) return date_from_typed(text).has_value();
    if (kind == ItemKind::partial_date) return partial_from_typed(text).has_value();
    if (kind == ItemKind::integer || kind == ItemKind::counter || kind == ItemKind::decimal)
        return typed_value(kind, text).number().has_value();
    return true;
}

}  // namespace nuong::client
