#include "client/ui/vietnamese_letters.h"

#include <array>
#include <cstdint>
#include <map>

namespace nuong::client {
namespace {

struct LetterRow {
    char base;
    Mark mark;
    std::array<char32_t, 6> lower, upper;  // in the order of ToneMark
};

constexpr std::array<LetterRow, 13> rows = {{
    {'a', Mark::none, {U'a', U'á', U'à', U'ả', U'ã', U'ạ'}, {U'A', U'Á', U'À', U'Ả', U'Ã', U'Ạ'}},
    {'a', Mark::hat, {U'â', U'ấ', U'ầ', U'ẩ', U'ẫ', U'ậ'}, {U'Â', U'Ấ', U'Ầ', U'Ẩ', U'Ẫ', U'Ậ'}},
    {'a', Mark::breve, {U'ă', U'ắ', U'ằ', U'ẳ', U'ẵ', U'ặ'}, {U'Ă', U'Ắ', U'Ằ', U'Ẳ', U'Ẵ', U'Ặ'}},
    {'e', Mark::none, {U'e', U'é', U'è', U'ẻ', U'ẽ', U'ẹ'}, {U'E', U'É', U'È', U'Ẻ', U'Ẽ', U'Ẹ'}},
    {'e', Mark::hat, {U'ê', U'ế', U'ề', U'ể', U'ễ', U'ệ'}, {U'Ê', U'Ế', U'Ề', U'Ể', U'Ễ', U'Ệ'}},
    {'i', Mark::none, {U'i', U'í', U'ì', U'ỉ', U'ĩ', U'ị'}, {U'I', U'Í', U'Ì', U'Ỉ', U'Ĩ', U'Ị'}},
    {'o', Mark::none, {U'o', U'ó', U'ò', U'ỏ', U'õ', U'ọ'}, {U'O', U'Ó', U'Ò', U'Ỏ', U'Õ', U'Ọ'}},
    {'o', Mark::hat, {U'ô', U'ố', U'ồ', U'ổ', U'ỗ', U'ộ'}, {U'Ô', U'Ố', U'Ồ', U'Ổ', U'Ỗ', U'Ộ'}},
    {'o', Mark::horn, {U'ơ', U'ớ', U'ờ', U'ở', U'ỡ', U'ợ'}, {U'Ơ', U'Ớ', U'Ờ', U'Ở', U'Ỡ', U'Ợ'}},
    {'u', Mark::none, {U'u', U'ú', U'ù', U'ủ', U'ũ', U'ụ'}, {U'U', U'Ú', U'Ù', U'Ủ', U'Ũ', U'Ụ'}},
    {'u', Mark::horn, {U'ư', U'ứ', U'ừ', U'ử', U'ữ', U'ự'}, {U'Ư', U'Ứ', U'Ừ', U'Ử', U'Ữ', U'Ự'}},
    {'y', Mark::none, {U'y', U'ý', U'ỳ', U'ỷ', U'ỹ', U'ỵ'}, {U'Y', U'Ý', U'Ỳ', U'Ỷ', U'Ỹ', U'Ỵ'}},
    {'d', Mark::stroke, {U'đ', 0, 0, 0, 0, 0}, {U'Đ', 0, 0, 0, 0, 0}},
}};

std::map<char32_t, Letter> letter_table() {
    std::map<char32_t, Letter> table;
    for (char c = 'a'; c <= 'z'; ++c) {
        table[static_cast<char32_t>(c)] = {.base = c};
        table[static_cast<char32_t>(c - 'a' + 'A')] = {.base = c, .upper = true};
    }
    for (const LetterRow& row : rows)
        for (std::size_t tone = 0; tone < 6; ++tone) {
            if (row.lower[tone] == 0) continue;
            table[row.lower[tone]] = {row.base, row.mark, static_cast<ToneMark>(tone), false};
            table[row.upper[tone]] = {row.base, row.mark, static_cast<ToneMark>(tone), true};
        }
    return table;
}

const Letter* letter_of(char32_t code) {
    static const std::map<char32_t, Letter> table = letter_table();
    const auto found = table.find(code);
    return found == table.end() ? nullptr : &found->second;
}

char32_t code_of(const Letter& letter) {
    for (const LetterRow& row : rows)
        if (row.base == letter.base && row.mark == letter.mark) {
            const auto tone = static_cast<std::size_t>(letter.tone);
            return letter.upper ? row.upper[tone] : row.lower[tone];
        }
    return static_cast<char32_t>(letter.upper ? letter.base - 'a' + 'A' : letter.base);
}

void append_utf8(std::string& text, char32_t code) {
    const auto put = [&](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

// The code point that ends at `end`; moves `end` to its first byte. 0 for anything longer than three bytes or broken.
char32_t previous_code(std::string_view text, std::size_t& end) {
    std::size_t start = end - 1;
    while (start > 0 && end - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    const std::size_t length = end - start;
    end = start;
    if (length == 1 && byte(start) < 0x80) return byte(start);
    if (length == 2 && (byte(start) & 0xE0) == 0xC0) return (byte(start) & 0x1F) << 6 | (byte(start + 1) & 0x3F);
    if (length == 3 && (byte(start) & 0xF0) == 0xE0)
        return (byte(start) & 0x0F) << 12 | (byte(start + 1) & 0x3F) << 6 | (byte(start + 2) & 0x3F);
    return 0;
}

}  // namespace

bool is_vowel(const Letter& letter) { return std::string_view("aeiouy").find(letter.base) != std::string_view::npos; }

LastWord last_word(std::string_view text) {
    LastWord word{.letters = {}, .start = text.size()};
    while (word.start > 0) {
        std::size_t at = word.start;
        const Letter* letter = letter_of(previous_code(text, at));
        if (!letter) break;
        word.letters.insert(word.letters.begin(), *letter);
        word.start = at;
    }
    return word;
}

std::string spell(const Letters& letters) {
    std::string text;
    for (const Letter& letter : letters) append_utf8(text, code_of(letter));
    return text;
}

}  // namespace nuong::client
