#include "shared/base/text.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

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
    for (const char* clean : {"", "Nguyễn Thị Hường", "one\tline\nanother"}) CHECK(clean_text(clean) == clean);
    for (const char* unclean : {" Hường", "Hường ", "\nHường", "Hường\r", "Hư\x7Fờng", "Hươ\xCC\x80ng"})
        CHECK_FALSE(clean_text(unclean) == unclean);
}

TEST_CASE("no control character gets into a record: not DEL and not C1, and what they parted is composed") {
    CHECK(clean_text("a\x7Fz") == "az");
    CHECK(clean_text("Phử\xC2\x9B"
                     "2J\xC2\x85") == "Phử2J");  // begins a command in some terminals
    CHECK(clean_text("\xC2\x80") == "");
    CHECK(clean_text("Â\u00A0\u00BF") == "Â\u00A0\u00BF");  // letters begin with the same byte
    CHECK(clean_text("Thi\xC2\x9F\xCC\xA3") == "Thị");
    CHECK(clean_text("Thi\x01\xCC\xA3") == "Thị");
}

TEST_CASE("Vietnamese letters are their own composition, found quickly or by composing") {
    // A letter outside the quick range behind them sends the whole text through the composer.
    const auto composed_slowly = [](const std::string& text) {
        const std::string behind = "\u6f22";
        const std::string composed = to_nfc(text + behind).value_or("");
        return composed.substr(0, composed.size() - behind.size());
    };
    std::vector<std::string> letters;
    for (int code = 0x80; code < 0x300; ++code)
        letters.push_back({static_cast<char>(0xC0 | (code >> 6)), static_cast<char>(0x80 | (code & 0x3F))});
    for (int code = 0x1E00; code < 0x1F00; ++code)
        letters.push_back({static_cast<char>(0xE1), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
                           static_cast<char>(0x80 | (code & 0x3F))});
    for (const std::string& letter : letters)
        for (const std::string& text : {letter, "a" + letter, letter + letter}) {
            CAPTURE(text);
            CHECK(to_nfc(text) == text);
            CHECK(composed_slowly(text) == text);
        }
}

TEST_CASE("bytes that are not UTF-8 are refused, not repaired") {
    for (const char* bytes : {"\xC3\x28", "\xFF", "abc\xE1\xBB", "\xED\xA0\x80"}) {
        CHECK_FALSE(is_utf8(bytes));
        CHECK_FALSE(clean_text(bytes).has_value());
    }
}
