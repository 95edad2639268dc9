// Ledger: the oracle. Every write that anybody ever made, with what its writer had before their eyes. From that alone
// follows what must be in force at the end: an accepted write stands until an accepted write of somebody who saw it
// took its place. It knows nothing of contexts, states, pages or policies.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "shared/model/change.h"

namespace nuong::simulated {

struct WrittenOnce {
    Dot dot;
    RecordId record;
    Path path;
    Value value;
    UserId author;
    std::set<Dot> wrote_over;  // what the writer saw there and meant to replace
    double added = 0;          // to a counter
    bool is_accepted = false;
    bool is_refused = false;
};

class Ledger {
public:
    using Place = std::pair<RecordId, Path>;

    // The change as the device has logged it; `seen` is the record as the person saw it, `before` as it was on the
    // device, `counted` how many the person added to a counter. Complaint, or "".
    std::string note(const Change& change, const RecordState& seen, const RecordState& before, double counted,
                     const std::set<Path>& counters);
    void note_verdict(const Change& change, bool accepted);

    // Writes that must be in force, by register.
    std::map<Place, std::vector<const WrittenOnce*>> in_force() const;
    // What people counted together in a register; nothing when one of its writes was refused.
    std::map<Place, double> counted() const;
    const std::map<std::pair<RecordId, Dot>, WrittenOnce>& writes() const { return writes_; }

private:
    std::map<std::pair<RecordId, Dot>, WrittenOnce> writes_;
    std::set<Place> counters_;
};

}  // namespace nuong::simulated
