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

Status check_address(const std::string& url) {
    const bool has_scheme = url.starts_with("https://") || url.starts_with("http://");
    if (has_scheme && url.find_first_of(" \t\r\n@?#") == std::string::npos) return Done{};
    return Error{ErrorCode::usage,
                 {"Địa chỉ không đúng: “" + url + "”. Ví dụ đúng: --url https://may-chu.vi-du.vn",
                  "Not an address: \"" + url + "\". A right one: --url https://server.example"}};
}

std::string url_of(const HttpListen& listen, std::uint16_t port) {
    const bool is_v6 = listen.host.find(':') != std::string::npos;
    return (listen.tls ? "https://" : "http://") + (is_v6 ? "[" + listen.host + "]" : listen.host) + ":" +
           std::to_string(port);
}

}  // namespace nuong::admin
