// NetworkShares: how much each network holds of what a server has little of, its connections for one, so that whoever
// takes all that he can get and gives nothing back does not keep everybody else out. A network is an IPv4 address, or
// what of IPv6 begins with the same 64 bits. This machine itself may hold all, and so may a proxy that is trusted
// elsewhere: behind it are many. Thread: belongs to the server's.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>

namespace nuong {

class NetworkShares {
public:
    // `proxies`: addresses as a peer's is written.
    NetworkShares(std::uint64_t in_all, std::uint64_t of_network, std::set<std::string> proxies = {})
        : in_all_(in_all), of_network_(of_network), proxies_(std::move(proxies)) {}

    bool has_room(const std::string& address, std::uint64_t amount) const;
    bool take(const std::string& address, std::uint64_t amount);  // false: it would be too much, and nothing is taken
    void give_back(const std::string& address, std::uint64_t amount);

private:
    bool may_hold_all(const std::string& address) const;

    std::uint64_t in_all_, of_network_;
    std::set<std::string> proxies_;
    std::uint64_t held_in_all_ = 0;                        // by this machine, too
    std::unordered_map<std::string, std::uint64_t> held_;  // no network that holds nothing
};

}  // namespace nuong
