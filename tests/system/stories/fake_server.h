// A server that answers whatever it was told to, byte for byte, and hangs up.
#pragma once
#include <chrono>
#include <string>
#include <thread>

namespace nuong::testing {

class FakeServer {
public:
    // Every connection gets `answer`, with a pause before each of its bytes when `pause` is set. Port 0: any free one.
    FakeServer(int port, std::string answer, std::chrono::milliseconds pause = std::chrono::milliseconds(0));
    ~FakeServer();
    FakeServer(const FakeServer&) = delete;
    FakeServer& operator=(const FakeServer&) = delete;

private:
    void serve(std::stop_token stop);

    std::string answer_;
    std::chrono::milliseconds pause_;
    int listener_ = -1;
    std::jthread thread_;
};

std::string http_answer(const std::string& status, const std::string& type, const std::string& body);
// What a raw request gets back from 127.0.0.1:port; the sending side is closed after `request`.
std::string raw_exchange(int port, const std::string& request);

}  // namespace nuong::testing
