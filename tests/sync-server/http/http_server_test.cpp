// The HTTP door against clients that are slow, broken, greedy or hostile.
#include "sync-server/http/http_server.h"

#include <arpa/inet.h>

#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/support/patience.h"
#include "wire.h"

using namespace nuong;
using namespace std::chrono_literals;
using nuong::test::waits_until;
using nuong::testing::address_for_others;
using nuong::testing::Wire;

namespace {

// A server on a free port with a thread of its own; stops when dropped.
class Running {
public:
    explicit Running(HttpHandler handler, HttpLimits limits = quick_limits(), const std::string& host = "127.0.0.1")
        : server_(std::move(HttpServer::listen({host, 0, std::nullopt}, limits, std::move(handler)).value())),
          thread_([this] { server_.run(); }) {}
    ~Running() { stop(); }
    void stop() {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }
    std::uint16_t port() const { return server_.port(); }
    const HttpTraffic& traffic() const { return server_.traffic(); }
    void ask_to_stop() { server_.stop(); }
    void wait_until_stopped() { thread_.join(); }

    static HttpLimits quick_limits() {
        HttpLimits limits;
        limits.header_deadline = 400ms;
        limits.request_deadline = 600ms;
        limits.answer_deadline = 2000ms;
        limits.stop_grace = 300ms;
        limits.body_bytes = 64 * 1024;
        return limits;
    }

private:
    HttpServer server_;
    std::thread thread_;
};

void echo(HttpRequest request, HttpReply reply) {
    HttpResponse response;
    response.body = request.method + " " + request.target + " " + request.body;
    response.content_type = "text/plain";
    reply(std::move(response));
}

unsigned status_of(const std::string& answer) {
    return answer.size() < 12 ? 0 : static_cast<unsigned>(std::atoi(answer.substr(9, 3).c_str()));
}

std::string body_of(const std::string& answer) {
    const auto at = answer.find("\r\n\r\n");
    return at == std::string::npos ? "" : answer.substr(at + 4);
}

std::string ask(std::uint16_t port, const std::string& request) {
    Wire wire(port);
    wire.send(request);
    return wire.receive();
}

// Has been admitted with so large a body, of which it has sent nothing yet.
std::unique_ptr<Wire> announced(std::uint16_t port, std::size_t size, in_addr_t server = htonl(INADDR_LOOPBACK)) {
    auto wire = std::make_unique<Wire>(port, server);
    wire->send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: " + std::to_string(size) +
               "\r\n\r\n");
    const std::string leave = "HTTP/1.1 100 Continue\r\n\r\n";
    std::string said;
    CHECK(waits_until([&] { return !(said += wire->receive(50ms)).empty(); }));
    CHECK(said == leave);
    return wire;
}

std::string post(std::size_t size) {
    return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(size, 'x');
}

// Whether somebody who would send so much is told to come back, once what others have sent has arrived.
bool is_turned_away(std::uint16_t port, std::size_t size, in_addr_t server = htonl(INADDR_LOOPBACK)) {
    std::string answer;
    return waits_until([&] {
        Wire wire(port, server);
        wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
        answer = wire.receive(50ms);
        return status_of(answer) == 503 && answer.find("Retry-After: 5") != std::string::npos;
    });
}

// Nobody is cut off before the story is over.
HttpLimits patient_limits() {
    HttpLimits limits = Running::quick_limits();
    limits.request_deadline = 600s;
    return limits;
}

const std::string post_hello = "POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";

}  // namespace

TEST_CASE("a request is handed over whole and the connection serves the next one") {
    Running server(echo);
    Wire wire(server.port());
    for (int i = 0; i < 3; ++i) {
        REQUIRE(wire.send(post_hello));
        const std::string answer = wire.receive();
        CHECK(status_of(answer) == 200);
        CHECK(body_of(answer) == "POST /v1/sync hello");
    }
}

TEST_CASE("two requests sent at once are answered in order") {
    Running server(echo);
    Wire wire(server.port());
    wire.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(body_of(wire.receive()) == "GET /a ");
    CHECK(body_of(wire.receive()) == "GET /b ");
}

