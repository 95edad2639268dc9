// Policies: what a register with several heads shows. Pure views, never a write, so two nodes that agree on the heads
// agree on what is shown and nothing bounces between them.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "shared/model/change.h"

namespace nuong {

enum class Policy {
    latest,   // the newest head; others with a different value are a conflict for a person
    max,      // the largest number
    min,      // the smallest number
    unite,    // "union" in a form: an option is present if any head says so
    counter,  // the sum over all heads; each device writes only its own running total
    append,   // entries have paths of their own; one head each
    review,   // a conflict keeps the last agreed value in force until a person decides
};

const char* name_of(Policy policy);
std::optional<Policy> parse_policy(std::string_view name);

// What a write under `review` must carry: the value that people last agreed on. Nothing under every other policy.
std::optional<Value> agreed_before(Policy policy, const Register* reg);

// Which heads a new write replaces: its own device's under `counter`, every head it sees otherwise.
std::vector<Dot> replaced_by_write(Policy policy, const Register* reg, DeviceId writer);

struct RegisterView {
    Value shown;
    Instant at;                 // of the newest head
    bool has_conflict = false;  // two heads say different things and a person must decide

    bool operator==(const RegisterView&) const = default;
};

// The ranking head among concurrent ones: by time, then device, then n.
const Head& newest_head(const Register& reg);

RegisterView view_of(Policy policy, const Register& reg);

// The policy of a reserved register (~area, ~status ...).
Policy reserved_policy(std::string_view path);

// When a save happens: the wall clock as corrected by the server, but after every head it replaces, so that a device
// whose clock runs slow can still be seen to have the last word. (research: hybrid time per record.) How far after such
// a head, a millisecond to a minute, is the part of a minute that the slow clock shows.
Instant save_time(Instant corrected_now, const RecordState& state, const std::vector<Write>& writes);

}  // namespace nuong
