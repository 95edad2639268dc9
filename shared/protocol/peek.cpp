#include "shared/protocol/peek.h"

#include <functional>
#include <string>

namespace nuong::protocol {

// A quote inside a text is escaped, so that a name between bare quotes is a name or a whole text of its own. What is
// beside it as a text without escapes is the only thing that it could hold.
std::optional<std::vector<std::string_view>> peek_texts(std::string_view encoded, std::string_view name) {
    const std::string quoted = "\"" + std::string(name) + "\"";
    const std::boyer_moore_horspool_searcher wanted(quoted.begin(), quoted.end());  // most of the text is passed over
    std::vector<std::string_view> found;
    for (std::size_t at = 0;;) {
        const auto [from_here, behind] = wanted(encoded.begin() + static_cast<std::ptrdiff_t>(at), encoded.end());
        if (from_here == encoded.end()) return found;
        at = static_cast<std::size_t>(behind - encoded.begin());
        const bool is_beside =
            at + 1 < encoded.size() && (encoded[at] == ',' || encoded[at] == ':') && encoded[at + 1] == '"';
        if (!is_beside) return std::nullopt;
        const std::size_t from = at + 2, to = encoded.find_first_of("\"\\", from);
        if (to == std::string_view::npos || encoded[to] != '"') return std::nullopt;
        found.push_back(encoded.substr(from, to - from));
        at = to + 1;
    }
}

}  // namespace nuong::protocol
