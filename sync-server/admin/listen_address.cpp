#include "sync-server/admin/listen_address.h"

#include <charconv>

namespace nuong::admin {

Result<HttpListen> listen_of(const CommandLine& line) {
    const std::string text = line.has("listen") ? line.value("listen") : "127.0.0.1:8765";
    const auto colon = text.rfind(':');
    HttpListen listen;
    bool right = colon != std::string::npos && colon > 0;
    if (right) {
        listen.host = text.substr(0, colon);
        if (listen.host.size() > 2 && listen.host.front() == '[')
            listen.host = listen.host.substr(1, listen.host.size() - 2);
        const char* end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, listen.port);
        right = error == std::errc() && stop == end;
    }
    if (!right)
        return Error{ErrorCode::usage,
                     {"--listen cần dạng ĐỊA_CHỈ:CỔNG, ví dụ 127.0.0.1:8765.",
                      "--listen needs ADDRESS:PORT, for example 127.0.0.1:8765."}};
    if (line.has("tls-cert") != line.has("tls-key"))
        return Error{ErrorCode::usage,
                     {"--tls-cert và --tls-key phải đi cùng nhau.", "--tls-cert and --tls-key go together."}};
    if (line.has("tls-cert")) listen.tls = TlsFiles{line.value("tls-cert"), line.value("tls-key")};
    return listen;
}

}  // namespace nuong::admin
