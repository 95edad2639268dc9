// What devices and people have written is shown in a terminal, and commands nothing there.
#include "shared/base/harmless_text.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

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
