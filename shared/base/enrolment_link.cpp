#include "shared/base/enrolment_link.h"

#include <algorithm>

namespace nuong {
namespace {

constexpr std::size_t code_max = 64;
constexpr std::string_view blanks = " \t\r\n";

bool is_of_a_code(char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') || letter == '-';
}

}  // namespace

std::string text_of(const EnrolmentLink& link) { return link.server + "#" + link.code; }

std::optional<EnrolmentLink> parse_enrolment_link(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks), mark = text.find('#');
    if (first == std::string_view::npos || mark == std::string_view::npos || mark < first) return std::nullopt;
    const std::string_view server = text.substr(first, mark - first), rest = text.substr(mark + 1);
    const std::string_view code = rest.substr(0, rest.find_last_not_of(blanks) + 1);
    if (!server.starts_with("https://") && !server.starts_with("http://")) return std::nullopt;
    if (code.empty() || code.size() > code_max || !std::all_of(code.begin(), code.end(), is_of_a_code))
        return std::nullopt;
    return EnrolmentLink{std::string(server), std::string(code)};
}

}  // namespace nuong
