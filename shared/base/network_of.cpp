#include "shared/base/network_of.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace nuong {
namespace {

constexpr std::array<std::uint8_t, 12> v4_in_v6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

}  // namespace

std::string network_of(const std::string& address) {
    in6_addr parsed{};
    const std::string plain = address.substr(0, address.find('%'));  // without the name of an interface
    if (inet_pton(AF_INET6, plain.c_str(), &parsed) != 1) return address;
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (std::equal(v4_in_v6.begin(), v4_in_v6.end(), parsed.s6_addr))
        return inet_ntop(AF_INET, parsed.s6_addr + v4_in_v6.size(), text.data(), text.size());
    std::fill(parsed.s6_addr + 8, parsed.s6_addr + 16, std::uint8_t{0});
    return std::string(inet_ntop(AF_INET6, &parsed, text.data(), text.size())) + "/64";
}

}  // namespace nuong
