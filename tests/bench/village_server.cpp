#include "tests/bench/village_server.h"

#include <signal.h>

#include <stdexcept>

namespace nuong::bench {

VillageServer::VillageServer(const std::string& folder, const std::string& schemas, const std::string& bin)
    : folder_(folder), program_(bin + "/nuong-server") {
    run({"init", "--schemas", schemas});
    for (const char* user : {"lan", "minh"}) run({"user", "add", user, "--role", "outreach_worker", "--area", area});
    process_ = std::make_unique<testing::RunningProcess>(
        std::vector<std::string>{program_, "--data", folder_, "serve", "--listen", "127.0.0.1:0"},
        testing::Environment{}, folder_ + ".log");
    const std::string line = process_->read_line();
    const std::size_t at = line.find("http://127.0.0.1:");
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
    std::vector<std::string> words{program_, "--data", folder_};
    words.insert(words.end(), command.begin(), command.end());
    const auto result = testing::run_process(words);
    if (result.exit_code != 0) throw std::runtime_error("nuong-server " + command.front() + ": " + result.err);
    return result.out;
}

}  // namespace nuong::bench
