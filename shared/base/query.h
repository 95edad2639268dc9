// What stands behind the "?" of an address: "name=value" parts joined by "&". Our values are numbers, ids and hashes,
// so nothing is decoded.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nuong {

// Empty when the part is not there; of several the first.
std::string text_in_query(std::string_view target, std::string_view name);
// A whole number, "?at=65536"; nothing when it is not there or not a number.
std::optional<std::uint64_t> number_in_query(std::string_view target, std::string_view name);

}  // namespace nuong
