// Whoever guesses or floods has more than one address: of IPv6 usually all that begin with the same 64 bits.
#pragma once
#include <string>

namespace nuong {

// What is counted together: an IPv4 address by itself, of IPv6 its network. Anything else is given back as it is.
std::string network_of(const std::string& address);

}  // namespace nuong
