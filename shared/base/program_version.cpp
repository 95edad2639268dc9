#include "shared/base/program_version.h"

#include <array>
#include <charconv>

namespace nuong {

std::string to_string(const ProgramVersion& version) {
    return std::to_string(version.first) + "." + std::to_string(version.second) + "." + std::to_string(version.third);
}

std::optional<ProgramVersion> parse_program_version(std::string_view text) {
    constexpr std::size_t digits_max = 6;
    std::array<std::uint32_t, 3> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const bool is_last = i + 1 == numbers.size();
        const std::size_t length = is_last ? text.size() : text.find('.');
        if (length == std::string_view::npos || length == 0 || length > digits_max) return std::nullopt;
        const auto [end, error] = std::from_chars(text.data(), text.data() + length, numbers[i]);
        if (error != std::errc() || end != text.data() + length) return std::nullopt;
        text.remove_prefix(is_last ? length : length + 1);
    }
    return ProgramVersion{numbers[0], numbers[1], numbers[2]};
}

ProgramVersion this_program() {
    static const ProgramVersion version = *parse_program_version(NUONG_VERSION);
    return version;
}

}  // namespace nuong
