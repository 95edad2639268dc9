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

    // At first what goes one way is lost while the other way still works: a commit that the database never hears of, or
    // one that is done and nobody hears of it.
    enum class Lost { questions, answers };
    void break_it(Lost lost);
    void mend() { is_broken_ = false; }

private:
    struct Connection {
        int server = -1, database = -1;
        std::thread up, down;
    };
    void accept_all();
    void cut_all();
    void pass_on(int from, int to, Lost way) const;

    std::string socket_;  // of the database
    int listening_ = -1, port_ = 0;
    std::atomic<bool> stops_ = false, is_broken_ = false;
    std::atomic<Lost> lost_ = Lost::questions;
    std::mutex mutex_;
    std::vector<Connection> connections_;  // guarded by mutex_
    std::thread thread_;
};

}  // namespace nuong::testing
