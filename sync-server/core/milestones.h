// Milestones: how far the store has come, as devices and relays are told it, and whether it has ever come by what they
// say. An earlier state of the store may be put back without a word; then others' work can raise every number in it
// beyond what a device has heard, and still what the device was told is not so here. See shared/protocol/milestone.h.
#pragma once
#include <mutex>
#include <optional>
#include <unordered_map>

#include "sync-server/store/change_store.h"

namespace nuong {

// Whether the store was put back to an earlier state since it had come by `milestone`.
bool was_put_back_since(StoreReader& reader, const protocol::Milestone& milestone);

// In an answer to whoever has said `said`.
template <class Answer>
void tell_milestone(StoreReader& reader, const std::optional<protocol::Milestone>& said, Answer& answer) {
    if (const protocol::Milestone now = reader.facts().milestone; now.commits > 0) answer.milestone = now;
    answer.put_back = said && was_put_back_since(reader, *said);
}

// What this process has told devices, so that one for which nothing is new is answered without asking the store.
// Thread: any.
class Milestones {
public:
    void learn(const protocol::Milestone& reached);
    void note_told(DeviceId device, const protocol::Milestone& told);
    // Whether a device that says `said` has it from this process.
    bool was_told(DeviceId device, const protocol::Milestone& said) const;
    std::optional<protocol::Milestone> newest() const;

private:
    mutable std::mutex mutex_;
    protocol::Milestone newest_;
    std::unordered_map<std::uint64_t, protocol::Milestone> told_;  // by device
};

}  // namespace nuong