TEST_CASE("HEAD is answered without a body, with the length that GET would have") {
    Running server(echo);
    Wire wire(server.port());
    wire.send("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string answer = wire.receive(1s);
    CHECK(status_of(answer) == 200);
    CHECK(answer.find("Content-Length: 8") != std::string::npos);
    CHECK(body_of(answer).empty());
}

TEST_CASE("broken framing is refused with 400 and the connection is closed") {
    Running server(echo);
    const struct {
        const char* story;
        std::string request;
    } cases[] = {
        {"two lengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello1"},
        {"length and chunks",
         "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"chunks and length",
         "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"},
        {"negative length", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"},
        {"length beyond 64 bits", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n"},
        {"garbage", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15)},
        {"bare line feed in a name", "GET / HTTP/1.1\r\nHo\nst: x\r\n\r\n"},
        {"space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n"},
        {"bad chunk size", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"},
    };
    for (const auto& c : cases) {
        INFO(c.story);
        Wire wire(server.port());
        wire.send(c.request);
        CHECK(status_of(wire.receive()) == 400);
        CHECK(wire.is_closed_within(3s));
    }
}

TEST_CASE("a body above the limit is refused with 413 before it is read") {
    Running server(echo);
    Wire wire(server.port());
    wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n");
    const std::string answer = wire.receive();
    CHECK(status_of(answer) == 413);
    CHECK(body_of(answer).find("\"too_large\"") != std::string::npos);
}

TEST_CASE("a chunked body above the limit is refused with 413") {
    Running server(echo);
    Wire wire(server.port());
    wire.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "4000\r\n" + std::string(0x4000, 'x') + "\r\n";
    for (int i = 0; i < 5; ++i) wire.send(chunk);
    CHECK(status_of(wire.receive()) == 413);
}

TEST_CASE("a client that pours on after the refusal still gets to read it") {
    Running server(echo);
    Wire wire(server.port());
    wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
    wire.send(std::string(1'000'000, 'x'));
    CHECK(status_of(wire.receive()) == 413);
}

TEST_CASE("a header above the limit is refused with 431") {
    Running server(echo);
    Wire wire(server.port());
    wire.send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(20'000, 'a') + "\r\n\r\n");
    CHECK(status_of(wire.receive()) == 431);
}

TEST_CASE("clients that dribble are cut off at the deadline while others are served") {
    Running server(echo);
    Wire slow_header(server.port());
    Wire slow_body(server.port());
    slow_header.send("POST / HTTP/1.1\r\n");
    slow_body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
    const auto start = std::chrono::steady_clock::now();
    bool header_open = true, body_open = true;
    while ((header_open || body_open) && std::chrono::steady_clock::now() - start < 5s) {
        if (header_open) header_open = slow_header.send("X: y\r\n") && !slow_header.is_closed_within(20ms);
        if (body_open) body_open = slow_body.send("z") && !slow_body.is_closed_within(20ms);
        CHECK(status_of(ask(server.port(), post_hello)) == 200);
    }
    CHECK_FALSE(header_open);
    CHECK_FALSE(body_open);
    CHECK(std::chrono::steady_clock::now() - start < 4s);
}

TEST_CASE("a request cut in the middle of its body never reaches the handler") {
    std::atomic<int> calls = 0;
    Running server([&](HttpRequest request, HttpReply reply) {
        ++calls;
        echo(std::move(request), std::move(reply));
    });
    {
        Wire wire(server.port());
        wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
        wire.finish_sending();
        CHECK(wire.is_closed_within(3s));
    }
    CHECK(calls == 0);
    CHECK(status_of(ask(server.port(), post_hello)) == 200);
    CHECK(calls == 1);
}

TEST_CASE("a client that asks leave to send its body gets it") {
    Running server(echo);
    Wire wire(server.port());
    wire.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    CHECK(wire.receive(200ms) == "HTTP/1.1 100 Continue\r\n\r\n");
    wire.send("hello");
    CHECK(body_of(wire.receive()) == "POST / hello");
}

TEST_CASE("who only announces large bodies keeps nobody from sending one") {
    HttpLimits limits = patient_limits();
    limits.bodies_bytes_total = 2 * limits.body_bytes;
    Running server(echo, limits);
    std::vector<std::unique_ptr<Wire>> silent;
    for (int i = 0; i < 16; ++i) silent.push_back(announced(server.port(), limits.body_bytes));
    CHECK(status_of(ask(server.port(), post_hello)) == 200);
    CHECK(status_of(ask(server.port(), post(limits.body_bytes))) == 200);
    silent.front()->send(std::string(limits.body_bytes, 'x'));
    CHECK(status_of(silent.front()->receive()) == 200);
}

TEST_CASE("when too many bytes have arrived at once, the next is told to come back") {
    HttpLimits limits = patient_limits();
    limits.bodies_bytes_total = 50'000;
    Running server(echo, limits);
    Wire greedy(server.port());
    greedy.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 40000\r\n\r\n" + std::string(39'999, 'x'));
    CHECK(is_turned_away(server.port(), 40'000));
    CHECK(status_of(ask(server.port(), post_hello)) == 200);  // there is room for as much
    greedy.send("x");
    CHECK(status_of(greedy.receive()) == 200);
    CHECK(status_of(ask(server.port(), post(40'000))) == 200);
}

TEST_CASE("who goes on beyond what there is room for is told to come back, and has left the room to others") {
    HttpLimits limits = patient_limits();
    limits.bodies_bytes_total = 50'000;
    Running server(echo, limits);
    Wire wire(server.port());
    wire.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nea60\r\n" + std::string(60'000, 'x') +
              "\r\n0\r\n\r\n");
    const std::string refused = wire.receive();
    CHECK(status_of(refused) == 503);
    CHECK(refused.find("Retry-After: 5") != std::string::npos);
    CHECK(status_of(ask(server.port(), post(50'000))) == 200);
}

TEST_CASE("a body that is broken off leaves its room to others") {
    HttpLimits limits = patient_limits();
    limits.bodies_bytes_total = 50'000;
    Running server(echo, limits);
    {
        Wire lost(server.port());
        lost.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n" + std::string(49'999, 'x'));
        CHECK(is_turned_away(server.port(), 50'000));
    }
    CHECK(waits_until([&] { return status_of(ask(server.port(), post(50'000))) == 200; }));
}

TEST_CASE("the devices of an office behind one address get all through at once") {
    const auto office = address_for_others();
    if (!office) SKIP("this machine has no network");
    HttpLimits limits = patient_limits();
    limits.bodies_bytes_of_network = 8 * limits.body_bytes;
    limits.bodies_bytes_total = 2 * limits.bodies_bytes_of_network;
    Running server(echo, limits, "0.0.0.0");
    std::vector<std::unique_ptr<Wire>> devices;
    for (int i = 0; i < 8; ++i) devices.push_back(announced(server.port(), limits.body_bytes, *office));
    for (const auto& device : devices) device->send(std::string(limits.body_bytes - 1, 'x'));
    CHECK(is_turned_away(server.port(), 9, *office));  // more than that is the ninth's
    for (const auto& device : devices) device->send("x");
    for (const auto& device : devices) CHECK(status_of(device->receive()) == 200);
}

TEST_CASE("one network that sends all it can and finishes nothing takes no other network's room") {
    const auto elsewhere = address_for_others();
    if (!elsewhere) SKIP("this machine has no network");
    HttpLimits limits = patient_limits();
    limits.bodies_bytes_of_network = 50'000;
    limits.bodies_bytes_total = 100'000;
    Running server(echo, limits, "0.0.0.0");
    Wire greedy(server.port(), *elsewhere);
    greedy.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n" + std::string(49'999, 'x'));
    CHECK(is_turned_away(server.port(), 2, *elsewhere));
    CHECK(status_of(ask(server.port(), post(50'000))) == 200);
    CHECK(server.traffic().refused > 0);
}

TEST_CASE("one network that opens all connections it can takes no other network's place") {
    const auto elsewhere = address_for_others();
    if (!elsewhere) SKIP("this machine has no network");
    HttpLimits limits = Running::quick_limits();
    limits.header_deadline = 600s;
    limits.connections_of_network = 2;
    Running server(echo, limits, "0.0.0.0");
    const Wire first(server.port(), *elsewhere), second(server.port(), *elsewhere);
    Wire third(server.port(), *elsewhere);
    CHECK(third.is_closed_within(60s));
    CHECK(status_of(ask(server.port(), post_hello)) == 200);
    CHECK(server.traffic().dropped == 1);
    CHECK(server.traffic().connections >= 2);
}

TEST_CASE("behind a proxy that is trusted are more devices than one network may have") {
    const auto elsewhere = address_for_others();
    if (!elsewhere) SKIP("this machine has no network");
    HttpLimits limits = Running::quick_limits();
    limits.header_deadline = 600s;
    limits.connections_of_network = 2;
    std::array<char, INET_ADDRSTRLEN> written{};
    const in_addr address{*elsewhere};
    limits.proxies = {inet_ntop(AF_INET, &address, written.data(), written.size())};
    Running server(echo, limits, "0.0.0.0");
    const Wire first(server.port(), *elsewhere), second(server.port(), *elsewhere);
    Wire third(server.port(), *elsewhere);
    third.send(post_hello);
    CHECK(status_of(third.receive()) == 200);
    CHECK(server.traffic().dropped == 0);
}

TEST_CASE("connections beyond the limit wait until others leave") {
    HttpLimits limits = Running::quick_limits();
    limits.connections = 4;
    Running server(echo, limits);
    std::vector<std::unique_ptr<Wire>> idle;
    for (int i = 0; i < 4; ++i) idle.push_back(std::make_unique<Wire>(server.port()));
    std::this_thread::sleep_for(50ms);
    Wire next(server.port());
    next.send(post_hello);
    CHECK(next.receive(100ms).empty());
    idle.clear();
    CHECK(status_of(next.receive()) == 200);
}

TEST_CASE("an answer may come from another thread, later") {
    std::vector<std::jthread> threads;
    Running server([&](HttpRequest request, HttpReply reply) {
        threads.emplace_back([request = std::move(request), reply = std::move(reply)] {
            std::this_thread::sleep_for(700ms);  // longer than the request deadline: that one is the peer's, not ours
            echo(request, reply);
        });
    });
    CHECK(body_of(ask(server.port(), post_hello)) == "POST /v1/sync hello");
}

TEST_CASE("a handler that drops the reply answers 500; a second answer is ignored") {
    Running server([](HttpRequest request, HttpReply reply) {
        if (request.target == "/drop") return;
        reply({.status = 204, .body = "", .content_type = "text/plain", .content_encoding = "", .retry_after = {}});
        reply(http_error(500, "twice", {"hai", "twice"}));
    });
    CHECK(status_of(ask(server.port(), "GET /drop HTTP/1.1\r\nHost: x\r\n\r\n")) == 500);
    CHECK(status_of(ask(server.port(), "GET /twice HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) == 204);
}

TEST_CASE("stopping answers what runs, lets a half-sent request go, and returns") {
    std::mutex mutex;
    std::condition_variable handler_called;
    std::optional<HttpReply> waiting;
    Running server([&](HttpRequest, HttpReply reply) {
        const std::lock_guard lock(mutex);
        waiting = std::move(reply);
        handler_called.notify_one();
    });
    Wire idle(server.port());
    Wire half(server.port());
    Wire running(server.port());
    half.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
    running.send(post_hello);
    {
        std::unique_lock lock(mutex);
        REQUIRE(handler_called.wait_for(lock, 5s, [&] { return waiting.has_value(); }));
    }
    server.ask_to_stop();
    CHECK(idle.is_closed_within(2s));
    CHECK(half.is_closed_within(2s));
    (*waiting)(
        {.status = 200, .body = "done", .content_type = "text/plain", .content_encoding = "", .retry_after = {}});
    waiting.reset();
    CHECK(body_of(running.receive()) == "done");
    server.wait_until_stopped();
    CHECK(status_of(ask(server.port(), post_hello)) == 0);
}

TEST_CASE("an address that is taken or not an address is a clear error") {
    Running first(echo);
    const auto second = HttpServer::listen({"127.0.0.1", first.port(), std::nullopt}, HttpLimits{}, echo);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::usage);
    CHECK(second.error().message.vi.find(std::to_string(first.port())) != std::string::npos);
    CHECK_FALSE(HttpServer::listen({"not an address", 0, std::nullopt}, HttpLimits{}, echo));
}
