// Figures as plans print them: kept exactly, and cut the way the plan cut them.
#include <catch2/catch_test_macros.hpp>

#include "shared/targets/decimal.h"

using namespace nuong;

TEST_CASE("numbers are read as people type them into a table") {
    const struct {
        const char* typed;
        const char* means;
    } cases[] = {{"1600", "1600"},
                 {"1.600", "1600"},
                 {"1 600", "1600"},
                 {"12.345.678", "12345678"},
                 {"72,62", "72.62"},
                 {"72.62", "72.62"},
                 {"1.234,5", "1234.5"},
                 {"1,234.5", "1234.5"},
                 {"70%", "70"},
                 {"0", "0"},
                 {"0.600", "0.6"},
                 {"1.6000", "1.6"},
                 {"-5", "-5"},
                 {"2577.6", "2577.6"},
                 {"1\xC2\xA0"
                  "600",
                  "1600"},
                 {"0,5", "0.5"}};
    for (const auto& c : cases) {
        CAPTURE(c.typed);
        const auto number = parse_typed_number(c.typed);
        REQUIRE(number);
        CHECK(to_string(*number) == c.means);
    }
    for (const char* wrong :
         {"", "x", "1.2.3", "1,2,3", "--5", "5-", "1e3", ".", ",", "1.", "99999999999999999999", "%"})
        CHECK_FALSE(parse_typed_number(wrong));
}

TEST_CASE("a share of nothing is no share, neither 0 nor 100") {
    CHECK_FALSE(percent_of({5, 0}, {0, 0}, 2, Rounding::truncate));
    CHECK_FALSE(percent_of({0, 0}, {0, 0}, 2, Rounding::half_up));
    CHECK(percent_of({0, 0}, {5, 0}, 2, Rounding::half_up) == Decimal{0, 0});
}

TEST_CASE("half a place is rounded up, and cut off when the setting says so") {
    CHECK(percent_of({1, 0}, {8, 0}, 1, Rounding::half_up) == Decimal{125, 1});
    CHECK(percent_of({1, 0}, {8, 0}, 0, Rounding::half_up) == Decimal{13, 0});  // 12.5
    CHECK(percent_of({1, 0}, {8, 0}, 0, Rounding::truncate) == Decimal{12, 0});
    CHECK(percent_of({2, 0}, {3, 0}, 2, Rounding::half_up) == Decimal{6667, 2});
    CHECK(percent_of({25776, 1}, {3580, 0}, 0, Rounding::truncate) == Decimal{72, 0});  // 72 % of 3,580 is 2,577.6
}

// The ten percentages that the plan 06/KH-UBND of 2020 prints, with the figures they are made of.
TEST_CASE("every percentage that the plan of 2020 prints is cut off; three of them are not rounded") {
    const struct {
        int numerator, denominator, places;
        const char* printed;
        bool fits_rounding;
    } published[] = {{1122, 750, 1, "149.6", true},   {225, 200, 1, "112.5", true},   {454, 200, 0, "227", true},
                     {304, 280, 1, "108.5", false},   {139, 70, 1, "198.5", false},   {1948, 3580, 1, "54.4", true},
                     {2600, 3580, 2, "72.62", false}, {1600, 3580, 2, "44.69", true}, {1000, 3580, 2, "27.93", true},
                     {76, 75, 1, "101.3", true}};
    for (const auto& p : published) {
        CAPTURE(p.printed);
        CHECK(to_string(*percent_of({p.numerator, 0}, {p.denominator, 0}, p.places, Rounding::truncate)) == p.printed);
        const bool rounded_fits =
            to_string(*percent_of({p.numerator, 0}, {p.denominator, 0}, p.places, Rounding::half_up)) == p.printed;
        CHECK(rounded_fits == p.fits_rounding);
    }
}
