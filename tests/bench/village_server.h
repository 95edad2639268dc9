// VillageServer: the real server process on loopback with a data folder of its own.
#pragma once
#include <memory>
#include <string>

#include "tests/support/process.h"

namespace nuong::bench {

class VillageServer {
public:
    // Founds a store with the published documents and the two outreach workers lan and minh of one commune.
    VillageServer(const std::string& folder, const std::string& schemas, const std::string& bin);
    ~VillageServer();

    std::string code_for(const std::string& user);
    const std::string& url() const { return url_; }
    pid_t pid() const { return process_->pid(); }

    static constexpr const char* area = "02953";

private:
    std::string run(std::vector<std::string> command);

    std::string folder_, program_, url_;
    std::unique_ptr<testing::RunningProcess> process_;
};

}  // namespace nuong::bench
