// A district that answers at a port of its own, for what a window's own worker asks over a real line.
#pragma once
#include <functional>
#include <memory>
#include <thread>

#include "sync-server/http/http_server.h"
#include "tests/sync-server/core/district.h"

namespace nuong::test {

class ListeningOffice {
public:
    using Answer = std::function<HttpResponse(nuong::testing::District&, const HttpRequest&)>;

    explicit ListeningOffice(Answer answer) : answer_(std::move(answer)) {
        auto listening = HttpServer::listen({"127.0.0.1", 0, {}}, {}, [this](HttpRequest request, HttpReply reply) {
            reply(answer_(district, request));
        });
        server_ = std::make_unique<HttpServer>(std::move(listening.value()));
        thread_ = std::thread([this] { server_->run(); });
    }
    ~ListeningOffice() {
        server_->stop();
        thread_.join();
    }
    ListeningOffice(const ListeningOffice&) = delete;
    ListeningOffice& operator=(const ListeningOffice&) = delete;

    std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

    nuong::testing::District district;

private:
    Answer answer_;
    std::unique_ptr<HttpServer> server_;
    std::thread thread_;
};

// The answer of the core as it goes over the line.
template <class T>
HttpResponse response_of(const Answer<T>& answer) {
    if (const auto* no = std::get_if<protocol::HttpError>(&answer)) return http_error(403, no->code, no->message);
    HttpResponse response;
    response.body = protocol::encode(std::get<T>(answer));
    return response;
}

}  // namespace nuong::test
