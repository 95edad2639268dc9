#include "shared/base/json_cursor.h"

#include <charconv>
#include <cstring>

namespace nuong {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool ends_a_scalar(char c) { return c == ',' || c == ']' || c == '}' || is_space(c); }

std::uint32_t four_hex_digits(const char* at) {
    std::uint32_t code = 0;
    std::from_chars(at, at + 4, code, 16);
    return code;
}

void append_utf8(std::string& out, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0 | (code >> 6));
    } else {
        if (code < 0x10000) {
            put(0xE0 | (code >> 12));
        } else {
            put(0xF0 | (code >> 18));
            put(0x80 | ((code >> 12) & 0x3F));
        }
        put(0x80 | ((code >> 6) & 0x3F));
    }
    put(0x80 | (code & 0x3F));
}

// `at` stands behind a backslash; returns what lies behind the escape.
const char* append_escaped(std::string& out, const char* at) {
    switch (*at) {
        case 'n': out += '\n'; return at + 1;
        case 't': out += '\t'; return at + 1;
        case 'r': out += '\r'; return at + 1;
        case 'b': out += '\b'; return at + 1;
        case 'f': out += '\f'; return at + 1;
        case 'u': break;
        default: out += *at; return at + 1;
    }
    std::uint32_t code = four_hex_digits(at + 1);
    at += 5;
    if (code >= 0xD800 && code < 0xDC00) {  // the second half follows: checked text has only whole pairs
        code = 0x10000 + ((code - 0xD800) << 10) + (four_hex_digits(at + 2) - 0xDC00);
        at += 6;
    }
    append_utf8(out, code);
    return at;
}

}  // namespace

JsonCursor::JsonCursor(std::string_view checked) : at_(checked.data()), end_(checked.data() + checked.size()) {
    if (checked.substr(0, 3) == "\xEF\xBB\xBF") at_ += 3;
    skip_space();
}

void JsonCursor::skip_space() {
    while (at_ < end_ && is_space(*at_)) ++at_;
}

void JsonCursor::skip_text() {
    for (++at_; *at_ != '"'; ++at_)
        if (*at_ == '\\') ++at_;
    ++at_;
}

JsonKind JsonCursor::kind() const {
    switch (*at_) {
        case 'n': return JsonKind::null;
        case 't':
        case 'f': return JsonKind::boolean;
        case '"': return JsonKind::text;
        case '[': return JsonKind::list;
        case '{': return JsonKind::object;
        default: return JsonKind::number;
    }
}

std::string_view JsonCursor::skip() {
    const char* const start = at_;
    std::size_t depth = 0;
    do {
        switch (*at_) {
            case '"': skip_text(); break;
            case '[':
            case '{':
                ++depth;
                ++at_;
                break;
            case ']':
            case '}':
                --depth;
                ++at_;
                break;
            default:  // inside a list or object also the commas, colons and spaces between
                if (depth > 0) ++at_;
                else
                    while (at_ < end_ && !ends_a_scalar(*at_)) ++at_;
        }
    } while (depth > 0);
    return {start, static_cast<std::size_t>(at_ - start)};
}

bool JsonCursor::boolean() { return skip().front() == 't'; }

std::variant<std::monostate, std::int64_t, double> JsonCursor::number() {
    const std::string_view digits = skip();
    const char* const end = digits.data() + digits.size();
    if (digits.find_first_of(".eE") == std::string_view::npos) {
        std::int64_t whole = 0;
        if (std::from_chars(digits.data(), end, whole).ec != std::errc()) return {};
        return whole;
    }
    double decimal = 0;
    if (std::from_chars(digits.data(), end, decimal).ec != std::errc()) return {};
    return decimal;
}

std::string_view JsonCursor::text() {
    const char* from = ++at_;
    while (*at_ != '"' && *at_ != '\\') ++at_;
    if (*at_ == '"') return {from, static_cast<std::size_t>(at_++ - from)};
    unescaped_.assign(from, at_);
    while (*at_ != '"') {
        if (*at_ == '\\') {
            at_ = append_escaped(unescaped_, at_ + 1);
        } else {
            from = at_;
            while (*at_ != '"' && *at_ != '\\') ++at_;
            unescaped_.append(from, at_);
        }
    }
    ++at_;
    return unescaped_;
}

void JsonCursor::enter() {
    ++at_;
    skip_space();
}

bool JsonCursor::next(char closing) {
    skip_space();
    if (*at_ == ',') {
        ++at_;
        skip_space();
    }
    if (*at_ != closing) return true;
    ++at_;
    return false;
}

bool JsonCursor::next_element() { return next(']'); }

std::optional<std::string_view> JsonCursor::next_member() {
    if (!next('}')) return std::nullopt;
    const std::string_view key = text();
    skip_space();
    ++at_;  // the colon
    skip_space();
    return key;
}

}  // namespace nuong
