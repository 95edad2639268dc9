#include "sync-server/http/places_by_address.h"

namespace nuong {
namespace {

bool is_this_machine(const std::string& address) {
    return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

}  // namespace

bool PlacesByAddress::take(const std::string& address) {
    if (is_this_machine(address)) return true;
    std::size_t& held = held_[address];  // at least one from now on, or as many as before
    if (held >= most_) return false;
    ++held;
    return true;
}

void PlacesByAddress::leave(const std::string& address) {
    const auto at = held_.find(address);
    if (at != held_.end() && --at->second == 0) held_.erase(at);
}

}  // namespace nuong
