// District: two machines with a nuong-server each, on one database; devices reach them from outside, by HTTPS.
//
// Thread: used by one thread.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "tests/failover/crowd.h"
#include "tests/failover/network.h"
#include "tests/support/process.h"

namespace nuong::failover {

class District {
public:
    struct Setting {
        std::string folder, schemas, program;
        std::string database;  // its address
    };
    District(Network& network, Setting setting);

    void found(const std::vector<std::string>& users);  // a new store with the published forms
    void serve();
    std::vector<Server> servers() const;
    const Machine& machine(std::size_t number) const { return *machines_[number]; }
    bool all_serve() const;  // none of those that were started has ended
    void stop();             // in good order; throws when one does not
    // The operator has decided that the database stays as it is: every server is stopped, begins again, and serves.
    void begin_again();

    std::string code(const std::string& user) const;
    // Of the operator, on the first machine; throws when it fails.
    std::string run(std::vector<std::string> words) const;

private:
    std::string run_on(std::size_t number, std::vector<std::string> words) const;
    std::string data(std::size_t number) const { return setting_.folder + "/server" + std::to_string(number + 1); }
    std::vector<std::string> command(std::size_t number, std::vector<std::string> words) const;

    Setting setting_;
    std::vector<const Machine*> machines_;
    std::vector<std::unique_ptr<testing::RunningProcess>> processes_;
};

}  // namespace nuong::failover
