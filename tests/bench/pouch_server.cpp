#include "tests/bench/pouch_server.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "tests/bench/stopwatch.h"

namespace nuong::bench {
namespace {

using Json = nlohmann::json;

constexpr std::size_t documents_at_once = 500;

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(bytes, size * count);
    return size * count;
}

// One connection, kept open.
class Connection {
public:
    Connection() : curl_(curl_easy_init()), headers_(curl_slist_append(nullptr, "Content-Type: application/json")) {}
    ~Connection() {
        curl_slist_free_all(headers_);
        curl_easy_cleanup(curl_);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // The body of what is answered; nothing where nobody answers.
    std::optional<std::string> ask(const char* method, const std::string& url, const std::string& body = "") {
        std::string answer;
        curl_easy_reset(curl_);
        curl_easy_setopt(curl_, CURLOPT_URL, url.c_str());
        curl_easy_setopt(curl_, CURLOPT_CUSTOMREQUEST, method);
        curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, headers_);
        curl_easy_setopt(curl_, CURLOPT_NOPROXY, "*");
        curl_easy_setopt(curl_, CURLOPT_WRITEFUNCTION, take);
        curl_easy_setopt(curl_, CURLOPT_WRITEDATA, &answer);
        if (!body.empty()) {
            curl_easy_setopt(curl_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
            curl_easy_setopt(curl_, CURLOPT_POSTFIELDS, body.c_str());
        }
        return curl_easy_perform(curl_) == CURLE_OK ? std::optional(std::move(answer)) : std::nullopt;
    }

private:
    CURL* curl_;
    curl_slist* headers_;
};

// One that nobody uses at the moment.
int free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool is_bound = bind(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                          getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    close(socket);
    if (!is_bound) throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

std::string asked(Connection& line, const char* method, const std::string& url, const std::string& body = "") {
    auto answer = line.ask(method, url, body);
    if (!answer) throw std::runtime_error("PouchDB's server does not answer at " + url);
    return std::move(*answer);
}

}  // namespace

PouchServer::PouchServer(const std::string& program, const std::string& folder) {
    std::filesystem::create_directories(folder);
    const std::string port = std::to_string(free_port()), config = folder + "/config.json";
    std::ofstream(config) << Json{{"log", {{"file", folder + "/log.txt"}}}};  // otherwise wherever it was started
    process_ = std::make_unique<testing::RunningProcess>(
        std::vector<std::string>{program, "--host", "127.0.0.1", "--port", port, "--dir", folder, "--config", config,
                                 "--no-stdout-logs"},
        testing::Environment{}, folder + ".log");
    const std::string root = "http://127.0.0.1:" + port;
    url_ = root + "/people";
    Connection line;
    constexpr int tries = 300;
    for (int i = 0; !line.ask("GET", root); ++i) {
        if (i == tries) throw std::runtime_error("PouchDB's server did not start: " + folder + ".log");
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    if (!Json::parse(asked(line, "PUT", url_)).contains("ok")) throw std::runtime_error("PouchDB makes no database");
}

double PouchServer::seconds_to_push(const std::vector<std::string>& documents) const {
    Connection line;
    std::size_t taken = 0;
    const Stopwatch watch;
    for (std::size_t i = 0; i < documents.size(); i += documents_at_once) {
        std::string body = R"({"docs":[)";
        for (std::size_t n = i; n < std::min(i + documents_at_once, documents.size()); ++n)
            body += (n == i ? "" : ",") + documents[n];
        for (const Json& each : Json::parse(asked(line, "POST", url_ + "/_bulk_docs", body + "]}")))
            taken += each.contains("ok") ? 1 : 0;
    }
    const double seconds = watch.read().seconds;
    if (taken != documents.size()) throw std::runtime_error("PouchDB's server did not take every document");
    return seconds;
}

double PouchServer::seconds_to_pull(std::size_t documents) const {
    Connection line;
    std::size_t came = 0;
    std::string since = "0";
    const std::string changes = url_ + "/_changes?include_docs=true&limit=" + std::to_string(documents_at_once);
    const Stopwatch watch;
    while (came < documents) {
        const Json page = Json::parse(asked(line, "GET", changes + "&since=" + since));
        if (page["results"].empty()) throw std::runtime_error("PouchDB's server does not have every document");
        came += page["results"].size();
        since = page["last_seq"].dump();
    }
    return watch.read().seconds;
}

}  // namespace nuong::bench
