// HttpTransport: libcurl behind the Transport door. Certificates are always checked; http:// is for loopback only.
//
// Thread: used by one thread at a time (the sync worker or a command).
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "client/sync/transport.h"

namespace nuong::client {

struct HttpTimeouts {
    std::chrono::seconds connect{15};
    std::chrono::seconds whole{120};   // of one request with its answer
    std::chrono::seconds silence{30};  // no byte moved
};

// https://host[:port] or http://127.0.0.1[:port]; `usage` with the reason otherwise.
Status check_server_url(const std::string& url);

class HttpTransport final : public Transport {
public:
    HttpTransport(std::string server_url, std::string ca_file, HttpTimeouts timeouts = {});
    ~HttpTransport() override;
    Result<HttpResponse> exchange(const HttpRequest& request) override;
    bool met_nobody() const override { return met_nobody_; }

    // Called now and then while an exchange runs, on its thread: bytes of the body that have gone and come so far.
    using OnMoved = std::function<void(std::int64_t up, std::int64_t down)>;
    void watch(OnMoved on_moved) { on_moved_ = std::move(on_moved); }
    // From any thread: the running exchange ends soon with `unreachable`.
    void cancel() { cancelled_ = true; }

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
    std::string server_url_, ca_file_;
    HttpTimeouts timeouts_;
    OnMoved on_moved_;
    bool met_nobody_ = false;
    std::atomic<bool> cancelled_ = false;
};

}  // namespace nuong::client
