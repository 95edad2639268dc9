// Whether text is JSON, in one pass and without building anything. The brackets that are open are the bits of one word,
// which is why nesting ends at 64.
#include <array>
#include <cstdint>
#include <cstring>

#include "shared/base/json.h"
#include "shared/base/text.h"

namespace nuong {
namespace {

static_assert(json_depth_max <= 64);

// What ends a run of plain characters inside quotes: the closing quote, an escape, a control character.
constexpr std::array<bool, 256> ends_plain_text = [] {
    std::array<bool, 256> ends{};
    for (std::size_t c = 0; c < 0x20; ++c) ends[c] = true;
    ends['"'] = ends['\\'] = true;
    return ends;
}();

// Of eight characters at a look whether one of them may end it; of letters that are not ASCII none does.
bool may_end_plain_text(std::uint64_t eight) {
    constexpr std::uint64_t each = 0x0101010101010101u, high = each * 0x80;
    const auto has_below = [](std::uint64_t bytes, std::uint64_t bound) {
        return ((bytes - each * bound) & ~bytes & high) != 0;
    };
    return has_below(eight, 0x20) || has_below(eight ^ each * '"', 1) || has_below(eight ^ each * '\\', 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

class JsonCheck {
public:
    explicit JsonCheck(std::string_view text) : text_(text) {}

    // False: wrong at at(), or nested too deeply.
    bool run() {
        do {
            if (!lead_to_scalar()) return false;
            if (!lead_to_next_value()) return false;
        } while (depth_ > 0);
        return at_ == text_.size();
    }
    std::size_t at() const { return at_; }
    bool is_too_deep() const { return is_too_deep_; }

private:
    char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char wanted) {
        if (here() != wanted) return false;
        ++at_;
        return true;
    }
    bool take_word(std::string_view word) {
        for (const char c : word)
            if (!take(c)) return false;
        return true;
    }
    void skip_space() {
        while (here() == ' ' || here() == '\n' || here() == '\t' || here() == '\r') ++at_;
    }

    // Past all brackets that open in front of a scalar, and past it; past the last bracket when there is none in it.
    bool lead_to_scalar() {
        skip_space();
        while (here() == '{' || here() == '[') {
            if (!open()) return false;
            skip_space();
            if (here() == (is_in_object() ? '}' : ']')) return true;
            if (is_in_object() && !take_key()) return false;
        }
        return take_scalar();
    }

    // Past all brackets that close behind a value, and past the comma and the key in front of the next.
    bool lead_to_next_value() {
        for (skip_space(); depth_ > 0; skip_space()) {
            if (take(is_in_object() ? '}' : ']')) {
                --depth_;
                objects_ >>= 1;
                continue;
            }
            if (!take(',')) return false;
            skip_space();
            return !is_in_object() || take_key();
        }
        return true;
    }

    bool open() {
        is_too_deep_ = depth_ == json_depth_max;
        if (is_too_deep_) return false;
        objects_ = (objects_ << 1) | (text_[at_++] == '{' ? 1u : 0u);
        ++depth_;
        return true;
    }
    bool is_in_object() const { return objects_ & 1; }

    bool take_key() {
        if (!take_text()) return false;
        skip_space();
        if (!take(':')) return false;
        skip_space();
        return true;
    }

    bool take_scalar() {
        switch (here()) {
            case '"': return take_text();
            case 't': return take_word("true");
            case 'f': return take_word("false");
            case 'n': return take_word("null");
            default: return take_number();
        }
    }

    bool take_text() {
        if (!take('"')) return false;
        for (;;) {
            for (std::uint64_t eight = 0; text_.size() - at_ >= sizeof eight; at_ += sizeof eight) {
                std::memcpy(&eight, text_.data() + at_, sizeof eight);
                if (may_end_plain_text(eight)) break;
            }
            while (at_ < text_.size() && !ends_plain_text[static_cast<unsigned char>(text_[at_])]) ++at_;
            if (take('"')) return true;
            if (!take('\\') || !take_escaped()) return false;  // the end, a control character or no escape
        }
    }

    bool take_escaped() {
        if (take('u')) {
            const unsigned code = take_four_hex_digits();
            if (code >= 0xD800 && code < 0xDC00) {  // half a letter: the other half must follow
                if (!take('\\') || !take('u')) return false;
                const unsigned low = take_four_hex_digits();
                return low >= 0xDC00 && low < 0xE000;
            }
            return code < 0xDC00 || (code >= 0xE000 && code <= 0xFFFF);
        }
        const char c = here();
        if (c == '\0' || std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos) return false;
        ++at_;
        return true;
    }

    unsigned take_four_hex_digits() {
        unsigned code = 0;
        for (int i = 0; i < 4; ++i) {
            const char c = here();
            if (!is_hex_digit(c)) return 0x10000;  // none
            code = code * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
            ++at_;
        }
        return code;
    }

    bool take_digits() {
        if (!is_digit(here())) return false;
        while (is_digit(here())) ++at_;
        return true;
    }

    bool take_number() {
        (void)take('-');
        if (!take('0') && !take_digits()) return false;
        if (take('.') && !take_digits()) return false;
        if (here() != 'e' && here() != 'E') return true;
        ++at_;
        if (!take('+')) (void)take('-');
        return take_digits();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::uint64_t objects_ = 0;  // one bit for each open bracket, the innermost lowest: 1 = object
    bool is_too_deep_ = false;
};

}  // namespace

Status check_json(std::string_view text, const std::string& what) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);  // Windows editors put a byte order mark first
    if (!is_utf8(text))
        return Error{ErrorCode::invalid,
                     {what + ": không phải văn bản UTF-8. Hãy lưu lại tệp với mã UTF-8.",
                      what + ": is not UTF-8 text. Save the file again as UTF-8."}};
    JsonCheck check(text);
    if (check.run()) return Done{};
    if (check.is_too_deep())
        return Error{
            ErrorCode::invalid,
            {what + ": lồng nhau quá sâu (tối đa 64 tầng).", what + ": nested too deeply (at most 64 levels)."}};
    const std::string at = std::to_string(check.at() + 1);
    return Error{ErrorCode::invalid,
                 {what + ": không phải JSON hợp lệ, sai ở byte thứ " + at + ".",
                  what + ": is not valid JSON, wrong at byte " + at + "."}};
}

}  // namespace nuong
