// ProgramVersion: how programs of this project are numbered, in packages, in the protocol and on screens. A newer one
// compares greater.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nuong {

struct ProgramVersion {
    std::uint32_t first = 0, second = 0, third = 0;  // of 1.2.3

    auto operator<=>(const ProgramVersion&) const = default;
};
std::string to_string(const ProgramVersion& version);
// Nothing unless it is three numbers of at most six digits with points between them.
std::optional<ProgramVersion> parse_program_version(std::string_view text);

ProgramVersion this_program();

}  // namespace nuong
