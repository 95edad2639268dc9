// Bytes as text and back: hex (lower case) and base64url without padding. Decoders reject anything that their encoder
// would not have written, so one value has one spelling.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nuong {

std::string to_hex(std::span<const std::uint8_t> bytes);
std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text);
bool from_hex(std::string_view text, std::span<std::uint8_t> bytes);  // of exactly so many; false: some may be read

std::string to_base64(std::string_view bytes);  // with padding, as pages and mails write it

std::string to_base64url(std::span<const std::uint8_t> bytes);
std::optional<std::vector<std::uint8_t>> from_base64url(std::string_view text);

}  // namespace nuong
