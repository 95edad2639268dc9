#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "shared/base/date.h"
#include "shared/base/encoding.h"
#include "shared/base/hash.h"
#include "shared/base/json.h"
#include "shared/base/program_version.h"
#include "shared/base/random.h"
#include "shared/base/uuid.h"

using namespace nuong;
using namespace std::chrono_literals;

namespace {

std::string hex_of(const std::optional<std::vector<std::uint8_t>>& bytes) { return bytes ? to_hex(*bytes) : "none"; }

Date day(const char* iso) { return *parse_date(iso); }

std::string nested_lists(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("a program's version is three numbers, and a newer one compares greater") {
    CHECK(parse_program_version("1.2.3") == ProgramVersion{1, 2, 3});
    CHECK(to_string(ProgramVersion{0, 10, 0}) == "0.10.0");
    CHECK(ProgramVersion{0, 9, 9} < ProgramVersion{0, 10, 0});
    CHECK(parse_program_version(to_string(this_program())) == this_program());
    for (const char* wrong : {"", "1", "1.2", "1.2.3.4", "1.2.", ".2.3", "1..3", "1.2.3-rc1", "v1.2.3", "-1.2.3",
                              "1.2.3 ", "1234567.0.0", "+1.0.0"})
        CHECK_FALSE(parse_program_version(wrong));
}

TEST_CASE("ids made later sort later, in bytes and in text, and no two are equal") {
    Uuid last = make_uuid_v7(Instant(0ms));
    for (const std::int64_t ms : {1LL, 255LL, 256LL, 65536LL, 1709251200000LL, 1709251200001LL, (1LL << 48) - 1}) {
        CAPTURE(ms);
        const Uuid next = make_uuid_v7(Instant(std::chrono::milliseconds(ms)));
        CHECK(last < next);
        CHECK(to_string(last) < to_string(next));
        CHECK(to_string(next)[14] == '7');
        CHECK(std::string("89ab").find(to_string(next)[19]) != std::string::npos);
        last = next;
    }
    const Instant now = *parse_instant("2024-03-01T02:00:00.000Z");
    CHECK(make_uuid_v7(now) != make_uuid_v7(now));
    CHECK(to_string(make_uuid_v7(now)).substr(0, 13) == "018df7bd-6100");
}

TEST_CASE("an id has one spelling") {
    const std::string text = "0190a3b2-1111-7222-8333-44445555666f";
    REQUIRE(parse_uuid(text).has_value());
    CHECK(to_string(*parse_uuid(text)) == text);
    for (const char* other : {"", "0190A3B2-1111-7222-8333-44445555666f", "0190a3b2-1111-7222-8333-44445555666",
                              "0190a3b2-1111-7222-8333-44445555666f0", "0190a3b21111722283334444555566660000",
                              "{190a3b2-1111-7222-8333-44445555666}", "0190a3b2-1111-7222-8333-44445555666g",
                              "0190a3b2-1111-7222-83334-4445555666f", " 190a3b2-1111-7222-8333-44445555666f"}) {
        CAPTURE(other);
        CHECK_FALSE(parse_uuid(other).has_value());
    }
}

TEST_CASE("hex and base64url read only what they would have written") {
    ready_crypto();
    struct Case {
        const char* hex;
        const char* base64;
    };
    for (const Case& c : {Case{"", ""}, Case{"00", "AA"}, Case{"ff", "_w"}, Case{"fbff", "-_8"}, Case{"666f6f", "Zm9v"},
                          Case{"666f6f62", "Zm9vYg"}, Case{"666f6f6261", "Zm9vYmE"}}) {
        CAPTURE(c.hex);
        const auto bytes = from_hex(c.hex);
        REQUIRE(bytes.has_value());
        CHECK(to_hex(*bytes) == c.hex);
        CHECK(to_base64url(*bytes) == c.base64);
        CHECK(hex_of(from_base64url(c.base64)) == c.hex);
    }
    for (const char* text : {"0", "0g", "FF", "0x00", " 00", "00 ", "\xC3\xA9"}) {
        CAPTURE(text);
        CHECK_FALSE(from_hex(text).has_value());
    }
    for (const char* text : {"A", "AB", "_x", "Zm9vYh", "AA==", "Zm9v\n", " AA", "+/8", "Zm9vY", "Zm 9v"}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64url(text).has_value());
    }
    CHECK_FALSE(from_base64url(std::string_view("AA\0", 3)).has_value());
}

TEST_CASE("SHA-256 gives the published answers") {
    CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("only days that exist are dates") {
    for (const char* iso : {"2024-02-29", "2000-02-29", "1970-01-01", "1899-12-31", "9999-12-31", "0001-01-01"}) {
        CAPTURE(iso);
        REQUIRE(parse_date(iso).has_value());
        CHECK(to_string(*parse_date(iso)) == iso);
    }
    for (const char* iso :
         {"", "2023-02-29", "1900-02-29", "2024-02-30", "2024-13-01", "2024-00-10", "2024-04-31", "2024-1-01",
          "24-01-01", "2024/01/01", "2024-01-01 ", "2024-01-0a", "-024-01-01", "+024-01-01"}) {
        CAPTURE(iso);
        CHECK_FALSE(parse_date(iso).has_value());
    }
}

TEST_CASE("a person grows older on the birthday; born on a leap day, on 1 March in common years") {
    struct Case {
        const char* born;
        const char* day;
        int age;
    };
    for (const Case& c : {Case{"1990-05-20", "2024-05-19", 33}, Case{"1990-05-20", "2024-05-20", 34},
                          Case{"1990-05-20", "1990-05-20", 0}, Case{"1990-12-31", "1991-01-01", 0},
                          Case{"2004-02-29", "2022-02-28", 17}, Case{"2004-02-29", "2022-03-01", 18},
                          Case{"2004-02-29", "2024-02-28", 19}, Case{"2004-02-29", "2024-02-29", 20},
                          Case{"2024-05-20", "2024-05-19", -1}}) {
        CAPTURE(c.born, c.day);
        CHECK(age_in_years(day(c.born), day(c.day)) == c.age);
    }
}

TEST_CASE("moments read back to the millisecond, before 1970 too, and only in one spelling") {
    for (const char* iso : {"2024-02-29T07:05:00.000Z", "1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z",
                            "9999-12-31T23:59:59.999Z"}) {
        CAPTURE(iso);
        REQUIRE(parse_instant(iso).has_value());
        CHECK(to_string(*parse_instant(iso)) == iso);
    }
    for (const char* iso : {"", "2024-02-30T07:05:00.000Z", "2024-02-29T24:00:00.000Z", "2024-02-29T07:60:00.000Z",
                            "2024-02-29T07:05:60.000Z", "2024-02-29T07:05:00Z", "2024-02-29 07:05:00.000Z",
                            "2024-02-29T07:05:00.000+", "2024-02-29T07:05:00,000Z"}) {
        CAPTURE(iso);
        CHECK_FALSE(parse_instant(iso).has_value());
    }
}

TEST_CASE("a visit after midnight in Viet Nam belongs to the new day, while London still has the old one") {
    struct Case {
        const char* instant;
        const char* date;
    };
    for (const Case& c :
         {Case{"2024-02-28T16:59:59.999Z", "2024-02-28"}, Case{"2024-02-28T17:00:00.000Z", "2024-02-29"},
          Case{"2024-12-31T17:00:00.000Z", "2025-01-01"}, Case{"1969-12-31T16:59:59.999Z", "1969-12-31"}}) {
        CAPTURE(c.instant);
        CHECK(to_string(date_of(*parse_instant(c.instant), 7h)) == c.date);
    }
}

TEST_CASE("JSON nested deeper than 64 levels is refused before it is built") {
    CHECK(parse_json(nested_lists(64), "tệp"));
    CHECK_FALSE(parse_json(nested_lists(65), "tệp"));
    CHECK_FALSE(parse_json(nested_lists(1'000'000), "tệp"));
    CHECK_FALSE(
        parse_json(R"({"at":71e902407089011})", "tệp"));  // a number that no machine holds is bad input, not a crash
    std::string objects;
    for (int i = 0; i < 65; ++i) objects += "{\"a\":";
    CHECK_FALSE(parse_json(objects + "1" + std::string(65, '}'), "tệp"));
    CHECK(parse_json("[\"" + std::string(200, '[') + "\\\"" + std::string(200, '{') + "\"]", "tệp"));
    CHECK(parse_json("[" + std::string(199, ' ') + "[],[],[]]", "tệp"));
}

TEST_CASE("JSON that is not UTF-8 or not JSON is refused with the place and the name of the input") {
    for (const char* text : {"\"\xFF\"", "\"\xC3\x28\"", "\"\xED\xA0\x80\"", "", "{", "[1,]", "{'a':1}", "nul", "1 2",
                             "\"\\ud800\"", "[NaN]", "\"\t\""}) {
        CAPTURE(text);
        const auto parsed = parse_json(text, "danh-ba.json");
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().code == ErrorCode::invalid);
        CHECK(parsed.error().message.vi.starts_with("danh-ba.json: "));
    }
    CHECK_FALSE(parse_json(std::string_view("[1]\0 {anything", 14), "tệp"));
    CHECK(parse_json("\xEF\xBB\xBF{\"a\":1}", "tệp"));
    CHECK(dump_json(*parse_json(R"({"b":1,"a":"Lò"})", "tệp")) == R"({"a":"Lò","b":1})");
    CHECK(dump_json(Json("\xFF")) == "\"\xEF\xBF\xBD\"");
}
