#include "shared/base/name_order.h"

#include <utf8proc.h>

#include <array>
#include <vector>

namespace nuong {
namespace {

// Bytes of a key: the end of a word is less than any letter, so that An stands before Anh.
constexpr char end_of_word = 1, first_tone = 2, first_digit = 6, first_letter = 32;
constexpr int variants = 4;  // of one letter: a, ă, â; d, đ; o, ô, ơ

struct Mark {
    utf8proc_int32_t code;
    char variant, tone;
};
constexpr std::array<Mark, 8> marks{{
    {0x0306, 1, 0},  // ă
    {0x0302, 2, 0},  // â ê ô
    {0x031B, 3, 0},  // ơ ư
    {0x0300, 0, 1},
    {0x0309, 0, 2},
    {0x0303, 0, 3},
    {0x0301, 0, 4},
    {0x0323, 0, 5},
}};

// One word being spelt: its letters in order, and its tone behind them.
struct Word {
    std::string letters;
    char tone = 0;

    void add(utf8proc_int32_t code) {
        for (const Mark& mark : marks)
            if (mark.code == code) {
                if (!letters.empty()) letters.back() = static_cast<char>(letters.back() + mark.variant);
                if (mark.tone > 0) tone = mark.tone;
                return;
            }
        if (code >= 'A' && code <= 'Z') code += 'a' - 'A';
        if (code >= 'a' && code <= 'z') letters += static_cast<char>(first_letter + (code - 'a') * variants);
        else if (code == 0x111 || code == 0x110)
            letters += static_cast<char>(first_letter + ('d' - 'a') * variants + 1);
        else if (code >= '0' && code <= '9') letters += static_cast<char>(first_digit + (code - '0'));
    }
    std::string key() const { return letters + end_of_word + static_cast<char>(first_tone + tone); }
};

void add_letter(Word& word, utf8proc_int32_t code) {
    if (code < 0x80) return word.add(code);
    std::array<utf8proc_int32_t, 8> parts{};
    int boundary = 0;
    const utf8proc_ssize_t count =
        utf8proc_decompose_char(code, parts.data(), parts.size(), UTF8PROC_DECOMPOSE, &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < static_cast<utf8proc_ssize_t>(parts.size()); ++i)
        word.add(parts[static_cast<std::size_t>(i)]);
}

}  // namespace

std::string name_order_key(std::string_view name) {
    std::vector<Word> words(1);
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(name.data());
    for (auto left = static_cast<utf8proc_ssize_t>(name.size()); left > 0;) {
        utf8proc_int32_t code = 0;
        const utf8proc_ssize_t size = utf8proc_iterate(at, left, &code);
        if (size <= 0) break;
        at += size;
        left -= size;
        if (code != ' ') add_letter(words.back(), code);
        else if (!words.back().letters.empty()) words.emplace_back();
    }
    if (words.size() > 1 && words.back().letters.empty()) words.pop_back();
    std::string key = words.back().key();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) key += words[i].key();
    return key;
}

}  // namespace nuong
