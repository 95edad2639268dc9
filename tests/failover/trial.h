// Trial: what is done to the databases while devices sync, round by round, and what must hold whatever was done: what
// was acknowledged is in the store, service comes back by itself within a bound, everything heals.
#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "tests/failover/crowd.h"
#include "tests/failover/databases.h"
#include "tests/failover/district.h"

namespace nuong::failover {

struct TrialSetting {
    std::string folder, bin, schemas, etcd, patroni;
    bool is_synchronous = true;
    int rounds = 0;  // 0: all; else only the first so many
};

class Trial {
public:
    explicit Trial(const TrialSetting& setting);

    // True when everything held. Prints as it goes.
    bool run();
    // The other way round, without synchronous replication: true when a loss was there and was found.
    bool lose();

private:
    void open();
    void round(const std::string& what, const std::function<void()>& harm, const std::function<void()>& heal,
               std::chrono::seconds without_service);
    void check_round(std::chrono::duration<double> silence, std::chrono::seconds most);
    void check_all();
    void hold(bool is_so, const std::string& what);
    std::uint64_t missing() const;

    void leader_dies();
    void leader_is_cut_off();
    void patroni_alone_dies();
    void etcd_of_the_leader_dies();
    void operator_switches_over();
    void standby_dies();
    void standby_dies_strictly();
    void server_is_cut_off();
    void whole_machine_dies();

    const Machine& leader() const;
    void wait_for_another_leader(const Machine& than) const;

    TrialSetting setting_;
    Network network_;
    Databases databases_;
    District district_;
    Ledger ledger_;
    std::unique_ptr<Crowd> crowd_;
    Clock::time_point began_ = Clock::now();
    bool holds_ = true;
};

}  // namespace nuong::failover
