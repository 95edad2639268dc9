// A fuzz target of its own: the bytes of one connection, as any peer may send them, to the real HTTP server with the
// real endpoints behind it and a small store. Whatever comes must end in answers or a closed connection: never in a
// crash, a server that hangs, or an answer 500. The word TOKEN stands for that of an enrolled device.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <thread>

#include "sync-server/admin/endpoints.h"
#include "sync-server/store/sqlite_change_store.h"
#include "tests/sync-server/core/district.h"

using namespace nuong;

namespace {

std::string new_folder() {
    std::string name = "/tmp/nuong-fuzz-XXXXXX";
    if (!mkdtemp(name.data())) std::abort();
    return name;
}

// Each look is a moment later, so that nobody has asked too often for ever.
class HurryingClock final : public ClockSource {
public:
    Instant now() const override { return *parse_instant("2024-03-01T07:00:00.000Z") + step * looks_++; }

private:
    static constexpr std::chrono::milliseconds step{20};
    mutable std::atomic<std::int64_t> looks_ = 0;
};

class ServedDistrict {
public:
    ServedDistrict() {
        auto store = std::move(SqliteChangeStore::create(Database::open(file_, std::nullopt)).value());
        fill(*store);
        std::vector<std::unique_ptr<ChangeStore>> stores;
        stores.push_back(std::move(SqliteChangeStore::open(Database::open(file_, std::nullopt)).value()));
        readers_.emplace(std::move(stores), 100);
        writer_.emplace(std::move(store), WriterLimits{},
                        [this](const Committed& committed) { service_.committed(committed); });
        endpoints_.emplace(service_, *writer_, *readers_, clock_, log_);
        const auto handle = [this](HttpRequest request, HttpReply reply) {
            endpoints_->handle(std::move(request), std::move(reply));
        };
        auto server = HttpServer::listen({"127.0.0.1", 0, std::nullopt}, HttpLimits{}, handle);
        if (!server) std::abort();
        server_.emplace(std::move(*server));
        serving_ = std::thread([this] { server_->run(); });
    }
    ~ServedDistrict() {
        server_->stop();
        serving_.join();
        std::filesystem::remove_all(folder_);
    }

    std::uint16_t port() const { return server_->port(); }
    const std::string& token() const { return token_; }

private:
    void fill(ChangeStore& store) {
        const auto transaction = store.begin();
        if (!publish(*transaction, nuong::testing::small_documents(), "fuzz", clock_.now())) std::abort();
        transaction->put_user({"lan", "worker", false, {"089"}});
        const auto code = issue_code(*transaction, "lan", "fuzz", clock_.now()).value();
        service_.committed(transaction->commit());
        if (!service_.load(*store.read())) std::abort();
        const auto enrolment = store.begin();
        const auto enrolled =
            service_.enrol(*enrolment, {code, DeviceId{0xA1}, "laptop"}, std::nullopt, "192.0.2.1", clock_.now());
        token_ = std::get<protocol::EnrollAnswer>(enrolled).token;
        service_.committed(enrolment->commit());
    }

    const HurryingClock clock_;
    std::string folder_ = new_folder(), file_ = folder_ + "/store.db", token_;
    std::ostringstream said_;
    admin::Log log_{said_, clock_, Language::en};
    SyncService service_;
    std::optional<Readers> readers_;
    std::optional<Writer> writer_;
    std::optional<admin::Endpoints> endpoints_;
    std::optional<HttpServer> server_;
    std::thread serving_;
};

// Everything that the server said until it closed.
std::string answers_to(std::uint16_t port, const std::string& bytes) {
    const int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{8, 0};
    setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(line, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(line, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) std::abort();
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t sent = send(line, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
        if (sent <= 0) break;  // it has heard enough
        at += static_cast<std::size_t>(sent);
    }
    shutdown(line, SHUT_WR);
    std::string said;
    char chunk[16'384];
    ssize_t size = 0;
    while ((size = recv(line, chunk, sizeof chunk, 0)) > 0) said.append(chunk, static_cast<std::size_t>(size));
    const bool hangs = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    close(line);
    if (hangs) std::abort();
    return said;
}

std::string with_token(std::string bytes, const std::string& token) {
    const std::string word = "TOKEN";
    for (std::size_t at = bytes.find(word); at != std::string::npos; at = bytes.find(word, at + token.size()))
        bytes.replace(at, word.size(), token);
    return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static ServedDistrict district;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::string said = answers_to(district.port(), with_token(bytes, district.token()));
    if (!said.empty() && !said.starts_with("HTTP/1.1 ")) std::abort();
    if (said.starts_with("HTTP/1.1 500 ") || said.find("\nHTTP/1.1 500 ") != std::string::npos) {
        std::cerr << said.substr(0, 2000) << '\n';
        std::abort();
    }
    return 0;
}
