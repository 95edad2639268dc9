// Decimal: a number as a plan prints it, kept exactly. 72,62 is 7262 hundredths and never 72.61999.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nuong {

struct Decimal {
    std::int64_t units = 0;
    int places = 0;  // 0..9: units are of 10^-places

    double number() const;
};

bool operator==(Decimal a, Decimal b);  // 2.50 is 2.5
bool operator<(Decimal a, Decimal b);
Decimal operator+(Decimal a, Decimal b);
Decimal operator-(Decimal a, Decimal b);

// "1600", "2577.6", "-5". With a point, as files and programs write it.
std::optional<Decimal> parse_decimal(std::string_view text);
// As people type it into a table: "1.600" and "1 600" are sixteen hundred, "72,62" has two places; a point that cannot
// part thousands is a decimal point ("72.62"). A percent sign behind it is allowed.
std::optional<Decimal> parse_typed_number(std::string_view text);
// The nearest decimal of at most `places` places.
Decimal decimal_of(double number, int places = 6);

std::string to_string(Decimal decimal);  // with a point, without zeros at the end

// How a share is cut to the places that are printed. The plan of 2020 cuts off; most programs round.
enum class Rounding { truncate, half_up };
std::optional<Rounding> parse_rounding(std::string_view name);  // "truncate", "half_up"

// numerator × 100 / denominator, cut to `places`, computed without binary fractions. Nothing when there is nothing to
// divide by: an empty base has no rate, neither 0 nor 100.
std::optional<Decimal> percent_of(Decimal numerator, Decimal denominator, int places, Rounding rounding);

}  // namespace nuong
