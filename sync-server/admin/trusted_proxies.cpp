#include "sync-server/admin/trusted_proxies.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <vector>

namespace nuong::admin {
namespace {

// As the peer of a connection is written. Nothing: no address.
std::optional<std::string> written_as_peer(const std::string& text) {
    std::array<std::uint8_t, sizeof(in6_addr)> bytes{};
    std::array<char, INET6_ADDRSTRLEN> written{};
    for (const int family : {AF_INET, AF_INET6})
        if (inet_pton(family, text.c_str(), bytes.data()) == 1)
            return inet_ntop(family, bytes.data(), written.data(), written.size());
    return std::nullopt;
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts(1);
    for (const char letter : list)
        if (letter == ',') parts.emplace_back();
        else if (letter != ' ' && letter != '\t') parts.back() += letter;
    return parts;
}

}  // namespace

TrustedProxies::TrustedProxies(const std::set<std::string>& others) : addresses_(others) {
    addresses_.insert({"127.0.0.1", "::1", "::ffff:127.0.0.1"});
}

void TrustedProxies::look_through(HttpRequest& request) const {
    if (!has(request.remote)) {
        request.forwarded_proto.clear();
        return;
    }
    std::vector<std::string> said = split(request.forwarded_for);
    for (auto each = said.rbegin(); each != said.rend() && has(request.remote); ++each) {
        const auto address = written_as_peer(*each);
        if (!address) return;
        request.remote = *address;
    }
}

Result<TrustedProxies> proxies_of(const CommandLine& line) {
    std::set<std::string> others;
    if (line.has("trusted-proxy"))
        for (const std::string& each : split(line.value("trusted-proxy"))) {
            const auto address = written_as_peer(each);
            if (!address)
                return Error{ErrorCode::usage,
                             {"--trusted-proxy cần địa chỉ IP của proxy (nhiều thì cách nhau bằng dấu phẩy): “" + each +
                                  "” không phải.",
                              "--trusted-proxy needs the IP addresses of proxies, with commas between them: \"" + each +
                                  "\" is none."}};
            others.insert(*address);
        }
    return TrustedProxies(others);
}

}  // namespace nuong::admin
