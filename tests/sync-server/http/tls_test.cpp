// TLS in the same process, with a certificate made on the spot by the openssl command.
#include <curl/curl.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "sync-server/http/http_server.h"
#include "wire.h"

using namespace nuong;
using namespace std::chrono_literals;

namespace {

class Certificate {
public:
    Certificate() : folder_(std::filesystem::temp_directory_path() / ("nuong-tls-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(folder_);
        make();
    }
    void make() {  // a new one in its place
        const std::string command =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
            " -addext subjectAltName=IP:127.0.0.1 -keyout " +
            files().key + " -out " + files().certificate + " 2>/dev/null";
        made = std::system(command.c_str()) == 0;
    }
    ~Certificate() { std::filesystem::remove_all(folder_); }
    TlsFiles files() const { return {(folder_ / "cert.pem").string(), (folder_ / "key.pem").string()}; }
    bool made = false;

private:
    std::filesystem::path folder_;
};

std::size_t collect(char* bytes, std::size_t, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(bytes, count);
    return count;
}

struct Answer {
    CURLcode code = CURLE_OK;
    std::string body;
};

Answer post(std::uint16_t port, const std::string& ca, long tls_version) {
    Answer answer;
    CURL* curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, ("https://127.0.0.1:" + std::to_string(port) + "/v1/sync").c_str());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "hello");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, tls_version);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    if (!ca.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca.c_str());
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 10L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
    answer.code = curl_easy_perform(curl);
    curl_easy_cleanup(curl);
    return answer;
}

void echo(HttpRequest request, HttpReply reply) {
    HttpResponse response;
    response.body = request.method + " " + request.body;
    reply(std::move(response));
}

}  // namespace

TEST_CASE("TLS: trusted certificates work, unknown ones and plain text do not, old versions are refused") {
    const Certificate certificate;
    REQUIRE(certificate.made);
    HttpLimits limits;
    limits.header_deadline = 500ms;
    HttpServer server = std::move(HttpServer::listen({"127.0.0.1", 0, certificate.files()}, limits, echo).value());
    std::thread thread([&] { server.run(); });

    const Answer trusted = post(server.port(), certificate.files().certificate, CURL_SSLVERSION_DEFAULT);
    CHECK(trusted.code == CURLE_OK);
    CHECK(trusted.body == "POST hello");
    CHECK(post(server.port(), "", CURL_SSLVERSION_DEFAULT).code == CURLE_PEER_FAILED_VERIFICATION);
    CHECK(post(server.port(), certificate.files().certificate, CURL_SSLVERSION_MAX_TLSv1_1).code ==
          CURLE_SSL_CONNECT_ERROR);

    nuong::testing::Wire plain(server.port());
    plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(plain.receive(3s).find("HTTP/1.1 200") == std::string::npos);
    CHECK(plain.is_closed_within(3s));

    nuong::testing::Wire silent(server.port());  // never starts the handshake
    CHECK(silent.is_closed_within(3s));

    server.stop();
    thread.join();
}

TEST_CASE("TLS: a renewed certificate serves new connections without a restart, and a broken one changes nothing") {
    Certificate certificate;
    REQUIRE(certificate.made);
    HttpServer server =
        std::move(HttpServer::listen({"127.0.0.1", 0, certificate.files()}, HttpLimits{}, echo).value());
    std::thread running([&] { server.run(); });
    const auto reload = [&] {
        std::promise<bool> told;
        server.reload_certificate([&](const Status& loaded) { told.set_value(static_cast<bool>(loaded)); });
        return told.get_future().get();
    };
    const auto trusts = [&](const std::string& ca) {
        return post(server.port(), ca, CURL_SSLVERSION_DEFAULT).code == CURLE_OK;
    };
    const std::string old = certificate.files().certificate + ".old";
    std::filesystem::copy_file(certificate.files().certificate, old);
    certificate.make();
    REQUIRE(certificate.made);
    CHECK(trusts(old));  // nobody has said yet that there is a new one
    CHECK_FALSE(trusts(certificate.files().certificate));
    CHECK(reload());
    CHECK(trusts(certificate.files().certificate));
    CHECK_FALSE(trusts(old));
    const std::string good = certificate.files().certificate + ".good";
    std::filesystem::copy_file(certificate.files().certificate, good);
    std::ofstream(certificate.files().certificate) << "half of a certif";
    CHECK_FALSE(reload());
    CHECK(trusts(good));
    server.stop();
    running.join();
}

TEST_CASE("TLS: a certificate that does not fit its key is a clear error before anything listens") {
    const Certificate certificate;
    REQUIRE(certificate.made);
    TlsFiles files = certificate.files();
    files.key = files.certificate;
    const auto server = HttpServer::listen({"127.0.0.1", 0, files}, HttpLimits{}, echo);
    REQUIRE_FALSE(server);
    CHECK(server.error().message.en.find("cert.pem") != std::string::npos);
    files.certificate = "/nowhere/cert.pem";
    CHECK(
        HttpServer::listen({"127.0.0.1", 0, files}, HttpLimits{}, echo).error().message.en.find("/nowhere/cert.pem") !=
        std::string::npos);
}
