// Merging: what several people did to one record while apart becomes one state. Pure functions, no clock, no device.
//
// Each write names the heads it replaces; a head stays until somebody who saw it replaces it. Joining is commutative,
// associative and idempotent, so order, repetition and route of messages do not matter (tests/shared/merge checks the
// laws against an independent oracle). Source of the construction: a multi-value register with causal context (dotted
// version vectors, Preguica et al. 2010; delta-state CRDTs, Almeida et al. 2018).
#pragma once
#include "shared/model/change.h"
#include "shared/model/record_state.h"

namespace nuong {

// All that either of the two knows. Both must be states of the same record.
RecordState join(const RecordState& a, const RecordState& b);

// The record after the change: its writes become heads, the heads they name disappear, wherever those are known from.
// Applying a change twice, or in another order than it was made, gives the same state.
void apply(RecordState& state, const Change& change);

// Whether the state knows of every write of the change, in force, replaced or refused.
bool knows(const RecordState& state, const Change& change);
// More than knows(): whether the state also knows of all that the change replaced. Who has seen only what took the
// place of a change knows its numbers, and not what it had ended. What it had ended may still be in force there: the
// change was refused, or has not come yet, and a state cannot say which.
bool contains(const RecordState& state, const Change& change);

// A refused change never becomes visible, but its dots are used up: the device that made it counts on from there.
void mark_used(RecordState& state, const Change& change);

// The dot for the next write of a device in a record.
std::uint64_t next_n(const RecordState& state, DeviceId device);

}  // namespace nuong
