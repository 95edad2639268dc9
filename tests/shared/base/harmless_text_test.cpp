// What devices and people have written is shown in a terminal, and commands nothing there.
#include "shared/base/harmless_text.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/base/json.h"

using namespace nuong;

TEST_CASE("a line in a terminal stays one line, without colours, bells or a moved cursor") {
    struct Case {
        std::string written, shown;
    };
    for (const Case& c :
         {Case{"Vàng Seo Phử, 34 tuổi", "Vàng Seo Phử, 34 tuổi"},
          Case{"x)\n2026-11-30  console  export", "x)\\n2026-11-30  console  export"},
          Case{"\x1b[31mđỏ\x1b[0m", "\\u001b[31mđỏ\\u001b[0m"}, Case{"a\tb\rc\ad\x7F", "a\\tb\\u000dc\\u0007d\\u007f"},
          Case{"\xC2\x9B"
               "2J",
               "\\u009b2J"},
          Case{std::string("a\0b", 3), "a\\u0000b"}, Case{"Â và \xC2", "Â và \xC2"}}) {
        CAPTURE(c.written);
        CHECK(one_line(c.written) == c.shown);
    }
}

TEST_CASE("lines for a terminal keep their ends, and JSON keeps what it says") {
    CHECK(harmless_lines("một\n\thai\r\nba\n") == "một\n\thai\r\nba\n");
    CHECK(harmless_lines("thật\rgiả") == "thật\\u000dgiả");  // alone it writes over what stands there
    CHECK(harmless_lines("\x1b]0;x\a\n") == "\\u001b]0;x\\u0007\n");
    const Json said{{"title",
                     "Phử\x7F\xC2\x9B"
                     "2J\x1b[31m"}};
    const std::string printed = harmless_lines(dump_json_for_people(said));
    CHECK(printed.find('\x7F') == std::string::npos);
    CHECK(printed.find("\xC2\x9B") == std::string::npos);
    CHECK(parse_json(printed, "printed").value() == said);
}
