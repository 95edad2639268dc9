#include "shared/base/query.h"

#include <charconv>

namespace nuong {

std::string text_in_query(std::string_view target, std::string_view name) {
    const std::string wanted = std::string(name) + "=";
    std::size_t start = target.find('?');
    while (start != std::string_view::npos) {
        const std::size_t end = target.find('&', start + 1);
        const std::string_view part = target.substr(start + 1, end == std::string_view::npos ? end : end - start - 1);
        if (part.starts_with(wanted)) return std::string(part.substr(wanted.size()));
        start = end;
    }
    return "";
}

std::optional<std::uint64_t> number_in_query(std::string_view target, std::string_view name) {
    const std::string text = text_in_query(target, name);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return number;
}

}  // namespace nuong
