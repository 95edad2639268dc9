// JSON that is checked and read without a tree: it must agree with the parser that builds one.
#include "shared/base/json_cursor.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"

using namespace nuong;

namespace {

// A tree built by the cursor, to be compared with a tree built by the parser.
Json tree_at(JsonCursor& cursor) {
    switch (cursor.kind()) {
        case JsonKind::null: cursor.skip(); return nullptr;
        case JsonKind::boolean: return cursor.boolean();
        case JsonKind::text: return std::string(cursor.text());
        case JsonKind::number: {
            const auto number = cursor.number();
            if (const auto* whole = std::get_if<std::int64_t>(&number)) return *whole;
            if (const auto* decimal = std::get_if<double>(&number)) return *decimal;
            return "too large";
        }
        case JsonKind::list: {
            Json list = Json::array();
            cursor.enter();
            while (cursor.next_element()) list.push_back(tree_at(cursor));
            return list;
        }
        case JsonKind::object: {
            Json object = Json::object();
            cursor.enter();
            while (const auto key = cursor.next_member()) {
                const std::string name(*key);
                object[name] = tree_at(cursor);
            }
            return object;
        }
    }
    return {};
}

const char* const good[] = {
    "null",
    " true ",
    "[]",
    "{}",
    "[ [ ] , { } ]",
    R"("")",
    R"("Vàng Seo Phử \u0110\u00e0o \ud83c\udf31 \" \\ \/ \b\f\n\r\t \u0000 x")",
    "[0,-0,12,-7,1.5,-0.25,1e3,1E-2,2.5e+1,9223372036854775807,-9223372036854775808]",
    R"({"a":{"b":[1,{"c":null}]},"":false,"\u0061b":[[[]]]})",
    "\xEF\xBB\xBF{\"mark\":1}",
    "\r\n\t[1 ,\n2\t]\r ",
};

const char* const bad[] = {
    "",
    " ",
    "nul",
    "nullx",
    "[",
    "]",
    "[1,]",
    "[,1]",
    "[1 2]",
    "{",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{a:1}",
    "{1:1}",
    "[1}",
    "{\"a\":1]",
    "01",
    "-",
    "1.",
    ".5",
    "+1",
    "1e",
    "1e+",
    "\"open",
    "\"bad \\x\"",
    "\"\\u12g4\"",
    "\"\\ud800\"",
    "\"\\ud800\\u0041\"",
    "\"\\udc00\"",
    "\"line\nbreak\"",
    "1 2",
    "[] []",
    "\"\xFF\"",
    "\"\xC0\x80\"",
    "\"\xED\xA0\x80\"",
    "\"\xF4\x90\x80\x80\"",
};

}  // namespace

TEST_CASE("what the parser takes for JSON is taken for JSON without a tree, and read the same") {
    for (const char* text : good) {
        CAPTURE(text);
        REQUIRE(check_json(text, "x"));
        JsonCursor cursor(text);
        CHECK(tree_at(cursor) == *parse_json(text, "x"));
    }
    for (const char* text : bad) {
        CAPTURE(text);
        CHECK_FALSE(check_json(text, "x"));
        CHECK_FALSE(parse_json(text, "x"));
    }
    CHECK_FALSE(check_json(std::string_view("[1]\0", 4), "x"));
}

TEST_CASE("every cut and every flipped bit of a document is judged as the parser judges it") {
    const std::string whole =
        R"({"a":[1,-2.5e3,"Đào \u0111 \ud83c\udf31"],"b":{"c":null,"d":true},"e":"more than eight letters at once: Phử"})";
    for (std::size_t i = 0; i < whole.size(); ++i) {
        CHECK_FALSE(check_json(whole.substr(0, i), "x"));
        for (int bit = 0; bit < 8; ++bit) {
            std::string broken = whole;
            broken[i] = static_cast<char>(whole[i] ^ (1 << bit));
            CAPTURE(broken);
            const bool passed = bool(check_json(broken, "x"));
            const auto parsed = parse_json(broken, "x");
            // A number that is too large for the parser is JSON all the same; whoever reads it says so.
            if (parsed || parsed.error().message.en.find("too large") == std::string::npos)
                CHECK(passed == bool(parsed));
        }
    }
}

TEST_CASE("brackets may be nested 64 deep and no deeper") {
    CHECK(check_json(std::string(64, '[') + std::string(64, ']'), "x"));
    const auto deep = check_json(std::string(65, '[') + std::string(65, ']'), "x");
    REQUIRE_FALSE(deep);
    CHECK(deep.error().message.en.find("deeply") != std::string::npos);
}

TEST_CASE("a value is passed over to its very last byte, whatever lies in it") {
    const std::string text = R"([ {"a":"]}\"","b":[1,{"c":"["}]} , 12 ,"x"])";
    JsonCursor cursor(text);
    cursor.enter();
    REQUIRE(cursor.next_element());
    CHECK(cursor.skip() == R"({"a":"]}\"","b":[1,{"c":"["}]})");
    REQUIRE(cursor.next_element());
    CHECK(cursor.skip() == "12");
    REQUIRE(cursor.next_element());
    CHECK(cursor.text() == "x");
    CHECK_FALSE(cursor.next_element());
}

TEST_CASE("a number too large to hold is none") {
    for (const char* text : {"9223372036854775808", "-9223372036854775809", "1e999"}) {
        JsonCursor cursor(text);
        CHECK(std::holds_alternative<std::monostate>(cursor.number()));
    }
}
