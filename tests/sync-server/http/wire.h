// Wire: a raw TCP connection for tests, to send what no honest client would.
#pragma once
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace nuong::testing {

class Wire {
public:
    explicit Wire(std::uint16_t port, in_addr_t server = htonl(INADDR_LOOPBACK))
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = server;
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    ~Wire() { ::close(socket_); }

    bool is_connected() const { return connected_; }

    // False when the peer has gone.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    void finish_sending() { ::shutdown(socket_, SHUT_WR); }

    // One whole answer with a Content-Length, or what came until the peer closed or `patience` was over.
    std::string receive(std::chrono::milliseconds patience = std::chrono::seconds(10)) {
        const auto until = std::chrono::steady_clock::now() + patience;
        std::string answer = std::exchange(ahead_, {});
        while (!is_whole(answer) && read_some(answer, until)) {
        }
        const std::size_t whole = whole_size(answer);
        if (whole != 0 && answer.size() > whole) {
            ahead_ = answer.substr(whole);
            answer.resize(whole);
        }
        return answer;
    }

    // True when the peer closes within `patience`.
    bool is_closed_within(std::chrono::milliseconds patience) {
        const auto until = std::chrono::steady_clock::now() + patience;
        std::string rest;
        while (read_some(rest, until)) {
        }
        return closed_;
    }

private:
    static std::size_t whole_size(std::string_view answer) {
        const auto header_end = answer.find("\r\n\r\n");
        const auto length_at = answer.find("Content-Length: ");
        if (header_end == std::string_view::npos || length_at == std::string_view::npos) return 0;
        return header_end + 4 +
               static_cast<std::size_t>(std::atol(std::string(answer.substr(length_at + 16, 12)).c_str()));
    }
    static bool is_whole(std::string_view answer) {
        const std::size_t whole = whole_size(answer);
        return whole != 0 && answer.size() >= whole;
    }

    bool read_some(std::string& into, std::chrono::steady_clock::time_point until) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd wait{socket_, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&wait, 1, static_cast<int>(left.count())) <= 0) return false;
        char bytes[4096];
        const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
        if (got <= 0) {
            closed_ = true;
            return false;
        }
        into.append(bytes, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    bool connected_ = false;
    bool closed_ = false;
    std::string ahead_;
};

// By which others reach this machine: who connects there is seen as coming from there. Nothing: no network.
inline std::optional<in_addr_t> address_for_others() {
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0) return std::nullopt;
    std::optional<in_addr_t> found;
    for (const ifaddrs* each = all; each && !found; each = each->ifa_next)
        if (each->ifa_addr && each->ifa_addr->sa_family == AF_INET && (each->ifa_flags & IFF_UP) &&
            !(each->ifa_flags & IFF_LOOPBACK))
            found = reinterpret_cast<const sockaddr_in*>(each->ifa_addr)->sin_addr.s_addr;
    ::freeifaddrs(all);
    return found;
}

}  // namespace nuong::testing
