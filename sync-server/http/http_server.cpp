#include "sync-server/http/http_server.h"

#include <atomic>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "shared/base/json.h"
#include "sync-server/http/growing_body.h"
#include "sync-server/http/network_shares.h"

// Callbacks, never coroutines: g++ 12.2 destroys a capturing lambda inside co_await twice.
namespace nuong {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = asio::ssl;
using tcp = asio::ip::tcp;
using ErrorCodeOfAsio = beast::error_code;

constexpr std::uint64_t linger_bytes_max = 16ull * 1024 * 1024;
constexpr std::chrono::seconds linger_deadline{2};
constexpr std::chrono::milliseconds accept_pause{50};

class AnyConnection {
public:
    virtual ~AnyConnection() = default;
    virtual void server_is_stopping() = 0;
};

// What all connections of one server share. Lives on the server's thread.
struct Shared {
    HttpLimits limits;
    HttpHandler handler;
    HttpTraffic traffic;
    std::unordered_set<AnyConnection*> connections;
    NetworkShares places;
    NetworkShares bodies_bytes;  // arrived of requests that are being received
    bool stopping = false;
};

// Exactly one answer per request: the first call counts, and a handler that forgets answers 500.
class ReplyOnce {
public:
    explicit ReplyOnce(std::function<void(HttpResponse)> send) : send_(std::move(send)) {}
    ReplyOnce(const ReplyOnce&) = delete;
    ReplyOnce& operator=(const ReplyOnce&) = delete;
    ~ReplyOnce() {
        answer(http_error(500, "internal",
                          {"Máy chủ gặp lỗi bên trong. Hãy thử lại.", "The server met an internal error. Try again."}));
    }
    void answer(HttpResponse response) {
        if (!answered_.exchange(true)) send_(std::move(response));
    }

private:
    std::function<void(HttpResponse)> send_;
    std::atomic<bool> answered_ = false;
};

std::string text_of(boost::string_view view) { return std::string(view.data(), view.size()); }

// Each proxy may add a line of its own.
std::string all_of(const http::fields& fields, const char* name) {
    std::string all;
    const auto [first, last] = fields.equal_range(name);
    for (auto each = first; each != last; ++each) all += (all.empty() ? "" : ",") + text_of(each->value());
    return all;
}

template <class Stream>
class Connection final : public AnyConnection, public std::enable_shared_from_this<Connection<Stream>> {
public:
    // REQUIRES: a place of `remote` was taken.
    Connection(Stream stream, Shared& shared, std::string remote)
        : stream_(std::move(stream)), shared_(shared), remote_(std::move(remote)) {
        shared_.connections.insert(this);
        ++shared_.traffic.connections;
    }
    ~Connection() override {
        let_go_of_body();
        shared_.connections.erase(this);
        --shared_.traffic.connections;
        shared_.places.give_back(remote_, 1);
    }

    void start() {
        if constexpr (is_tls) {
            beast::get_lowest_layer(stream_).expires_after(shared_.limits.header_deadline);
            stream_.async_handshake(ssl::stream_base::server, [self = me()](ErrorCodeOfAsio error) {
                if (!error) self->read_header();
            });
        } else {
            read_header();
        }
    }

    void server_is_stopping() override {
        if (doing_ == Doing::header) beast::get_lowest_layer(stream_).cancel();
        if (doing_ == Doing::body) beast::get_lowest_layer(stream_).expires_after(shared_.limits.stop_grace);
    }

private:
    static constexpr bool is_tls = !std::is_same_v<Stream, beast::tcp_stream>;
    enum class Doing { header, body, waiting_for_the_handler, answering };

    std::shared_ptr<Connection> me() { return this->shared_from_this(); }

    void read_header() {
        if (shared_.stopping) return close();
        doing_ = Doing::header;
        is_head_ = false;
        parser_.emplace();
        parser_->header_limit(shared_.limits.header_bytes);
        parser_->body_limit(shared_.limits.body_bytes);
        beast::get_lowest_layer(stream_).expires_after(shared_.limits.header_deadline);
        http::async_read_header(stream_, buffer_, *parser_,
                                [self = me()](ErrorCodeOfAsio error, std::size_t) { self->on_header(error); });
    }

