// Numbers: blanks are skipped by what looks at many values, and a blank argument gives a blank.
#include <charconv>
#include <cmath>

#include "shared/forms/functions.h"

namespace nuong::forms {
namespace {

Datum run_number(const Call& call) { return number_of(call.value(0)); }

Datum run_int(const Call& call) {
    const Datum number = number_of(call.value(0));
    const auto* d = number.as<double>();
    return d ? Datum(std::trunc(*d)) : number;
}

// Half away from zero on the decimal digits that a person sees: round(1.005, 2) is 1.01 although the double below it
// is 1.00499.
double round_decimal(double number, int places) {
    char digits[400];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, std::abs(number), std::chars_format::fixed);
    std::string text(digits, end);
    std::size_t point = text.find('.');
    if (point == std::string::npos) point = text.size();
    else text.erase(point, 1);
    const long cut = static_cast<long>(point) + places;  // digits that stay
    if (cut >= static_cast<long>(text.size())) return number;
    if (cut < 0) return 0;
    const bool up = text[static_cast<std::size_t>(cut)] >= '5';
    text.resize(static_cast<std::size_t>(cut));
    if (up) {
        std::size_t i = text.size();
        while (i > 0 && text[i - 1] == '9') text[--i] = '0';
        if (i > 0) ++text[i - 1];
        else text.insert(0, 1, '1'), ++point;
    }
    if (places > 0) text.insert(point, 1, '.');
    else text.append(static_cast<std::size_t>(-places), '0');
    double rounded = 0;
    std::from_chars(text.data(), text.data() + text.size(), rounded, std::chars_format::fixed);
    return number < 0 ? -rounded : rounded;
}

Datum run_round(const Call& call) {
    const Datum number = number_of(call.value(0));
    const auto value = finite_number_of(number);
    const auto places = call.size() > 1 ? call.number(1) : std::optional(0.0);
    if (!value || !places) return number;
    const int digits = static_cast<int>(std::clamp(std::trunc(*places), -30.0, 30.0));
    if (number.as<std::int64_t>() && digits >= 0) return number;
    return Datum(round_decimal(*value, digits));
}

Datum run_sum(const Call& call) {
    std::int64_t whole = 0;
    double real = 0;
    bool is_whole = true;
    for (const Datum& value : call.values(0)) {
        const Datum number = number_of(value);
        if (number.is_blank()) continue;
        const auto* i = number.as<std::int64_t>();
        real += i ? static_cast<double>(*i) : *number.as<double>();
        if (!i || __builtin_add_overflow(whole, *i, &whole)) is_whole = false;
    }
    return is_whole ? Datum(whole) : Datum(real);
}

template <class Better>
Datum pick(const Call& call, Better better) {
    Datum best;
    for (const Datum& value : call.values(0)) {
        if (value.is_blank() || (!value.as<Date>() && !finite_number_of(value))) continue;
        // Dates stay dates: the last visit of a list of visits is a day.
        Datum candidate = value.as<Date>() ? value : number_of(value);
        if (best.is_blank() || better(compare(candidate, best))) best = std::move(candidate);
    }
    return best;
}
Datum run_min(const Call& call) {
    return pick(call, [](Comparison order) { return order == Comparison::less; });
}
Datum run_max(const Call& call) {
    return pick(call, [](Comparison order) { return order == Comparison::greater; });
}

constexpr Function number_table[] = {
    {"number", 0, 1, Kind::number, run_number}, {"int", 1, 1, Kind::number, run_int},
    {"round", 1, 2, Kind::number, run_round},   {"sum", 1, -1, Kind::number, run_sum},
    {"min", 1, -1, Kind::any, run_min},         {"max", 1, -1, Kind::any, run_max},
};

}  // namespace

std::span<const Function> number_functions() { return number_table; }

}  // namespace nuong::forms
