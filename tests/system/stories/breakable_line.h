// A network between a server and its database that can break: connections are cut in the middle of whatever goes over
// them, and who knocks is turned away until it is mended.
//
// Threads: two for each connection and one that takes them in, until destroyed.
#pragma once
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/postgres_server.h"

namespace nuong::testing {

class BreakableLine {
public:
    explicit BreakableLine(const PostgresServer& database);
    ~BreakableLine();
    BreakableLine(const BreakableLine&) = delete;
    BreakableLine& operator=(const BreakableLine&) = delete;

    // Of a store in the database, by way of this line.
    std::string url_of(const std::string& store) const;

    // At first what the database answers is lost while what it is asked still arrives, a commit among it.
    void break_it();
    void mend() { is_broken_ = false; }

private:
    struct Connection {
        int server = -1, database = -1;
        std::thread up, down;
    };
    void accept_all();
    void cut_all();
    void pass_on(int from, int to, bool is_answer) const;

    std::string socket_;  // of the database
    int listening_ = -1, port_ = 0;
    std::atomic<bool> stops_ = false, is_broken_ = false;
    std::mutex mutex_;
    std::vector<Connection> connections_;  // guarded by mutex_
    std::thread thread_;
};

}  // namespace nuong::testing
