#include "shared/model/ids.h"

#include <charconv>

namespace nuong {

std::string to_string(DeviceId device) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text(16, '0');
    for (int i = 0; i < 16; ++i) text[static_cast<std::size_t>(i)] = digits[(device.value >> (60 - 4 * i)) & 15];
    return text;
}

std::optional<DeviceId> parse_device_id(std::string_view text) {
    if (text.size() != 16) return std::nullopt;
    for (const char c : text)
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return std::nullopt;
    DeviceId device;
    std::from_chars(text.data(), text.data() + text.size(), device.value, 16);
    return device;
}

std::string to_string(Dot dot) { return to_string(dot.device) + ":" + std::to_string(dot.n); }

std::optional<Dot> parse_dot(std::string_view text) {
    if (text.size() < 18 || text[16] != ':') return std::nullopt;
    const auto device = parse_device_id(text.substr(0, 16));
    if (!device || text[17] == '0') return std::nullopt;
    Dot dot{*device, 0};
    const auto [end, error] = std::from_chars(text.data() + 17, text.data() + text.size(), dot.n);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return dot;
}

}  // namespace nuong
