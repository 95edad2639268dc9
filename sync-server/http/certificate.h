// What can be said of a certificate before it is used.
#pragma once
#include "shared/base/date.h"
#include "sync-server/http/http_server.h"

namespace nuong {

struct CertificateFacts {
    std::string path;
    bool is_readable = false;  // PEM, and ours to read
    bool fits_key = true;
    Instant until{};
};

CertificateFacts look_at_certificate(const TlsFiles& files);

}  // namespace nuong
