// What arrives: changes of a device with what can be computed before the writer's turn, and what each does to a record
// whatever becomes of it.
#pragma once
#include <vector>

#include "shared/protocol/messages.h"

namespace nuong {

struct ArrivedChange {
    protocol::SentChange sent;
    Hash hash{};  // of its text
};

std::vector<ArrivedChange> prepare(std::vector<protocol::SentChange> changes);

// Consecutive changes of one device.
struct ArrivedRun {
    protocol::LinkMark previous{};
    std::vector<ArrivedChange> changes;
    std::optional<Signature> signature;  // over where the chain stands after the last of them
    bool is_proven = false;              // it came in a parcel, which its maker has signed
};

// Each once, in no order.
std::vector<RecordId> records_of(const ArrivedRun& run);

// The state after a change that arrived at `received`: its time is taken back when it lies too far ahead.
void apply_arrived(RecordState& state, const Change& change, Instant received);

// A refused change uses up its dots, unless that would blow up the state. False: nothing changed.
bool use_up_arrived(RecordState& state, const Change& change);

}  // namespace nuong
