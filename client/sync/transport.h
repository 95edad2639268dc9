// The door to the network: one request, one answer. Everything above it is tested without a socket.
#pragma once
#include <string>

#include "shared/base/result.h"

namespace nuong::client {

struct HttpRequest {
    std::string method;  // GET, POST, PUT
    std::string path;    // /v1/sync
    std::string token;   // empty: none
    std::string body;
};

struct HttpResponse {
    int status = 0;
    std::string body;
};

// Errors: `unreachable` when no whole answer came (nobody knows whether the server did the work); `refused` when the
// server's certificate is not trusted.
class Transport {
public:
    virtual ~Transport() = default;
    virtual Result<HttpResponse> exchange(const HttpRequest& request) = 0;
};

}  // namespace nuong::client
