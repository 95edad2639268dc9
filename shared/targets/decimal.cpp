#include "shared/targets/decimal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace nuong {
namespace {

__extension__ using Wide = __int128;  // a product of two int64 fits

constexpr int places_max = 9;
constexpr std::array<std::int64_t, places_max + 1> powers{1,       10,        100,        1'000,       10'000,
                                                          100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

std::int64_t power(int places) { return powers[static_cast<std::size_t>(std::clamp(places, 0, places_max))]; }

Wide at_places(Decimal decimal, int places) { return Wide(decimal.units) * power(places - decimal.places); }

// What does not fit is held at the end of the range: a plan has no such numbers, a hostile file may.
Decimal narrowed(Wide units, int places) {
    constexpr Wide most = std::numeric_limits<std::int64_t>::max();
    return {static_cast<std::int64_t>(std::clamp<Wide>(units, -most, most)), places};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits with one kind of mark between groups of three: 1.600, 12.345.678.
bool parts_thousands(std::string_view text, char mark) {
    const std::size_t first = text.find(mark);
    if (first == std::string_view::npos || first == 0 || first > 3 || text.front() == '0') return false;
    for (std::size_t at = first; at < text.size(); at += 4)
        if (text[at] != mark || text.size() - at < 4 || !is_digit(text[at + 1]) || !is_digit(text[at + 2]) ||
            !is_digit(text[at + 3]))
            return false;
    return true;
}

}  // namespace

double Decimal::number() const { return static_cast<double>(units) / static_cast<double>(power(places)); }

bool operator==(Decimal a, Decimal b) {
    const int places = std::max(a.places, b.places);
    return at_places(a, places) == at_places(b, places);
}

bool operator<(Decimal a, Decimal b) {
    const int places = std::max(a.places, b.places);
    return at_places(a, places) < at_places(b, places);
}

Decimal operator+(Decimal a, Decimal b) {
    const int places = std::max(a.places, b.places);
    return narrowed(at_places(a, places) + at_places(b, places), places);
}

Decimal operator-(Decimal a, Decimal b) { return a + Decimal{-b.units, b.places}; }

std::optional<Decimal> parse_decimal(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    Decimal decimal;
    bool in_fraction = false, any = false;
    for (const char c : text) {
        if (c == '.' && !in_fraction && any) {
            in_fraction = true;
            continue;
        }
        if (!is_digit(c) || decimal.units > 99'999'999'999'999'999) return std::nullopt;
        any = true;
        if (in_fraction && decimal.places == places_max) continue;
        decimal.units = decimal.units * 10 + (c - '0');
        decimal.places += in_fraction;
    }
    if (!any || text.back() == '.') return std::nullopt;
    if (negative) decimal.units = -decimal.units;
    return decimal;
}

std::optional<Decimal> parse_typed_number(std::string_view text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool narrow_space = text.substr(i).starts_with("\xC2\xA0");
        if (narrow_space) ++i;
        else if (text[i] != ' ') kept += text[i];
    }
    if (kept.ends_with('%')) kept.pop_back();
    const std::size_t comma = kept.find(','), point = kept.find('.');
    const bool both = comma != std::string::npos && point != std::string::npos;
    char decimal_mark = comma != std::string::npos ? ',' : '.';
    if (both) decimal_mark = comma > point ? ',' : '.';
    const char other_mark = decimal_mark == ',' ? '.' : ',';
    if (!both && parts_thousands(kept, decimal_mark))
        return parse_decimal([&] {
            std::erase(kept, decimal_mark);
            return std::string_view(kept);
        }());
    if (both) {
        if (!parts_thousands(kept.substr(0, kept.find(decimal_mark)), other_mark)) return std::nullopt;
        std::erase(kept, other_mark);
    }
    std::replace(kept.begin(), kept.end(), ',', '.');
    return parse_decimal(kept);
}

Decimal decimal_of(double number, int places) {
    const double scaled = number * static_cast<double>(power(places));
    if (!std::isfinite(scaled) || std::abs(scaled) > 9e18) return {};
    return {std::llround(scaled), places};
}

std::string to_string(Decimal decimal) {
    while (decimal.places > 0 && decimal.units % 10 == 0) {
        decimal.units /= 10;
        --decimal.places;
    }
    std::string digits = std::to_string(std::abs(decimal.units));
    const auto places = static_cast<std::size_t>(decimal.places);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, ".");
    return (decimal.units < 0 ? "-" : "") + digits;
}

std::optional<Rounding> parse_rounding(std::string_view name) {
    if (name == "truncate") return Rounding::truncate;
    if (name == "half_up") return Rounding::half_up;
    return std::nullopt;
}

std::optional<Decimal> percent_of(Decimal numerator, Decimal denominator, int places, Rounding rounding) {
    if (denominator.units == 0) return std::nullopt;
    const int common = std::max(numerator.places, denominator.places);
    Wide above = at_places(numerator, common) * 100, below = at_places(denominator, common);
    if (below < 0) {
        above = -above;
        below = -below;
    }
    constexpr Wide most = static_cast<Wide>(std::numeric_limits<std::int64_t>::max()) * 1'000'000'000;
    above = std::clamp(above, -most, most) * power(places);
    Wide cut = above / below;  // towards zero
    const Wide rest = above < 0 ? -(above % below) : above % below;
    if (rounding == Rounding::half_up && rest * 2 >= below) cut += above < 0 ? -1 : 1;
    return narrowed(cut, places);
}

}  // namespace nuong
