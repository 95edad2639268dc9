#include "shared/base/uuid.h"

#include "shared/base/encoding.h"
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

std::string to_string(const Uuid& uuid) {
    std::string text = to_hex(uuid.bytes);
    for (const std::size_t at : {20u, 16u, 12u, 8u}) text.insert(at, 1, '-');
    return text;
}

// Reports ask this of each record and of whom it is about: nothing is put aside on the way.
std::optional<Uuid> parse_uuid(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    std::array<char, 32> digits;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash != (text[i] == '-')) return std::nullopt;
        if (!dash) digits[count++] = text[i];
    }
    Uuid uuid;
    if (!from_hex({digits.data(), digits.size()}, uuid.bytes)) return std::nullopt;
    return uuid;
}

}  // namespace nuong