    void on_header(ErrorCodeOfAsio error) {
        if (error) return refuse(error);
        // What is only announced takes nothing from others; but nobody need send what would not get through now.
        if (!shared_.bodies_bytes.has_room(remote_, parser_->content_length().value_or(0))) return refuse_as_busy();
        doing_ = Doing::body;
        beast::get_lowest_layer(stream_).expires_after(shared_.limits.request_deadline);
        if (beast::iequals(parser_->get()[http::field::expect], "100-continue")) return write_continue();
        read_body();
    }

    void write_continue() {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(stream_, asio::buffer(go_on.data(), go_on.size()),
                          [self = me()](ErrorCodeOfAsio error, std::size_t) {
                              if (!error) self->read_body();
                          });
    }

    void read_body() {
        if (parser_->is_done()) return hand_over();
        parser_->eager(true);
        http::async_read_some(stream_, buffer_, *parser_,
                              [self = me()](ErrorCodeOfAsio error, std::size_t) { self->on_piece(error); });
    }

    void on_piece(ErrorCodeOfAsio error) {
        if (error) return refuse(error);
        const std::uint64_t more = parser_->get().body().size() - body_bytes_;
        if (!shared_.bodies_bytes.take(remote_, more)) return refuse_as_busy();
        body_bytes_ += more;
        read_body();
    }

    void hand_over() {
        doing_ = Doing::waiting_for_the_handler;
        beast::get_lowest_layer(stream_).expires_never();  // the commit decides how long this takes
        auto& message = parser_->get();
        keep_alive_ = message.keep_alive();
        is_head_ = message.method() == http::verb::head;
        HttpRequest request{text_of(message.method_string()),
                            text_of(message.target()),
                            text_of(message[http::field::authorization]),
                            text_of(message[http::field::content_type]),
                            text_of(message[http::field::content_encoding]),
                            text_of(message[http::field::accept]),
                            std::move(message.body()),
                            remote_,
                            text_of(message[http::field::cookie]),
                            text_of(message[http::field::host]),
                            text_of(message["X-Forwarded-Proto"]),
                            is_tls,
                            all_of(message, "X-Forwarded-For"),
                            text_of(message["Nuong-Seal"])};
        let_go_of_body();
        // The guard keeps the server running while the answer is made on another thread. Both it and the connection are
        // handed on, so that they are let go on the server's thread.
        auto once = std::make_shared<ReplyOnce>(
            [self = me(), guard = asio::make_work_guard(stream_.get_executor())](HttpResponse response) mutable {
                const auto executor = guard.get_executor();
                asio::post(executor, [self = std::move(self), guard = std::move(guard),
                                      response = std::move(response)]() mutable {
                    self->answer(std::move(response), self->keep_alive_);
                });
            });
        shared_.handler(std::move(request), [once](HttpResponse response) { once->answer(std::move(response)); });
    }

    void refuse(ErrorCodeOfAsio error) {
        if (error == asio::error::operation_aborted) return;  // stopped while nothing was under way
        let_go_of_body();
        if (error == http::error::body_limit)
            return answer(
                http_error(413, "too_large",
                           {"Gói dữ liệu lớn hơn mức máy chủ nhận.", "The body is larger than this server takes."}),
                false);
        if (error == http::error::header_limit || error == http::error::buffer_overflow)
            return answer(http_error(431, "too_large",
                                     {"Phần đầu yêu cầu lớn hơn mức máy chủ nhận.",
                                      "The header is larger than this server takes."}),
                          false);
        if (error.category() == make_error_code(http::error::bad_method).category() &&
            error != http::error::partial_message && error != http::error::end_of_stream)
            return answer(
                http_error(400, "malformed",
                           {"Yêu cầu không đúng dạng HTTP/1.1.", "This is not a well-formed HTTP/1.1 request."}),
                false);
        close();  // silent, cut off in the middle, or too slow: nobody is waiting for an answer
    }

    void refuse_as_busy() {
        ++shared_.traffic.refused;
        let_go_of_body();
        HttpResponse response =
            http_error(503, "busy",
                       {"Máy chủ đang bận. Máy sẽ tự thử lại sau.", "The server is busy. Your device will try again."});
        response.retry_after = std::chrono::seconds(5);
        answer(std::move(response), false);
    }

