#include "tests/rush/slow_line.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <string_view>

namespace nuong::rush {
namespace {

constexpr std::chrono::milliseconds tick{50};
constexpr int small_buffer = 4096;  // what a slow line holds on its way

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int connected_to(std::uint16_t port) {
    const int line = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::setsockopt(line, SOL_SOCKET, SO_RCVBUF, &small_buffer, sizeof small_buffer);
    const sockaddr_in address = loopback(port);
    if (::connect(line, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(line);
        return -1;
    }
    ::fcntl(line, F_SETFL, O_NONBLOCK);
    return line;
}

bool has_ended(ssize_t count) { return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR); }

// What one direction of a connection has taken and not given on yet.
struct Way {
    std::string pending;
    bool has_ended = false;  // nothing more will come

    // False when whoever should get it is gone.
    bool pass(int from, int to, std::size_t most) {
        if (pending.empty() && !has_ended) {
            std::array<char, 1024> bytes;
            const ssize_t count = ::recv(from, bytes.data(), std::min(most, bytes.size()), 0);
            if (nuong::rush::has_ended(count)) has_ended = true;
            else if (count > 0) pending.assign(bytes.data(), static_cast<std::size_t>(count));
        }
        if (pending.empty()) return true;
        const ssize_t sent = ::send(to, pending.data(), pending.size(), MSG_NOSIGNAL);
        if (sent > 0) pending.erase(0, static_cast<std::size_t>(sent));
        return sent > 0 || errno == EAGAIN;
    }
};

}  // namespace

struct SlowLine::Pair {
    int device = -1, server = -1;
    Way up, down;

    bool goes_on(std::size_t most) {
        if (!up.pass(device, server, most) || !down.pass(server, device, most)) return false;
        return !(up.has_ended && up.pending.empty()) && !(down.has_ended && down.pending.empty());
    }
    void close() const {
        ::close(device);
        ::close(server);
    }
};

SlowLine::SlowLine(std::uint16_t server_port, std::size_t bytes_a_second)
    : server_port_(server_port), bytes_a_tick_(bytes_a_second * static_cast<std::size_t>(tick.count()) / 1000) {
    listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listening_, 4096) != 0)
        throw std::runtime_error("the slow line cannot listen");
    ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { work(); });
}

SlowLine::~SlowLine() {
    stops_ = true;
    thread_.join();
    ::close(listening_);
    for (const Pair& pair : pairs_) pair.close();
}

void SlowLine::accept_all() {
    for (;;) {
        const int device = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (device < 0) return;
        const int server = connected_to(server_port_);
        if (server < 0) ::close(device);
        else pairs_.push_back({device, server, {}, {}});
    }
}

void SlowLine::work() {
    auto next = std::chrono::steady_clock::now();
    while (!stops_) {
        accept_all();
        std::erase_if(pairs_, [this, is_cut = is_cut_.exchange(false)](Pair& pair) {
            const bool is_over = is_cut || !pair.goes_on(bytes_a_tick_);
            if (is_over) pair.close();
            return is_over;
        });
        next += tick;
        std::this_thread::sleep_until(next);
    }
}

Dripping::Dripping(std::uint16_t server_port, std::size_t connections)
    : server_port_(server_port), thread_([this, connections] { work(connections); }) {}

Dripping::~Dripping() {
    stops_ = true;
    thread_.join();
}

void Dripping::work(std::size_t connections) {
    // A TLS record of 512 bytes is announced: a ClientHello that never comes to its end.
    constexpr std::string_view hello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
    struct Line {
        int socket = -1;
        std::size_t sent = 0;
    };
    std::vector<Line> lines(connections);
    while (!stops_) {
        for (Line& line : lines) {
            if (line.socket < 0) line = {connected_to(server_port_), 0};
            const char next = line.sent < hello.size() ? hello[line.sent] : 'x';
            ++line.sent;
            std::array<char, 64> said;
            const ssize_t told = ::recv(line.socket, said.data(), said.size(), 0);
            if (!has_ended(told) && ::send(line.socket, &next, 1, MSG_NOSIGNAL) == 1) continue;
            if (line.socket >= 0) ::close(line.socket);
            line.socket = -1;
            ++thrown_out_;
        }
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
    for (const Line& line : lines)
        if (line.socket >= 0) ::close(line.socket);
}

}  // namespace nuong::rush
