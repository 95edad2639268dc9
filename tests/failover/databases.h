// Databases: three machines with an etcd each, two of them with a PostgreSQL that Patroni keeps, set up by the same
// sync-server/patroni.yml that a province begins with; only its times are shortened.
//
// Thread: used by one thread.
#pragma once
#include <array>
#include <memory>
#include <string>

#include "tests/failover/network.h"
#include "tests/support/process.h"

namespace nuong::failover {

struct DatabaseSetting {
    std::string folder;   // one that the user postgres may enter
    std::string etcd;     // the program
    std::string patroni;  // the yml to begin from
    bool is_synchronous = true;
};

class Databases {
public:
    Databases(Network& network, DatabaseSetting setting);

    void start();  // until one leads and the other follows in step; with an empty database for servers
    void start_etcd(const Machine& machine);
    void start_patroni(const Machine& machine);

    // As the majority sees it; null: nobody.
    const Machine* leader() const;
    const Machine& other(const Machine& node) const { return &node == nodes_[0] ? *nodes_[1] : *nodes_[0]; }
    // One leads, the other would lose nothing.
    bool is_whole() const;
    void switch_over();              // as an operator does it
    void be_strict(bool is_strict);  // likewise

    // As its superuser; throws when it fails. Rows as text, columns by "|".
    std::string ask(const Machine& node, const std::string& sql) const;
    const std::string& url() const { return url_; }  // of servers
    std::string timeline(const Machine& node) const;
    std::string log(const Machine& node) const { return folder_of(node) + "/patroni.log"; }

private:
    std::string folder_of(const Machine& machine) const { return setting_.folder + "/" + machine.name(); }
    std::string config_of(const Machine& node) const { return folder_of(node) + "/patroni.yml"; }
    void write_config(const Machine& node) const;
    void patronictl(const Machine& node, std::vector<std::string> words) const;
    bool says(const Machine& node, const std::string& path) const;

    DatabaseSetting setting_;
    std::array<const Machine*, 3> machines_;  // with etcd
    std::array<const Machine*, 2> nodes_;     // and of them with PostgreSQL
    std::array<std::unique_ptr<testing::RunningProcess>, 3> etcds_;
    std::array<std::unique_ptr<testing::RunningProcess>, 2> patronis_;
    std::string url_;
};

// Until it holds; false when it did not in so many seconds.
template <class Condition>
bool wait_until(std::chrono::seconds limit, const Condition& holds);
void pause(std::chrono::milliseconds time);

template <class Condition>
bool wait_until(std::chrono::seconds limit, const Condition& holds) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end) return false;
        pause(std::chrono::milliseconds(200));
    }
    return true;
}

}  // namespace nuong::failover