    void answer(HttpResponse response, bool keep_alive) {
        doing_ = Doing::answering;
        keep_alive_ = keep_alive && !shared_.stopping;
        response_ = {};
        response_.version(11);
        response_.result(response.status);
        response_.keep_alive(keep_alive_);
        response_.set(http::field::content_type, response.content_type);
        response_.set(http::field::cache_control, "no-store");
        if (!response.content_encoding.empty()) response_.set(http::field::content_encoding, response.content_encoding);
        if (response.retry_after)
            response_.set(http::field::retry_after, std::to_string(response.retry_after->count()));
        for (const auto& [name, value] : response.headers) response_.set(name, value);
        response_.content_length(is_head_ && response.length ? *response.length : response.body.size());
        if (!is_head_) response_.body() = std::move(response.body);
        beast::get_lowest_layer(stream_).expires_after(shared_.limits.answer_deadline);
        http::async_write(stream_, response_, [self = me()](ErrorCodeOfAsio error, std::size_t) {
            if (error) return;
            if (self->keep_alive_) self->read_header();
            else self->close();
        });
    }

    void close() {
        doing_ = Doing::answering;
        beast::get_lowest_layer(stream_).expires_after(linger_deadline);
        if constexpr (is_tls) {
            stream_.async_shutdown([self = me()](ErrorCodeOfAsio) { self->linger(); });
        } else {
            linger();
        }
    }

    // Closing with unread bytes would reset the connection and may take the answer away from the peer again.
    void linger() {
        ErrorCodeOfAsio ignored;
        auto& socket = beast::get_lowest_layer(stream_).socket();
        if (socket.shutdown(tcp::socket::shutdown_send, ignored)) return;
        drain();
    }

    void drain() {
        rest_.resize(16 * 1024);
        beast::get_lowest_layer(stream_).async_read_some(
            asio::buffer(rest_), [self = me()](ErrorCodeOfAsio error, std::size_t bytes) {
                self->drained_bytes_ += bytes;
                if (!error && self->drained_bytes_ < linger_bytes_max && !self->shared_.stopping) self->drain();
            });
    }

    // It was handed over, or nobody will.
    void let_go_of_body() {
        shared_.bodies_bytes.give_back(remote_, std::exchange(body_bytes_, 0));
        parser_.reset();
    }

    Stream stream_;
    Shared& shared_;
    std::string remote_;
    beast::flat_buffer buffer_{64 * 1024};
    std::optional<http::request_parser<GrowingBody>> parser_;
    http::response<http::string_body> response_;
    std::vector<char> rest_;
    std::uint64_t drained_bytes_ = 0;
    std::uint64_t body_bytes_ = 0;  // held of shared_.bodies_bytes
    Doing doing_ = Doing::header;
    bool keep_alive_ = false;
    bool is_head_ = false;
};

Error listen_error(const HttpListen& where, const std::string& why) {
    const std::string address = where.host + ":" + std::to_string(where.port);
    return {ErrorCode::usage,
            {"Không mở được địa chỉ " + address + " để nhận kết nối (" + why + "). Hãy chọn địa chỉ hoặc cổng khác.",
             "Cannot listen on " + address + " (" + why + "). Choose another address or port."}};
}

Result<ssl::context> tls_context(const TlsFiles& files) {
    ssl::context context(ssl::context::tls_server);
    ErrorCodeOfAsio error;
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    context.use_certificate_chain_file(files.certificate, error);
    const bool certificate_read = !error;
    if (certificate_read) context.use_private_key_file(files.key, ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(context.native_handle()) != 1) {
        const std::string& file = certificate_read ? files.key : files.certificate;
        return Error{
            ErrorCode::usage,
            {"Không dùng được tệp " + file + " cho TLS. Hãy kiểm tra chứng chỉ và khóa (dạng PEM) có khớp nhau.",
             "Cannot use " + file + " for TLS. Check that certificate and key are PEM and belong together."}};
    }
    return context;
}

}  // namespace

HttpResponse http_error(unsigned status, const std::string& code, const Message& message) {
    HttpResponse response;
    response.status = status;
    response.body = dump_json(Json{{"error", {{"code", code}, {"message", {{"vi", message.vi}, {"en", message.en}}}}}});
    return response;
}

