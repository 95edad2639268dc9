#include "tests/world/room/ledger.h"

namespace nuong::simulated {

std::string Ledger::note(const Change& change, const RecordState& seen, const RecordState& before, double counted,
                         const std::set<Path>& counters) {
    for (std::size_t i = 0; i < change.writes.size(); ++i) {
        const Write& write = change.writes[i];
        const bool is_counter = counters.contains(write.path);
        const Register* reg = (is_counter ? before : seen).find(write.path);
        WrittenOnce entry{change.dot_of(i), change.record, write.path, write.value, change.author, {}, 0, false, false};
        if (reg)
            for (const Head& head : reg->heads)
                if (!is_counter || head.dot.device == change.device) entry.wrote_over.insert(head.dot);
        if (is_counter) {
            entry.added = counted;
            counters_.insert({change.record, write.path});
        }
        const auto [at, is_new] = writes_.emplace(std::pair(change.record, entry.dot), std::move(entry));
        if (!is_new) return "one dot for two writes: " + to_string(at->first.second);
    }
    return "";
}

void Ledger::note_verdict(const Change& change, bool accepted) {
    for (std::size_t i = 0; i < change.writes.size(); ++i) {
        const auto at = writes_.find({change.record, change.dot_of(i)});
        if (at != writes_.end()) (accepted ? at->second.is_accepted : at->second.is_refused) = true;
    }
}

std::map<Ledger::Place, std::vector<const WrittenOnce*>> Ledger::in_force() const {
    std::set<std::pair<RecordId, Dot>> replaced;
    for (const auto& [key, write] : writes_)
        if (write.is_accepted)
            for (const Dot& dot : write.wrote_over) replaced.insert({key.first, dot});
    std::map<Place, std::vector<const WrittenOnce*>> alive;
    for (const auto& [key, write] : writes_)
        if (write.is_accepted && !replaced.contains(key)) alive[{key.first, write.path}].push_back(&write);
    return alive;
}

std::map<Ledger::Place, double> Ledger::counted() const {
    std::map<Place, double> sums;
    for (const Place& place : counters_) sums[place] = 0;
    std::set<Place> doubtful;
    for (const auto& [key, write] : writes_) {
        const Place place{key.first, write.path};
        if (!counters_.contains(place)) continue;
        if (write.is_accepted) sums[place] += write.added;
        else doubtful.insert(place);
    }
    for (const Place& place : doubtful) sums.erase(place);
    return sums;
}

}  // namespace nuong::simulated
