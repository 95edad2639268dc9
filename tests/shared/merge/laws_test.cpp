// The laws that make order, repetition and route of messages irrelevant, checked on random well-formed histories.
#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "shared/merge/merge.h"
#include "shared/merge/policy.h"

using namespace nuong;

namespace {

#ifndef NUONG_SANITIZED
// Ten times the usual number of cases, unless somebody asks for another.
const int more_cases = ::setenv("RC_PARAMS", "max_success=1000", 0);
#endif

const char* const path_names[] = {"a", "b", "c"};

RecordState empty_record() { return {*parse_uuid("0190a3b2-1111-7222-8333-444455556666"), "household", {}, {}}; }

// Evenly over the whole range from the first run on: short histories prove little.
int any(int below) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, below)); }

// What three devices saved while hearing of each other now and then: every change is lawful, their order is not fixed.
struct History {
    std::vector<Change> changes;

    RecordState of(const std::vector<bool>& heard) const {
        RecordState state = empty_record();
        for (std::size_t i = 0; i < changes.size(); ++i)
            if (heard[i]) apply(state, changes[i]);
        return state;
    }
    // A state that has heard of some changes, perhaps over gaps, some with their time clamped, some refused.
    RecordState some_state() const {
        RecordState state = empty_record();
        for (Change change : changes) {
            const int fate = any(8);
            if (fate < 2) change.at = std::min(change.at, Instant(std::chrono::milliseconds(10 * fate + 10)));
            if (fate < 4) apply(state, change);
            if (change.seq % 7 == 0) mark_used(state, change);
        }
        return state;
    }
};

void save(History& history, RecordState& state, DeviceId device) {
    Change change{.device = device,
                  .seq = history.changes.size() + 1,
                  .group = std::nullopt,
                  .record = state.id,
                  .form = "household",
                  .form_version = 1,
                  .at = Instant(std::chrono::milliseconds(any(50))),
                  .author = "lan",
                  .n0 = next_n(state, device),
                  .writes = {}};
    for (const char* path : path_names) {
        if (any(2) == 0) continue;
        const Register* reg = state.find(path);
        const Policy policy = *path == 'c' ? Policy::review : Policy::latest;
        change.writes.push_back(
            {path, Value(any(4)), replaced_by_write(policy, reg, device), agreed_before(policy, reg)});
    }
    if (change.writes.empty()) return;
    apply(state, change);
    history.changes.push_back(std::move(change));
}

History any_history() {
    History history;
    std::vector<RecordState> devices(3, empty_record());
    const int saves = any(12);
    for (int i = 0; i < saves; ++i) {
        const auto device = static_cast<std::size_t>(any(3)), from = static_cast<std::size_t>(any(3));
        if (any(3) == 0) devices[device] = join(devices[device], devices[from]);
        save(history, devices[device], DeviceId{device + 1});
    }
    return history;
}

std::vector<Change> any_order_of(std::vector<Change> changes) {
    for (std::size_t i = changes.size(); i > 1; --i)
        std::swap(changes[i - 1], changes[static_cast<std::size_t>(any(static_cast<int>(i)))]);
    return changes;
}

RecordState after(const std::vector<Change>& changes) {
    RecordState state = empty_record();
    for (const Change& change : changes) apply(state, change);
    return state;
}

// All that a change says, as a state of its own: its writes, and having seen them and what they replace.
RecordState delta_of(const Change& change) {
    RecordState delta = empty_record();
    for (std::size_t i = 0; i < change.writes.size(); ++i) {
        const Write& write = change.writes[i];
        delta.registers.push_back(
            {write.path, {{change.dot_of(i), change.at, change.author, write.value, write.before}}});
        delta.context.add(change.dot_of(i));
        for (const Dot& dot : write.replaces) delta.context.add(dot);
    }
    return delta;
}

}  // namespace

