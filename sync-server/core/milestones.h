// Milestones: how far the store has come, as devices and relays are told it, and whether it has ever come by what they
// say. An earlier state of the store may be put back without a word; then others' work can raise every number in it
// beyond what a device has heard, and still what the device was told is not so here. See shared/protocol/milestone.h.
#pragma once
#include <mutex>
#include <optional>

#include "sync-server/store/change_store.h"

namespace nuong {

// In an answer to whoever has said `said`.
template <class Answer>
void tell_milestone(StoreReader& reader, const std::optional<protocol::Milestone>& said, Answer& answer) {
    if (const protocol::Milestone now = reader.facts().milestone; now.commits > 0) answer.milestone = now;
    answer.put_back = said && !reader.has_come_by(*said);
}

// How far this process has seen the store come, so that a device for which nothing is new is answered without asking
// it. Thread: any.
class Milestones {
public:
    // What another thread has seen since may have been learned already; to tell the earlier one is no mistake.
    void learn(const protocol::Milestone& reached);
    // Whether the store is known to have come by what a device says.
    bool has_come_by(const protocol::Milestone& milestone) const;
    std::optional<protocol::Milestone> newest() const;

private:
    mutable std::mutex mutex_;
    protocol::Milestone newest_;
};

}  // namespace nuong
