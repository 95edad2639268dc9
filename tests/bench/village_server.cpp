#include "tests/bench/village_server.h"

#include <signal.h>

#include <stdexcept>

#include "tests/support/certificate.h"

namespace nuong::bench {
std::string run_command(const std::string& program, const std::string& folder,
                        const std::vector<std::string>& command) {
    std::vector<std::string> words{program, "--data", folder};
    words.insert(words.end(), command.begin(), command.end());
    const auto result =
        testing::run_process(words, {}, "", std::chrono::minutes(40));  // a million records take a while
    if (result.exit_code != 0) throw std::runtime_error("nuong-server " + command.front() + ": " + result.err);
    return result.out;
}

VillageServer::VillageServer(const std::string& folder, const std::string& schemas, const std::string& bin)
    : folder_(folder), program_(bin + "/nuong-server") {
    found(schemas);
    serve({}, "127.0.0.1:0", {});
}

VillageServer::VillageServer(const std::string& folder, const std::string& schemas, const std::string& bin,
                             int demo_people)
    : folder_(folder), program_(bin + "/nuong-server") {
    found_district(schemas, demo_people);
    serve({}, "127.0.0.1:0", {});
}

VillageServer::VillageServer(const std::string& folder, const std::string& schemas, const std::string& bin,
                             int demo_people, const std::string& database)
    : folder_(folder), program_(bin + "/nuong-server") {
    found_district(schemas, demo_people);
    move_store(folder, bin, database);
    database_ = {"--database", database};
    serve({}, "127.0.0.1:0", database_);
}

VillageServer::VillageServer(const std::string& folder, const std::string& schemas, const std::string& bin,
                             const testing::BadLine& line)
    : folder_(folder), program_(bin + "/nuong-server") {
    found(schemas);
    const std::string address = testing::BadLine::district_address, key = folder_ + ".key.pem";
    testing::make_certificate(address, certificate(), key);
    serve(line.in_district(), address + ":0", {"--tls-cert", certificate(), "--tls-key", key});
}

VillageServer::VillageServer(const std::string& folder, const std::string& bin,
                             const std::optional<std::string>& database)
    : folder_(folder), program_(bin + "/nuong-server") {
    const std::string address = "127.0.0.1", key = folder_ + ".key.pem";
    testing::make_certificate(address, certificate(), key);
    std::vector<std::string> options{"--tls-cert", certificate(), "--tls-key", key};
    if (database) database_ = {"--database", *database};
    options.insert(options.end(), database_.begin(), database_.end());
    serve({}, address + ":0", std::move(options));
}

void VillageServer::found(const std::string& schemas) {
    run({"init", "--schemas", schemas});
    add_workers(area);
}

void VillageServer::found_district(const std::string& schemas, int people) {
    run({"init", "--schemas", schemas});
    run({"demo", "--people", std::to_string(people)});
    add_workers(area);  // of another district: their devices hold the same, whatever else lies at the server
}

void VillageServer::add_workers(const std::string& commune) {
    for (const char* user : {"lan", "minh"}) run({"user", "add", user, "--role", "outreach_worker", "--area", commune});
}

void VillageServer::serve(std::vector<std::string> before, const std::string& listen,
                          std::vector<std::string> options) {
    std::vector<std::string> words = std::move(before);
    words.insert(words.end(), {program_, "--data", folder_, "serve", "--listen", listen});
    words.insert(words.end(), options.begin(), options.end());
    process_ = std::make_unique<testing::RunningProcess>(words, testing::Environment{}, folder_ + ".log");
    const std::string line = process_->read_line();
    const std::size_t at = line.find("http");
    if (at == std::string::npos) throw std::runtime_error("the server did not start: " + line);
    url_ = line.substr(at, line.find_first_of(" \r", at) - at);
}

VillageServer::~VillageServer() {
    if (!process_) return;
    process_->send(SIGTERM);
    process_->wait();
}

std::string VillageServer::code_for(const std::string& user) {
    std::string code = run({"device", "code", user});
    while (!code.empty() && (code.back() == '\n' || code.back() == ' ')) code.pop_back();
    return code;
}

std::string VillageServer::run(std::vector<std::string> command) {
    command.insert(command.begin(), database_.begin(), database_.end());
    return run_command(program_, folder_, command);
}

void move_store(const std::string& folder, const std::string& bin, const std::string& database) {
    run_command(bin + "/nuong-server", folder, {"migrate", "--to", database});
}

}  // namespace nuong::bench
