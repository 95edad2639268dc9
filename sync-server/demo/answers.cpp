#include "sync-server/demo/answers.h"

#include <algorithm>
#include <array>

#include "shared/base/encoding.h"

namespace nuong::demo {

std::string Answers::row(const std::string& repeat, Date day, Chance& chance) {
    const auto ms = static_cast<std::uint64_t>(Instant(day).time_since_epoch().count()) + rows_++;
    const std::uint64_t tail = chance.next();
    std::array<std::uint8_t, 9> bytes{};
    for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    for (std::size_t i = 0; i < 3; ++i) bytes[6 + i] = static_cast<std::uint8_t>(tail >> (8 * i));
    return repeat + "/" + to_hex(bytes) + "/";
}

Fields Answers::take() {
    std::sort(fields_.begin(), fields_.end(), [](const NamedValue& a, const NamedValue& b) { return a.name < b.name; });
    return std::move(fields_);
}

Uuid made_up_id(Instant at, Chance& chance) {
    Uuid id;
    const auto ms = static_cast<std::uint64_t>(at.time_since_epoch().count());
    const std::uint64_t high = chance.next(), low = chance.next();
    for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    for (std::size_t i = 0; i < 2; ++i) id.bytes[6 + i] = static_cast<std::uint8_t>(high >> (8 * i));
    for (std::size_t i = 0; i < 8; ++i) id.bytes[8 + i] = static_cast<std::uint8_t>(low >> (8 * i));
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x70);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    return id;
}

}  // namespace nuong::demo
