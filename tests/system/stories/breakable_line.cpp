#include "tests/system/stories/breakable_line.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <stdexcept>

namespace nuong::testing {
namespace {

int connected_to(const std::string& socket) {
    const int line = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket.copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(line, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return line;
    ::close(line);
    return -1;
}

bool send_all(int to, const char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t sent = ::send(to, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

}  // namespace

BreakableLine::BreakableLine(const PostgresServer& database) : socket_(database.socket()) {
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listening_, 64) != 0)
        throw std::runtime_error("the breakable line cannot listen");
    ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { accept_all(); });
}

BreakableLine::~BreakableLine() {
    stops_ = true;
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    cut_all();
    ::close(listening_);
}

std::string BreakableLine::url_of(const std::string& store) const {
    const std::size_t begin = store.find("host="), end = store.find('&', begin);
    return std::string(store).replace(begin, end - begin, "host=127.0.0.1&port=" + std::to_string(port_));
}

void BreakableLine::break_it(Lost lost) {
    lost_ = lost;
    is_broken_ = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    cut_all();
}

void BreakableLine::accept_all() {
    while (!stops_) {
        const int server = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (server < 0) continue;
        const std::lock_guard lock(mutex_);
        const int database = is_broken_ ? -1 : connected_to(socket_);
        if (database < 0) {
            ::close(server);
            continue;
        }
        constexpr int at_once = 1;
        ::setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
        connections_.push_back({server, database,
                                std::thread([=, this] { pass_on(server, database, Lost::questions); }),
                                std::thread([=, this] { pass_on(database, server, Lost::answers); })});
    }
}

void BreakableLine::cut_all() {
    const std::lock_guard lock(mutex_);
    for (Connection& connection : connections_) {
        for (const int end : {connection.server, connection.database}) ::shutdown(end, SHUT_RDWR);
        connection.up.join();
        connection.down.join();
        for (const int end : {connection.server, connection.database}) ::close(end);
    }
    connections_.clear();
}

void BreakableLine::pass_on(int from, int to, Lost way) const {
    std::array<char, 16384> bytes;
    for (;;) {
        const ssize_t count = ::recv(from, bytes.data(), bytes.size(), 0);
        if (count <= 0) break;
        const bool is_lost = is_broken_ && lost_ == way;
        if (!is_lost && !send_all(to, bytes.data(), static_cast<std::size_t>(count))) break;
    }
    ::shutdown(from, SHUT_RDWR);
    ::shutdown(to, SHUT_RDWR);
}

}  // namespace nuong::testing
