#include "shared/base/text.h"

#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace nuong {
namespace {

struct Free {
    void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

std::optional<std::string> map_text(std::string_view text, utf8proc_option_t options) {
    utf8proc_uint8_t* raw = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                               static_cast<utf8proc_ssize_t>(text.size()), &raw, options);
    const std::unique_ptr<utf8proc_uint8_t, Free> owned(raw);
    if (size < 0) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size));
}

// Text in which nothing can be composed: all letters below U+0300 and those of U+1E00..U+1EFF, which together spell
// Vietnamese, are what they compose to and never join the letter before. Nearly every text is such, and looking is much
// faster than composing. False also for what is not UTF-8.
bool is_composed(std::string_view text) {
    const auto follows = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80) continue;
        if (lead >= 0xC2 && lead <= 0xCB && follows(i + 1)) {  // U+0080..U+02FF
            ++i;
        } else if (lead == 0xE1 && follows(i + 1) && follows(i + 2)) {
            const auto second = static_cast<unsigned char>(text[i + 1]);
            if (second < 0xB8 || second > 0xBB) return false;
            i += 2;
        } else {
            return false;
        }
    }
    return true;
}

bool is_blank_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// C0 but for tab and newline, DEL, C1 (two bytes of UTF-8).
bool is_control_at(std::string_view text, std::size_t i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0xC2) return i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    return (byte < 0x20 && text[i] != '\t' && text[i] != '\n') || byte == 0x7F;
}

// Nearly every text that was stored is: it was cleaned when it came.
bool is_clean(std::string_view text) {
    if (!text.empty() && (is_blank_space(text.front()) || is_blank_space(text.back()))) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (is_control_at(text, i)) return false;
    return is_composed(text);
}

}  // namespace

bool is_utf8(std::string_view text) {
    const auto* at = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = at + text.size();
    const auto follows = [&](std::ptrdiff_t behind) { return behind < end - at && (at[behind] & 0xC0) == 0x80; };
    while (at < end) {
        if (std::uint64_t eight = 0; end - at >= 8) {  // most text: eight letters at a look
            std::memcpy(&eight, at, 8);
            if ((eight & 0x8080808080808080u) == 0) {
                at += 8;
                continue;
            }
        }
        if (*at < 0x80) {
            at += 1;
        } else if (*at >= 0xC2 && *at <= 0xDF && follows(1)) {
            at += 2;
        } else if ((*at & 0xF0) == 0xE0 && follows(1) && follows(2)) {
            if (*at == 0xE0 && at[1] < 0xA0) return false;   // longer than needed
            if (*at == 0xED && at[1] >= 0xA0) return false;  // half of a UTF-16 pair
            at += 3;
        } else if (*at >= 0xF0 && *at <= 0xF4 && follows(1) && follows(2) && follows(3)) {
            if (*at == 0xF0 && at[1] < 0x90) return false;
            if (*at == 0xF4 && at[1] >= 0x90) return false;  // beyond U+10FFFF
            at += 4;
        } else {
            return false;
        }
    }
    return true;
}

std::optional<std::string> to_nfc(std::string_view text) {
    if (is_composed(text)) return std::string(text);
    return map_text(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

namespace {

std::string without_controls(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (!is_control_at(text, i)) clean += text[i];
        else if (static_cast<unsigned char>(text[i]) == 0xC2) ++i;
    return clean;
}

}  // namespace

std::optional<std::string> clean_text(std::string_view text) {
    if (is_clean(text)) return std::string(text);
    auto composed = to_nfc(text);
    if (!composed) return std::nullopt;
    std::string clean = without_controls(*composed);
    if (clean.size() < composed->size())
        clean = to_nfc(clean).value_or("");  // they may have stood between letter and mark
    std::size_t first = 0, last = clean.size();
    while (first < last && is_blank_space(clean[first])) ++first;
    while (last > first && is_blank_space(clean[last - 1])) --last;
    return clean.substr(first, last - first);
}

namespace {

// REQUIRES: text is UTF-8.
std::string folded_by_unicode(std::string_view text) {
    return map_text(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
                                                         UTF8PROC_CASEFOLD))
        .value_or("");
}

// What each letter of is_composed() folds to, by code point: Unicode is asked once per letter and not once per word.
// Of these, U+0080..U+02FF lie at their code points and U+1E00..U+1EFF behind them.
class FoldedLetters {
public:
    static const FoldedLetters& all() {
        static const FoldedLetters letters;
        return letters;
    }
    // `at` stands at the first byte of a letter and is moved behind it.
    std::string_view next(const char*& at) const {
        const auto byte = [&](int i) { return static_cast<unsigned>(static_cast<unsigned char>(at[i])); };
        const bool has_two = byte(0) < 0xE0;
        const unsigned code =
            has_two ? (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F) : high_letters + ((byte(1) & 3) << 6 | (byte(2) & 0x3F));
        at += has_two ? 2 : 3;
        return folded_[code];
    }

private:
    static constexpr unsigned high_letters = 0x300, count = 0x400;

    FoldedLetters() {
        for (unsigned code = 0x80; code < count; ++code) {
            const unsigned letter = code < high_letters ? code : 0x1E00 + (code - high_letters);
            std::string text;
            if (letter < 0x800) {
                text = {static_cast<char>(0xC0 | letter >> 6), static_cast<char>(0x80 | (letter & 0x3F))};
            } else {
                text = {static_cast<char>(0xE0 | letter >> 12), static_cast<char>(0x80 | (letter >> 6 & 0x3F)),
                        static_cast<char>(0x80 | (letter & 0x3F))};
            }
            folded_[code] = folded_by_unicode(text);
        }
    }

    std::array<std::string, count> folded_;
};

// REQUIRES: is_composed(text). None of its letters joins another, so each folds by itself.
std::string folded_by_letter(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at < end;) {
        const char c = *at;
        if (static_cast<unsigned char>(c) >= 0x80) {
            folded += FoldedLetters::all().next(at);
        } else {
            folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            ++at;
        }
    }
    return folded;
}

}  // namespace

std::string fold_for_search(std::string_view text) {
    std::string valid;
    if (!is_utf8(text)) {  // keep what can be read: a search key is not data
        for (const char c : text)
            if (static_cast<unsigned char>(c) < 0x80) valid += c;
        text = valid;
    }
    const std::string folded = is_composed(text) ? folded_by_letter(text) : folded_by_unicode(text);
    std::string key;
    key.reserve(folded.size());
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (folded[i] == '\xC4' && i + 1 < folded.size() && folded[i + 1] == '\x91') {  // đ is a letter, not a mark
            key += 'd';
            ++i;
        } else if (is_blank_space(folded[i])) {
            if (!key.empty() && key.back() != ' ') key += ' ';
        } else {
            key += folded[i];
        }
    }
    if (!key.empty() && key.back() == ' ') key.pop_back();
    return key;
}

}  // namespace nuong
