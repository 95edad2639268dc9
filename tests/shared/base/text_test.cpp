#include "shared/base/text.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;

TEST_CASE("a name is found however it was typed") {
    struct Case {
        const char* written;
        const char* folded;
    };
    for (const Case& c : {Case{"Nguyễn Văn A", "nguyen van a"}, Case{"ĐẶNG THỊ HƯỜNG", "dang thi huong"},
                          Case{"Vàng  Seo\tPhử", "vang seo phu"}, Case{"hoà / hòa", "hoa / hoa"},
                          Case{"Nguye\xCC\x82\xCC\x83n", "nguyen"}, Case{"bad \xFF bytes", "bad bytes"}}) {
        CAPTURE(c.written);
        CHECK(fold_for_search(c.written) == c.folded);
    }
}

TEST_CASE("text that arrives decomposed is stored composed") {
    CHECK(to_nfc("Thi\xCC\xA3") == "Thị");
    CHECK(clean_text("  Nguyễn Thị Hường \r\n") == "Nguyễn Thị Hường");
    CHECK(clean_text("a\x01z") == "az");
}

TEST_CASE("bytes that are not UTF-8 are refused, not repaired") {
    for (const char* bytes : {"\xC3\x28", "\xFF", "abc\xE1\xBB", "\xED\xA0\x80"}) {
        CHECK_FALSE(is_utf8(bytes));
        CHECK_FALSE(clean_text(bytes).has_value());
    }
}
