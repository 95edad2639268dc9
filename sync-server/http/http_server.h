// HttpServer: HTTP/1.1 with or without TLS, one thread, behind values. It knows nothing of what it serves: every whole
// request goes to one handler, and everything that is not a whole, well-formed request within the limits never does.
//
// Thread: run() occupies the calling thread; the handler is called on it and must not block. A Reply may be called from
// any thread, once. stop() and reload_certificate() may be called from any thread.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/message.h"
#include "shared/base/result.h"

namespace nuong {

struct HttpRequest {
    std::string method;  // GET, POST ...
    std::string target;  // path with query, as sent
    std::string authorization;
    std::string content_type;
    std::string content_encoding;
    std::string accept;
    std::string body;
    std::string remote;  // address of the peer, without port
    std::string cookie = {};
    std::string host = {};
    std::string forwarded_proto = {};  // as a proxy before this server says, or anybody: https
    bool is_tls = false;
    std::string forwarded_for = {};  // the same, of the visitor's address
    std::string seal_mark = {};      // Nuong-Seal: of a device that can open sealed answers
};

struct HttpResponse {
    unsigned status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::string content_encoding;
    std::optional<std::chrono::seconds> retry_after;
    std::vector<std::pair<std::string, std::string>> headers = {};  // beyond the usual ones
    std::optional<std::uint64_t> length = {};                       // to HEAD: of the body that GET would bring
    bool tells_of_people = true;                                    // else it need not be kept from anybody
};

// {"error":{"code":...,"message":{"vi":...,"en":...}}}
HttpResponse http_error(unsigned status, const std::string& code, const Message& message);

using HttpReply = std::function<void(HttpResponse)>;
using HttpHandler = std::function<void(HttpRequest, HttpReply)>;

struct TlsFiles {
    std::string certificate;  // PEM, the server's first, then the chain
    std::string key;          // PEM
};

struct HttpListen {
    std::string host;
    std::uint16_t port = 0;  // 0: any free one
    std::optional<TlsFiles> tls;
};

struct HttpLimits {
    std::uint32_t header_bytes = 8 * 1024;
    std::uint64_t body_bytes = 8ull * 1024 * 1024;
    std::uint64_t bodies_bytes_total = 128ull * 1024 * 1024;  // arrived of all requests that are being received
    // The same of one network that is not this machine (NetworkShares): of eight bodies as large as may be, at once.
    std::uint64_t bodies_bytes_of_network = 64ull * 1024 * 1024;
    std::chrono::milliseconds header_deadline{10'000};   // also how long a kept connection may be silent
    std::chrono::milliseconds request_deadline{60'000};  // from the header's end to the body's
    std::chrono::milliseconds answer_deadline{60'000};   // until the peer has taken the whole answer
    std::chrono::milliseconds stop_grace{5'000};         // for requests half received when told to stop
    std::size_t connections = 4096;
    // Of one that is not this machine (NetworkShares); a commune behind one router needs fewer.
    std::size_t connections_of_network = 2048;
    std::set<std::string> proxies = {};  // addresses of peers behind which are many: no network's share limits them
};

// What a server's lines are doing, for whoever watches it. Thread: any reads.
struct HttpTraffic {
    std::atomic<std::uint64_t> connections = 0;  // open now
    std::atomic<std::uint64_t> dropped = 0;      // at once, because their network held its share already
    std::atomic<std::uint64_t> refused = 0;      // requests that no room was left to receive
};

class HttpServer {
public:
    // Listens at once. Fails when the address is taken or the certificate cannot be used.
    static Result<HttpServer> listen(HttpListen where, HttpLimits limits, HttpHandler handler);
    HttpServer(HttpServer&&) noexcept;
    HttpServer& operator=(HttpServer&&) noexcept;
    ~HttpServer();

    std::uint16_t port() const;
    const HttpTraffic& traffic() const;  // lives as long as the server, wherever that is moved to
    // Serves until stop(): then no new connection or request is taken, running requests are answered, and it returns.
    void run();
    // The certificate's files are read again, for connections from now on; one that is open keeps what it has. Files
    // that cannot be used are told, and nothing changes. `told` is called on the thread of run().
    void reload_certificate(std::function<void(const Status&)> told);
    void stop();

private:
    struct Machinery;
    explicit HttpServer(std::unique_ptr<Machinery> machinery);
    std::unique_ptr<Machinery> machinery_;
};

}  // namespace nuong