TEST_CASE("joining is commutative, associative and idempotent") {
    CHECK(rc::check("join(a, b) == join(b, a)", [] {
        const History history = any_history();
        const RecordState a = history.some_state(), b = history.some_state();
        RC_ASSERT(join(a, b) == join(b, a));
    }));
    CHECK(rc::check("join(join(a, b), c) == join(a, join(b, c))", [] {
        const History history = any_history();
        const RecordState a = history.some_state(), b = history.some_state(), c = history.some_state();
        RC_ASSERT(join(join(a, b), c) == join(a, join(b, c)));
    }));
    CHECK(rc::check("join(a, a) == a and join(a, join(a, b)) == join(a, b)", [] {
        const History history = any_history();
        const RecordState a = history.some_state(), b = history.some_state();
        RC_ASSERT(join(a, a) == a);
        RC_ASSERT(join(a, join(a, b)) == join(a, b));
        RC_ASSERT(join(a, empty_record()) == a);
    }));
}

TEST_CASE("changes may arrive in any order and any number of times") {
    CHECK(rc::check("any permutation of the same changes gives the same state", [] {
        const History history = any_history();
        RC_ASSERT(after(any_order_of(history.changes)) == after(history.changes));
    }));
    CHECK(rc::check("a change applied again changes nothing", [] {
        const History history = any_history();
        RecordState state = history.some_state();
        for (const Change& change : history.changes) {
            apply(state, change);
            const RecordState once = state;
            apply(state, change);
            RC_ASSERT(state == once);
        }
    }));
    CHECK(rc::check("using up the dots of a change commutes with every other change", [] {
        const History history = any_history();
        RC_PRE(!history.changes.empty());
        const Change refused = history.changes[static_cast<std::size_t>(any(static_cast<int>(history.changes.size())))];
        std::vector<Change> others = history.changes;
        std::erase(others, refused);
        RecordState early = empty_record(), late = after(others);
        mark_used(early, refused);
        for (const Change& change : any_order_of(others)) apply(early, change);
        mark_used(late, refused);
        RC_ASSERT(early == late);
    }));
}

TEST_CASE("a change and a state say the same thing in two ways") {
    CHECK(rc::check("apply(a, c) == join(a, delta of c)", [] {
        const History history = any_history();
        const RecordState a = history.some_state();
        for (const Change& change : history.changes) {
            RecordState applied = a;
            apply(applied, change);
            RC_ASSERT(applied == join(a, delta_of(change)));
        }
    }));
    CHECK(rc::check("join(apply(a, c), b) == apply(join(a, b), c)", [] {
        const History history = any_history();
        const RecordState a = history.some_state(), b = history.some_state();
        for (const Change& change : history.changes) {
            RecordState applied_first = a, joined_first = join(a, b);
            apply(applied_first, change);
            apply(joined_first, change);
            RC_ASSERT(join(applied_first, b) == joined_first);
        }
    }));
    CHECK(rc::check("the join of what two nodes heard is what a node shows that heard both", [] {
        const History history = any_history();
        std::vector<bool> left, right, either;
        for (std::size_t i = 0; i < history.changes.size(); ++i) {
            left.push_back(any(2) == 0);
            right.push_back(any(2) == 0);
            either.push_back(left[i] || right[i]);
        }
        RC_ASSERT(join(history.of(left), history.of(right)) == history.of(either));
    }));
}

TEST_CASE("states keep one shape") {
    CHECK(rc::check("registers and heads are sorted, none is empty, every head has been seen", [] {
        const History history = any_history();
        const RecordState state = join(history.some_state(), history.some_state());
        for (std::size_t i = 0; i < state.registers.size(); ++i) {
            const Register& reg = state.registers[i];
            RC_ASSERT(!reg.heads.empty());
            if (i > 0) RC_ASSERT(state.registers[i - 1].path < reg.path);
            for (std::size_t h = 0; h < reg.heads.size(); ++h) {
                if (h > 0) RC_ASSERT(reg.heads[h - 1].dot < reg.heads[h].dot);
                RC_ASSERT(state.context.has_seen(reg.heads[h].dot));
            }
        }
    }));
}
