// Thousands of random field seasons against the oracle: first as it is, then with one mistake around the merge switched
// on at a time. A harness that stays green with a mistake would prove nothing.
#include <catch2/catch_test_macros.hpp>

#include "tests/shared/merge/world.h"

using namespace nuong::oracle;

namespace {

constexpr int events = 70;
#ifdef NUONG_SANITIZED  // thirty times slower
constexpr std::uint64_t seasons = 300;
#else
constexpr std::uint64_t seasons = 3000;
#endif

struct Season {
    std::uint64_t seed = 0;
    std::string trouble;
};

// The first of `seeds` seasons that goes wrong.
Season first_trouble(Bug bug, std::uint64_t seeds) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed)
        if (auto trouble = World(seed, bug).live(events); !trouble.empty()) return {seed, std::move(trouble)};
    return {};
}

void must_be_noticed(Bug bug) {
    const Season season = first_trouble(bug, 3000);
    INFO("seed " << season.seed << ": " << season.trouble);
    CHECK(season.trouble != "");
}

}  // namespace

TEST_CASE(
    "whatever the roads, sticks, crashes and refusals do, every node shows what was written and not written over") {
    const Season season = first_trouble(Bug::none, seasons);
    INFO("seed " << season.seed);
    CHECK(season.trouble == "");
}

TEST_CASE("noticed: a node forgets what it has seen, and superseded writes come back") {
    must_be_noticed(Bug::context_forgotten);
}

TEST_CASE("noticed: a change that arrived over a gap is taken for all changes before it") {
    must_be_noticed(Bug::delta_taken_as_contiguous);
}

TEST_CASE("noticed: one dot for all fields of a save") { must_be_noticed(Bug::one_dot_per_save); }

TEST_CASE("noticed: a store restored from a backup goes on under its old device id") {
    must_be_noticed(Bug::clone_keeps_device_id);
}

TEST_CASE("noticed: a register that was left out of a page is taken as empty") {
    must_be_noticed(Bug::missing_register_is_empty);
}

TEST_CASE("noticed: the dots of a refused change are given out again") { must_be_noticed(Bug::refused_dot_forgotten); }

TEST_CASE("noticed: a relay does not tell the top what it refused") {
    must_be_noticed(Bug::relay_keeps_refusal_to_itself);
}

TEST_CASE("noticed: some changes of a push arrive and the whole log is taken as received") {
    must_be_noticed(Bug::unordered_push_acked_as_whole);
}

TEST_CASE("noticed: a server restored from a backup keeps its epoch") {
    must_be_noticed(Bug::restored_server_keeps_epoch);
}

TEST_CASE("noticed: changes carried on a stick are shown but never passed on") {
    must_be_noticed(Bug::carried_changes_not_passed_on);
}

TEST_CASE("noticed: work that no server has answered is mixed into what the server said") {
    must_be_noticed(Bug::pending_mixed_into_base);
}

TEST_CASE("noticed: the cursor moves before the page is stored") { must_be_noticed(Bug::cursor_before_page); }

TEST_CASE("noticed: a server answers before it has stored") { must_be_noticed(Bug::answer_before_commit); }

TEST_CASE("noticed: a save does not name what it replaces") { must_be_noticed(Bug::save_names_nothing); }

TEST_CASE("noticed: a record whose context grew keeps its place in the feed") {
    must_be_noticed(Bug::context_growth_not_announced);
}
