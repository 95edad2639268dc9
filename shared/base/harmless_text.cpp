#include "shared/base/harmless_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace nuong {
namespace {

constexpr std::array<std::string_view, 8> signs{"=", "+", "-", "@", "＝", "＋", "－", "＠"};

bool is_line_or_tab(char c) { return c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool begins_with_sign(std::string_view text) {
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return text.starts_with(sign); });
}

bool is_harmless_number(std::string_view text) {
    if (text == "-") return true;  // how tables say "nothing"
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    std::size_t digits = 0, points = 0;
    for (const char c : text) {
        if (is_digit(c)) ++digits;
        else if (c == '.') ++points;
        else return false;
    }
    return digits > 0 && digits <= 15 && points <= 1;
}

// "- bought soap" in a list of lines and "; -5" are how people write; what could be run has something right behind.
bool may_run_within(std::string_view rest) {
    if (!begins_with_sign(rest)) return false;
    const bool can_be_prose = rest[0] == '+' || rest[0] == '-';
    return !can_be_prose || (rest.size() > 1 && rest[1] != ' ' && !is_digit(rest[1]));
}

}  // namespace

std::string harmless_text(std::string_view text) {
    std::string safe;
    safe.reserve(text.size() + 1);
    const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
    const std::string_view shown = text.substr(first);
    if (!shown.empty() && !is_harmless_number(shown) && (begins_with_sign(shown) || is_line_or_tab(shown[0])))
        safe += '\'';
    bool begins_cell = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (begins_cell && c != ' ' && c != '"') {
            if (may_run_within(text.substr(i))) safe += '\'';
            begins_cell = false;
        }
        if (c == ';' || is_line_or_tab(c)) begins_cell = true;
        safe += c;
    }
    return safe;
}

namespace {

// Of what commands a terminal, `stays(at)` says what is left as it is.
template <class Stays>
std::string spelled_out(std::string_view text, const Stays& stays) {
    std::string shown;
    shown.reserve(text.size());
    const auto add_code = [&](unsigned code) {
        char buffer[8];
        std::snprintf(buffer, sizeof buffer, "\\u%04x", code);
        shown += buffer;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
        const bool is_c1 = byte == 0xC2 && next >= 0x80 && next <= 0x9F;
        if (is_c1) add_code(next), ++i;
        else if ((byte >= 0x20 && byte != 0x7F) || stays(i)) shown += text[i];
        else if (byte == '\n') shown += "\\n";
        else if (byte == '\t') shown += "\\t";
        else add_code(byte);
    }
    return shown;
}

}  // namespace

std::string one_line(std::string_view text) {
    return spelled_out(text, [](std::size_t) { return false; });
}

std::string harmless_lines(std::string_view text) {
    return spelled_out(text, [&](std::size_t at) {
        const bool ends_line = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';  // alone it overwrites
        return text[at] == '\n' || text[at] == '\t' || ends_line;
    });
}

std::string csv_field(std::string_view text) {
    const bool is_plain = text.find_first_of(",;\"\r\n\t") == std::string_view::npos &&
                          (text.empty() || (text.front() != ' ' && text.back() != ' '));
    if (is_plain) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) quoted.append(c == '"' ? "\"\"" : std::string(1, c));
    return quoted + "\"";
}

}  // namespace nuong
