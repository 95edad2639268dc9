// The door to the network: one request, one answer. Everything above it is tested without a socket.
#pragma once
#include <chrono>
#include <string>

#include "shared/base/result.h"

namespace nuong::client {

struct HttpRequest {
    std::string method;  // GET, POST, PUT
    std::string path;    // /v1/sync
    std::string token;   // empty: none
    std::string body;
    std::string seal_mark = {};  // the answer may be sealed for this device (sealed_line.h)
};

struct HttpResponse {
    int status = 0;
    std::string body;
    std::chrono::seconds retry_after{0};  // the server asks not to be asked before that
    bool is_sealed = false;
    bool is_of_the_district = false;  // it was sealed for this device, which only the top of the district can do
};

// An answer that no server of ours gives: a login page of a hotel, half of something.
Error nonsense();
// Of a status that is not 200: `refused` when the server has said no, `unreachable` when it may say something else
// later.
Error error_in(const HttpResponse& response);
// What it says, unpacked. Errors: as error_in(); unreachable when it makes no sense.
Result<std::string> text_of(const HttpResponse& response);

// Errors: `unreachable` when no whole answer came (nobody knows whether the server did the work); `refused` when the
// server's certificate is not trusted.
class Transport {
public:
    virtual ~Transport() = default;
    virtual Result<HttpResponse> exchange(const HttpRequest& request) = 0;
    // The last exchange failed before there was anybody to talk to: a dead line, not a slow one.
    virtual bool met_nobody() const { return false; }
};

}  // namespace nuong::client
