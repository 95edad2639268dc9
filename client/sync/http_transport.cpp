#include "client/sync/http_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>

#include "shared/protocol/compression.h"
#include "shared/protocol/limits.h"

namespace nuong::client {
namespace {

Error unreachable(const std::string& detail) {
    return {
        ErrorCode::unreachable,
        {"Không kết nối được máy chủ. Dữ liệu vẫn an toàn trên máy này; hãy đồng bộ lại khi có mạng. (" + detail + ")",
         "The server cannot be reached. Everything is safe on this device; sync again when there is a network. (" +
             detail + ")"}};
}

constexpr long not_yet_valid = 9, has_expired = 10;  // as x509_vfy.h of OpenSSL has them, and curl passes them on

// What a person can do about it hangs on why: a clock that has lost its battery, a public network that answers in the
// server's place, or a file that is missing. `verified` is what X509_verify_cert said.
Message why_not_trusted(long verified) {
    if (verified == not_yet_valid || verified == has_expired)
        return {
            "ngày của chứng chỉ không khớp với ngày của máy này. Hãy xem lại ngày giờ của máy rồi đồng bộ lại; nếu giờ "
            "máy đúng, hãy báo huyện là chứng chỉ đã hết hạn.",
            "its dates do not fit this device's date. Set the device's date and time, then sync again; if they are "
            "right, tell the district that the certificate has run out."};
    return {
        "đây có thể không phải máy chủ của huyện. Ở Wi-Fi công cộng, hãy mở trình duyệt để vào mạng đó, hoặc dùng mạng "
        "khác; nếu mạng nào cũng vậy, hãy hỏi huyện tệp chứng chỉ đúng (--ca).",
        "this may not be the district's server. On a public Wi-Fi, open a browser and log in to it, or use another "
        "network; if it is so everywhere, ask the district for the right certificate file (--ca)."};
}

Error not_trusted(long verified, const std::string& detail) {
    const Message why = why_not_trusted(verified);
    return {ErrorCode::refused,
            {"Không tin được chứng chỉ của máy chủ nên đã dừng, chưa gửi gì: " + why.vi + " (" + detail + ")",
             "The server's certificate is not trusted, so nothing was sent: " + why.en + " (" + detail + ")"}};
}

bool is_certificate_error(CURLcode code) {
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
           code == CURLE_SSL_ISSUER_ERROR || code == CURLE_SSL_CERTPROBLEM || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH;
}

constexpr std::string_view sealed_header = "nuong-sealed:";

struct Received {
    std::string body;
    bool too_large = false, is_sealed = false;
};

std::size_t read_header(char* line, std::size_t size, std::size_t count, void* user) {
    std::string name(line, std::min(size * count, sealed_header.size()));
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (name == sealed_header) static_cast<Received*>(user)->is_sealed = true;
    return size * count;
}

std::size_t receive(char* data, std::size_t size, std::size_t count, void* user) {
    auto& received = *static_cast<Received*>(user);
    if (received.body.size() + size * count > protocol::body_bytes_max) {
        received.too_large = true;
        return 0;
    }
    received.body.append(data, size * count);
    return size * count;
}

// What curl calls now and then while an exchange runs.
struct Watch {
    const std::atomic<bool>& cancelled;
    const HttpTransport::OnMoved& on_moved;
};

int look(void* user, curl_off_t, curl_off_t down, curl_off_t, curl_off_t up) {
    const auto& watch = *static_cast<Watch*>(user);
    if (watch.cancelled) return 1;
    if (watch.on_moved) watch.on_moved(up, down);
    return 0;
}

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

void add_header(HeaderList& list, const std::string& header) {
    curl_slist* longer = curl_slist_append(list.get(), header.c_str());
    if (!longer) return;
    (void)list.release();
    list.reset(longer);
}

bool is_loopback(std::string_view authority) {
    if (authority.substr(0, 5) == "[::1]") return authority.size() == 5 || authority[5] == ':';
    const std::string_view host = authority.substr(0, authority.find(':'));
    if (host == "localhost") return true;
    if (host.substr(0, 4) != "127.") return false;
    return host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

Status check_server_url(const std::string& url) {
    const auto starts = [&](std::string_view scheme) {
        return std::string_view(url).substr(0, scheme.size()) == scheme;
    };
    const Error wrong{ErrorCode::usage,
                      {"Địa chỉ máy chủ không đúng: “" + url + "”. Ví dụ đúng: https://may-chu.vi-du.vn",
                       "Not a server address: \"" + url + "\". A right one: https://server.example"}};
    if (url.find_first_of(" \t\r\n@?#") != std::string::npos) return wrong;
    if (starts("https://")) return url.size() > 8 ? Status(Done{}) : Status(wrong);
    if (!starts("http://")) return wrong;
    const std::string_view rest = std::string_view(url).substr(7);
    if (is_loopback(rest.substr(0, rest.find('/')))) return Done{};
    return Error{ErrorCode::usage,
                 {"Địa chỉ http:// không mã hóa chỉ dùng được cho máy này (127.0.0.1). Hãy dùng https://.",
                  "An http:// address is not encrypted and only allowed for this machine (127.0.0.1). Use https://."}};
}

struct HttpTransport::Handle {
    CURL* curl = nullptr;
    Handle() {
        static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
        if (ready) curl = curl_easy_init();
    }
    ~Handle() {
        if (curl) curl_easy_cleanup(curl);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
};

HttpTransport::HttpTransport(std::string server_url, std::string ca_file, HttpTimeouts timeouts)
    : handle_(std::make_unique<Handle>()),
      server_url_(std::move(server_url)),
      ca_file_(std::move(ca_file)),
      timeouts_(timeouts) {
    while (!server_url_.empty() && server_url_.back() == '/') server_url_.pop_back();
}

HttpTransport::~HttpTransport() = default;

Result<HttpResponse> HttpTransport::exchange(const HttpRequest& request) {
    if (const auto checked = check_server_url(server_url_); !checked) return checked.error();
    CURL* curl = handle_->curl;
    if (!curl) return unreachable("libcurl");
    curl_easy_reset(curl);  // the connection stays open for the next request
    const std::string url = server_url_ + request.path;
    Received received;
    char detail[CURL_ERROR_SIZE] = {};
    HeaderList headers;
    add_header(headers, "Expect:");  // never wait for a 100 Continue
    add_header(headers, "Accept: application/zstd, application/json");
    if (!request.token.empty()) add_header(headers, "Authorization: Bearer " + request.token);
    if (!request.seal_mark.empty()) add_header(headers, "Nuong-Seal: " + request.seal_mark);
    if (request.method == "POST" || request.method == "PUT") {
        const bool is_json = request.body.starts_with('{') || protocol::is_packed(request.body);
        add_header(headers, is_json ? "Content-Type: application/json" : "Content-Type: application/octet-stream");
        if (protocol::is_packed(request.body)) add_header(headers, "Content-Encoding: zstd");
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);  // a token must not follow a redirect
    curl_easy_setopt(curl, CURLOPT_SSLVERSION,
                     static_cast<long>(CURL_SSLVERSION_TLSv1_2));  // or later, whatever the system takes
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &received);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, read_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &received);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    Watch watch{cancelled_, on_moved_};
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &watch);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(timeouts_.connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(timeouts_.whole.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(timeouts_.silence.count()));
    if (!ca_file_.empty()) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file_.c_str());
        curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);  // and nobody besides: the system keeps hundreds there
    }
    const CURLcode code = curl_easy_perform(curl);
    curl_off_t connected_us = 0;
    curl_easy_getinfo(curl, CURLINFO_CONNECT_TIME_T, &connected_us);
    met_nobody_ = code != CURLE_OK && connected_us == 0;
    if (received.too_large) return unreachable("answer too large");
    if (is_certificate_error(code)) {
        long verified = 0;
        curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &verified);
        return not_trusted(verified, detail[0] ? detail : curl_easy_strerror(code));
    }
    if (code != CURLE_OK) return unreachable(detail[0] ? detail : curl_easy_strerror(code));
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_off_t retry_after = 0;
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after);
    constexpr curl_off_t retry_after_max = 24 * 3600;
    return HttpResponse{static_cast<int>(status), std::move(received.body),
                        std::chrono::seconds(std::clamp<curl_off_t>(retry_after, 0, retry_after_max)),
                        received.is_sealed};
}

}  // namespace nuong::client
