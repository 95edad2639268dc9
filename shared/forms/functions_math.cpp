// Powers, logarithms and angles, in radians. A blank argument gives a blank.
#include <cmath>
#include <numbers>

#include "shared/base/random.h"
#include "shared/forms/functions.h"

namespace nuong::forms {
namespace {

double real_of(const Datum& number) {
    if (const auto* i = number.as<std::int64_t>()) return static_cast<double>(*i);
    const auto* d = number.as<double>();
    return d ? *d : std::nan("");
}

template <double (*function)(double)>
Datum run_real(const Call& call) {
    const Datum number = number_of(call.value(0));
    return number.is_blank() ? Datum() : Datum(function(real_of(number)));
}
double floor_of(double x) { return std::floor(x); }
double ceiling_of(double x) { return std::ceil(x); }
double absolute_of(double x) { return std::abs(x); }
double root_of(double x) { return std::sqrt(x); }
double sin_of(double x) { return std::sin(x); }
double cos_of(double x) { return std::cos(x); }
double tan_of(double x) { return std::tan(x); }
double asin_of(double x) { return std::asin(x); }
double acos_of(double x) { return std::acos(x); }
double atan_of(double x) { return std::atan(x); }
double exp_of(double x) { return std::exp(x); }
double exp10_of(double x) { return std::pow(10.0, x); }
double log_of(double x) { return std::log(x); }
double log10_of(double x) { return std::log10(x); }

template <double (*function)(double, double)>
Datum run_pair(const Call& call) {
    const Datum a = number_of(call.value(0)), b = number_of(call.value(1));
    return a.is_blank() || b.is_blank() ? Datum() : Datum(function(real_of(a), real_of(b)));
}
double power_of(double x, double y) { return std::pow(x, y); }
double atan2_of(double y, double x) { return std::atan2(y, x); }

Datum run_pi(const Call&) { return Datum(std::numbers::pi); }

Datum run_random(const Call&) {
    std::array<std::uint8_t, 8> bytes{};
    fill_random(bytes);
    std::uint64_t bits = 0;
    for (const std::uint8_t byte : bytes) bits = bits << 8 | byte;
    return Datum(static_cast<double>(bits >> 11) * 0x1.0p-53);
}

constexpr Function math_table[] = {
    {"floor", 1, 1, Kind::number, run_real<floor_of>},
    {"ceiling", 1, 1, Kind::number, run_real<ceiling_of>},
    {"abs", 1, 1, Kind::number, run_real<absolute_of>},
    {"sqrt", 1, 1, Kind::number, run_real<root_of>},
    {"sin", 1, 1, Kind::number, run_real<sin_of>},
    {"cos", 1, 1, Kind::number, run_real<cos_of>},
    {"tan", 1, 1, Kind::number, run_real<tan_of>},
    {"asin", 1, 1, Kind::number, run_real<asin_of>},
    {"acos", 1, 1, Kind::number, run_real<acos_of>},
    {"atan", 1, 1, Kind::number, run_real<atan_of>},
    {"atan2", 2, 2, Kind::number, run_pair<atan2_of>},
    {"exp", 1, 1, Kind::number, run_real<exp_of>},
    {"exp10", 1, 1, Kind::number, run_real<exp10_of>},
    {"log", 1, 1, Kind::number, run_real<log_of>},
    {"log10", 1, 1, Kind::number, run_real<log10_of>},
    {"pow", 2, 2, Kind::number, run_pair<power_of>},
    {"pi", 0, 0, Kind::number, run_pi},
    {"random", 0, 0, Kind::number, run_random, Needs::one_time},
};

}  // namespace

std::span<const Function> math_functions() { return math_table; }

}  // namespace nuong::forms
