#include "shared/base/uuid.h"

#include <array>

#include "shared/base/random.h"

namespace nuong {

Uuid make_uuid_v7(std::chrono::sys_time<std::chrono::milliseconds> now) {
    Uuid uuid;
    fill_random(uuid.bytes);
    const auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (std::size_t i = 0; i < 6; ++i) uuid.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0F) | 0x70);
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3F) | 0x80);
    return uuid;
}

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::uint8_t no_digit = 0xFF;
constexpr std::array<std::uint8_t, 256> digit_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(no_digit);
    for (std::uint8_t i = 0; i < 16; ++i) values[static_cast<unsigned char>(hex_digits[i])] = i;
    return values;
}();

constexpr bool is_before_dash(std::size_t byte) { return byte == 3 || byte == 5 || byte == 7 || byte == 9; }

}  // namespace

std::string to_string(const Uuid& uuid) {
    std::string text(36, '-');
    std::size_t at = 0;
    for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
        text[at++] = hex_digits[uuid.bytes[i] >> 4];
        text[at++] = hex_digits[uuid.bytes[i] & 15];
        at += is_before_dash(i);
    }
    return text;
}

// Reports ask this of each record and of whom it is about: nothing is put aside on the way.
std::optional<Uuid> parse_uuid(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    Uuid uuid;
    std::size_t at = 0;
    std::uint8_t wrong = 0;  // a digit has no bit above the fourth
    for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
        const std::uint8_t high = digit_values[static_cast<unsigned char>(text[at])],
                           low = digit_values[static_cast<unsigned char>(text[at + 1])];
        wrong = static_cast<std::uint8_t>(wrong | high | low);
        uuid.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
        at += 2;
        if (is_before_dash(i) && text[at++] != '-') return std::nullopt;
    }
    if (wrong > 0x0F) return std::nullopt;
    return uuid;
}

}  // namespace nuong
