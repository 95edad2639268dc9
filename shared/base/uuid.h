// Uuid: the identity of a record. Version 7 (RFC 9562): 48 bits of milliseconds, then random, so that ids made later
// sort later and an index fills at its end.
#pragma once
#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nuong {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Uuid&) const = default;
};

// The wall clock only makes ids sort well; two devices with the same wrong clock still differ in 74 random bits.
Uuid make_uuid_v7(std::chrono::sys_time<std::chrono::milliseconds> now);

std::string to_string(const Uuid& uuid);                // 0190a3b2-....-7...-....-............
std::optional<Uuid> parse_uuid(std::string_view text);  // only that spelling, lower case

}  // namespace nuong

template <>
struct std::hash<nuong::Uuid> {
    std::size_t operator()(const nuong::Uuid& uuid) const noexcept {
        std::uint64_t tail = 0;  // the random end, not the time in front
        for (std::size_t i = 8; i < 16; ++i) tail = tail << 8 | uuid.bytes[i];
        return static_cast<std::size_t>(tail);
    }
};
