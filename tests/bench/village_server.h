// VillageServer: the real server process on loopback with a data folder of its own.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/system/line/bad_line.h"

namespace nuong::bench {

class VillageServer {
public:
    // Founds a store with the published documents and the two outreach workers lan and minh of one commune.
    VillageServer(const std::string& folder, const std::string& schemas, const std::string& bin);
    // Beside a made-up district with so many people.
    VillageServer(const std::string& folder, const std::string& schemas, const std::string& bin, int demo_people);
    // The same, moved into a database.
    VillageServer(const std::string& folder, const std::string& schemas, const std::string& bin, int demo_people,
                  const std::string& database);
    // The same as the first at the far end of a line, with a certificate.
    VillageServer(const std::string& folder, const std::string& schemas, const std::string& bin,
                  const testing::BadLine& line);
    // Of a store that is there, in the folder or in a database, with a certificate.
    VillageServer(const std::string& folder, const std::string& bin, const std::optional<std::string>& database);
    ~VillageServer();

    std::string code_for(const std::string& user);
    const std::string& url() const { return url_; }
    std::string certificate() const { return folder_ + ".cert.pem"; }
    pid_t pid() const { return process_->pid(); }

    static constexpr const char* area = "02953";

private:
    void found(const std::string& schemas);
    void found_district(const std::string& schemas, int people);
    void add_workers(const std::string& commune);
    void serve(std::vector<std::string> before, const std::string& listen, std::vector<std::string> options);
    std::string run(std::vector<std::string> command);

    std::string folder_, program_, url_;
    std::vector<std::string> database_;  // the words that name it
    std::unique_ptr<testing::RunningProcess> process_;
};

// What `nuong-server --data FOLDER COMMAND` prints. Throws when it fails.
std::string run_command(const std::string& program, const std::string& folder, const std::vector<std::string>& command);

// `nuong-server migrate --to`, of a folder that nobody serves.
void move_store(const std::string& folder, const std::string& bin, const std::string& database);

}  // namespace nuong::bench
