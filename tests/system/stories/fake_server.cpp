#include "tests/system/stories/fake_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace nuong::testing {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void send_all(int socket, std::string_view text) {
    while (!text.empty()) {
        const ssize_t sent = send(socket, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

}  // namespace

FakeServer::FakeServer(int port, std::string answer, std::chrono::milliseconds pause)
    : answer_(std::move(answer)), pause_(pause), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int yes = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const sockaddr_in address = loopback(port);
    if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(listener_, 8) != 0)
        throw std::runtime_error("FakeServer: the port is taken");
    thread_ = std::jthread([this](std::stop_token stop) { serve(stop); });
}

FakeServer::~FakeServer() {
    thread_.request_stop();
    thread_.join();
    close(listener_);
}

void FakeServer::serve(std::stop_token stop) {
    while (!stop.stop_requested()) {
        pollfd wanted{listener_, POLLIN, 0};
        if (poll(&wanted, 1, 20) <= 0) continue;
        const int peer = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        char request[65536];
        if (recv(peer, request, sizeof request, 0) > 0 && pause_.count() == 0) send_all(peer, answer_);
        for (std::size_t i = 0; pause_.count() > 0 && i < answer_.size() && !stop.stop_requested(); ++i) {
            std::this_thread::sleep_for(pause_);
            send_all(peer, answer_.substr(i, 1));
        }
        shutdown(peer, SHUT_WR);
        timeval patience{0, 200'000};
        setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        while (recv(peer, request, sizeof request, 0) > 0) {
        }
        close(peer);
    }
}

std::string http_answer(const std::string& status, const std::string& type, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
}

std::string raw_exchange(int port, const std::string& request) {
    const int peer = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    std::string answer;
    if (connect(peer, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        send_all(peer, request);
        shutdown(peer, SHUT_WR);
        char chunk[4096];
        for (ssize_t size; (size = recv(peer, chunk, sizeof chunk, 0)) > 0;)
            answer.append(chunk, static_cast<std::size_t>(size));
    }
    close(peer);
    return answer;
}

}  // namespace nuong::testing
