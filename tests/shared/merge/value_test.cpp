#include "shared/model/value.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>

using namespace nuong;

TEST_CASE("a number is written as a person writes it: shortest, no exponent, no locale") {
    struct Case {
        double number;
        const char* text;
    };
    for (const Case& c : {Case{0, "0"}, Case{-0.0, "0"}, Case{12, "12"}, Case{1.5, "1.5"}, Case{-0.1, "-0.1"},
                          Case{52.35, "52.35"}, Case{1e15, "1000000000000000"}, Case{1e-7, "0.0000001"},
                          Case{1e21, "1000000000000000000000"}, Case{0.1 + 0.2, "0.30000000000000004"},
                          Case{std::numeric_limits<double>::infinity(), "Infinity"}, Case{std::nan(""), "NaN"}}) {
        CAPTURE(c.text);
        CHECK(plain_number(c.number) == c.text);
    }
    for (const double number : {std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min(), -1e-300})
        CHECK(std::strtod(plain_number(number).c_str(), nullptr) == number);
}

TEST_CASE("every kind of value reads back from its JSON as what it was") {
    Fields fields;
    set(fields, "b", 2);
    set(fields, "a", Missing{"not_asked"});
    for (const Value& value :
         std::initializer_list<Value>{Null{}, true, false, 0, INT64_MAX, INT64_MIN, 1.5, -0.25, 2.0, 1e300, "",
                                      "Lò Thị Mai", "line\n\"quoted\"", Missing{"refused"}, Fields{}, fields}) {
        const std::string text = dump_json(to_json(value));
        CAPTURE(text);
        const auto json = parse_json(text, "value");
        REQUIRE(json);
        const auto back = value_from_json(*json);
        REQUIRE(back);
        CHECK(*back == value);
        CHECK(back->held.index() == value.held.index());
    }
    CHECK(fields.front().name == "a");
}

TEST_CASE("JSON that is no value is refused") {
    for (const char* text :
         {"[]", "[1]", "{}", R"({"missing":""})", R"({"missing":1})", R"({"missing":"a","b":1})", R"({"fields":[]})",
          R"({"fields":{"a":[]}})", "9223372036854775808", "18446744073709551615"}) {
        CAPTURE(text);
        const auto json = parse_json(text, "value");
        REQUIRE(json);
        CHECK_FALSE(value_from_json(*json));
    }
}

TEST_CASE("text enters composed, so that equal words are equal bytes") {
    CHECK(value_from_json(Json("Thi\xCC\xA3")).value() == Value("Thị"));
}

TEST_CASE("blank is not the same as zero or no") {
    for (const Value& value : std::initializer_list<Value>{Null{}, "", Missing{"refused"}}) CHECK(value.is_blank());
    for (const Value& value : std::initializer_list<Value>{0, 0.0, false, " ", Fields{}}) CHECK_FALSE(value.is_blank());
    CHECK(Value(3).number() == 3.0);
    CHECK_FALSE(Value("3").number().has_value());
    CHECK_FALSE(Value(true).number().has_value());
    CHECK(Value(3).text().empty());
    CHECK(plain_text(Missing{"refused"}) == "(refused)");
}

TEST_CASE("devices and dots have one spelling") {
    const Dot dot{DeviceId{0x00c0ffee00c0ffee}, 12};
    CHECK(to_string(dot) == "00c0ffee00c0ffee:12");
    CHECK(parse_dot(to_string(dot)) == dot);
    CHECK(parse_dot("ffffffffffffffff:18446744073709551615").has_value());
    for (const char* text : {"", "00c0ffee00c0ffee", "00c0ffee00c0ffee:", "00c0ffee00c0ffee:0", "00c0ffee00c0ffee:012",
                             "00C0ffee00c0ffee:1", "00c0ffee00c0ffee:1 ", "00c0ffee00c0ffee:-1", "00c0ffee00c0ffee:+1",
                             "0c0ffee00c0ffee:1", "00c0ffee00c0ffee:18446744073709551616"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_dot(text).has_value());
    }
}