struct HttpServer::Machinery {
    Machinery(const HttpLimits& limits, HttpHandler handler)
        : shared{limits,
                 std::move(handler),
                 {},
                 {},
                 NetworkShares(limits.connections, limits.connections_of_network, limits.proxies),
                 NetworkShares(limits.bodies_bytes_total, limits.bodies_bytes_of_network, limits.proxies),
                 false} {}

    Status load_certificate() {
        if (!tls_files) return Done{};
        auto context = tls_context(*tls_files);
        if (!context) return context.error();
        tls.emplace(std::move(*context));  // who is connected holds on to the old one
        return Done{};
    }

    Status open(const HttpListen& where) {
        tls_files = where.tls;
        if (Status loaded = load_certificate(); !loaded) return loaded;
        ErrorCodeOfAsio error;
        const auto address = asio::ip::make_address(where.host, error);
        const tcp::endpoint endpoint(address, where.port);
        if (!error) acceptor.open(endpoint.protocol(), error);
        if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error) return listen_error(where, error.message());
        port = acceptor.local_endpoint(error).port();
        accept();
        return Done{};
    }

    void accept() {
        if (shared.stopping) return;
        acceptor.async_accept([this](ErrorCodeOfAsio error, tcp::socket socket) {
            if (error == asio::error::operation_aborted) return;
            if (error) return accept_later();  // out of descriptors and the like: trying at once would only spin
            take(std::move(socket));
            if (shared.connections.size() >= shared.limits.connections) return accept_later();
            accept();
        });
    }

    void accept_later() {
        pause.expires_after(accept_pause);
        pause.async_wait([this](ErrorCodeOfAsio error) {
            if (error) return;
            if (shared.connections.size() >= shared.limits.connections) return accept_later();
            accept();
        });
    }

    template <class Stream>
    void start(Stream stream, std::string remote) {
        std::make_shared<Connection<Stream>>(std::move(stream), shared, std::move(remote))->start();
    }

    void take(tcp::socket socket) {
        ErrorCodeOfAsio ignored;
        const auto peer = socket.remote_endpoint(ignored);
        if (ignored) return;  // gone already
        std::string remote = peer.address().to_string();
        if (!shared.places.take(remote, 1)) {
            ++shared.traffic.dropped;
            return;
        }
        socket.set_option(tcp::no_delay(true), ignored);
        if (tls) {
            using TlsStream = beast::ssl_stream<beast::tcp_stream>;
            start<TlsStream>(TlsStream(std::move(socket), *tls), std::move(remote));
        } else {
            start<beast::tcp_stream>(beast::tcp_stream(std::move(socket)), std::move(remote));
        }
    }

    void stop() {
        asio::post(io, [this] {
            shared.stopping = true;
            ErrorCodeOfAsio ignored;
            acceptor.close(ignored);
            pause.cancel();
            for (AnyConnection* connection : shared.connections) connection->server_is_stopping();
        });
    }

    Shared shared;  // outlives the handlers that io destroys
    asio::io_context io{1};
    std::optional<TlsFiles> tls_files;
    std::optional<ssl::context> tls;
    tcp::acceptor acceptor{io};
    asio::steady_timer pause{io};
    std::uint16_t port = 0;
};

Result<HttpServer> HttpServer::listen(HttpListen where, HttpLimits limits, HttpHandler handler) {
    auto machinery = std::make_unique<Machinery>(limits, std::move(handler));
    if (auto opened = machinery->open(where); !opened) return opened.error();
    return HttpServer(std::move(machinery));
}

HttpServer::HttpServer(std::unique_ptr<Machinery> machinery) : machinery_(std::move(machinery)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer& HttpServer::operator=(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const { return machinery_->port; }

const HttpTraffic& HttpServer::traffic() const { return machinery_->shared.traffic; }

void HttpServer::run() { machinery_->io.run(); }

void HttpServer::reload_certificate(std::function<void(const Status&)> told) {
    asio::post(machinery_->io,
               [machinery = machinery_.get(), told = std::move(told)] { told(machinery->load_certificate()); });
}

void HttpServer::stop() { machinery_->stop(); }

}  // namespace nuong
