// SHA-256, the one hash of the project: of changes, schemas, tokens and attachments.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nuong {

using Hash = std::array<std::uint8_t, 32>;

Hash sha256(std::string_view bytes);
std::string to_hex(const Hash& hash);
std::optional<Hash> hash_from_hex(std::string_view digits);  // 64 of them, lower case

}  // namespace nuong
