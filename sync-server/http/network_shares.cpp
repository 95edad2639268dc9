#include "sync-server/http/network_shares.h"

#include "shared/base/network_of.h"

namespace nuong {
namespace {

bool is_this_machine(const std::string& address) {
    return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

}  // namespace

bool NetworkShares::may_hold_all(const std::string& address) const {
    return is_this_machine(address) || proxies_.contains(address);
}

bool NetworkShares::has_room(const std::string& address, std::uint64_t amount) const {
    if (amount > in_all_ - held_in_all_) return false;
    if (may_hold_all(address)) return true;
    const auto at = held_.find(network_of(address));
    const std::uint64_t held = at == held_.end() ? 0 : at->second;
    return amount <= of_network_ && held <= of_network_ - amount;
}

bool NetworkShares::take(const std::string& address, std::uint64_t amount) {
    if (!has_room(address, amount)) return false;
    held_in_all_ += amount;
    if (amount != 0 && !may_hold_all(address)) held_[network_of(address)] += amount;
    return true;
}

void NetworkShares::give_back(const std::string& address, std::uint64_t amount) {
    held_in_all_ -= amount;
    const auto at = may_hold_all(address) ? held_.end() : held_.find(network_of(address));
    if (at != held_.end() && (at->second -= amount) == 0) held_.erase(at);
}

}  // namespace nuong
