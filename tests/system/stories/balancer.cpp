#include "tests/system/stories/balancer.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace nuong::testing {
namespace {

sockaddr_in here(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int connected_to(int port) {
    const int line = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = here(port);
    if (::connect(line, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return line;
    ::close(line);
    return -1;
}

// False when nothing more will come this way.
bool pass(int from, int to) {
    std::array<char, 16384> bytes;
    const ssize_t count = ::recv(from, bytes.data(), bytes.size(), 0);
    if (count <= 0) return false;
    return ::send(to, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL) == count;
}

}  // namespace

Balancer::Balancer(std::vector<int> ports) : ports_(std::move(ports)), handed_(ports_.size()) {
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = here(0);
    socklen_t size = sizeof address;
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listening_, 64) != 0)
        throw std::runtime_error("the balancer cannot listen");
    ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
    url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    thread_ = std::thread([this] { accept_all(); });
}

Balancer::~Balancer() {
    stops_ = true;
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    for (std::thread& line : lines_) line.join();
    ::close(listening_);
}

void Balancer::accept_all() {
    while (!stops_) {
        const int device = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (device < 0) continue;
        const int server = next_server();
        lines_.emplace_back([device, server] { pass_on(device, server); });
    }
}

int Balancer::next_server() {
    for (std::size_t tries = 0; tries < ports_.size(); ++tries) {
        const std::size_t server = turn_++ % ports_.size();
        if (const int line = connected_to(ports_[server]); line >= 0) {
            ++handed_[server];
            return line;
        }
    }
    return -1;
}

void Balancer::pass_on(int one, int other) {
    for (bool goes_on = other >= 0; goes_on;) {
        std::array<pollfd, 2> lines{pollfd{one, POLLIN, 0}, pollfd{other, POLLIN, 0}};
        if (::poll(lines.data(), lines.size(), 30'000) <= 0) break;
        if (lines[0].revents) goes_on = pass(one, other);
        if (goes_on && lines[1].revents) goes_on = pass(other, one);
    }
    ::close(one);
    if (other >= 0) ::close(other);
}

}  // namespace nuong::testing
