// NetworkShares: how much each network holds of what a server has little of, its connections for one, so that whoever
// takes all that he can get and gives nothing back does not keep everybody else out. A network is an IPv4 address, or
// what of IPv6 begins with the same 64 bits. This machine itself may hold all: a proxy in front is here, and who runs
// it. Thread: belongs to the server's.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>

namespace nuong {

class NetworkShares {
public:
    NetworkShares(std::uint64_t in_all, std::uint64_t of_network) : in_all_(in_all), of_network_(of_network) {}

    bool has_room(const std::string& address, std::uint64_t amount) const;
    bool take(const std::string& address, std::uint64_t amount);  // false: it would be too much, and nothing is taken
    void give_back(const std::string& address, std::uint64_t amount);

private:
    std::uint64_t in_all_, of_network_;
    std::uint64_t held_in_all_ = 0;                        // by this machine, too
    std::unordered_map<std::string, std::uint64_t> held_;  // no network that holds nothing
};

}  // namespace nuong
