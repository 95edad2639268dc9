// World: a district with two to five people, a server and bad lines between them, living through a schedule that comes
// from one number. At the end the lines are good, everybody syncs until nothing moves, and everything is compared with
// the ledger.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "tests/world/room/field_worker.h"

namespace nuong::simulated {

struct Outcome {
    std::string trouble;             // the first thing that was wrong; empty when all was well
    std::vector<std::string> story;  // what happened, line by line
    std::string final_state;         // of the server and the devices, to compare two runs of one seed
    std::size_t saves = 0, conflicts = 0, refused = 0;
};

class World {
public:
    // `folder` is for the stores of devices that are restarted; it is empty at the start.
    World(const District& district, std::uint64_t seed, Bug bug, std::string folder);
    Outcome live(int events);

private:
    void people();
    void one_event();
    void new_grants();
    void settle();
    // check (world_check.cpp)
    void check();
    void learn_verdicts();
    void check_ledger();
    void check_heads(const RecordState& state, const std::string& id);
    void check_counters();
    void check_device(FieldWorker& worker);
    void check_no_traffic();
    void complain(const std::string& what);
    std::string portrait();

    FakeClockSource clock_;
    Chance chance_;
    Story story_;
    Ledger ledger_;
    Bug bug_;
    std::string folder_;
    Headquarters headquarters_;
    Surroundings around_;
    std::vector<std::unique_ptr<FieldWorker>> workers_;
    std::unique_ptr<StoreReader> reader_;     // while the end is looked at
    std::map<RecordId, RecordState> states_;  // of the server, at the end
    int epochs_ = 1;
    std::string trouble_;
};

inline constexpr int events_usual = 90;

// One world in a folder of its own, gone afterwards.
Outcome live_once(const District& district, std::uint64_t seed, Bug bug = Bug::none, int events = events_usual);

}  // namespace nuong::simulated
