// Whole worlds: real devices, the real core of the server, sticks, disks that lose power, a line that loses, repeats
// and damages. The mistakes that can be switched on prove that the worlds would notice.
#include <catch2/catch_test_macros.hpp>

#include "tests/world/room/shrink.h"

using namespace nuong::simulated;

namespace {

#if defined(NUONG_SANITIZED)  // twenty times as slow
constexpr std::uint64_t seeds = 10, seeds_twice = 1;
constexpr std::size_t every_nth_bug = 6, events_told = 60;
constexpr int shrink_tries = 15;
#else
constexpr std::uint64_t seeds = 2000, seeds_twice = 20;
constexpr std::size_t every_nth_bug = 1, events_told = 20;
constexpr int shrink_tries = shrink_tries_usual;
#endif
constexpr std::uint64_t seeds_until_noticed = 320;

const District& district() {
    static const District read = District::read(NUONG_SOURCE_DIR "/tests/world");
    return read;
}

std::uint64_t first_seed_that_notices(Bug bug) {
    for (std::uint64_t seed = 1; seed <= seeds_until_noticed; ++seed)
        if (!live_once(district(), {seed, bug}).trouble.empty()) return seed;
    return 0;
}

}  // namespace

TEST_CASE(
    "Whatever line, disks, copies, sticks and the district do, in the end all hold what was written and not replaced") {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const Outcome outcome = live_once(district(), {seed});
        INFO("seed " << seed << "; its story: nuong-simulate --seeds 1 --first " << seed);
        REQUIRE(outcome.trouble == "");
    }
}

TEST_CASE("The same seed gives the same story, line by line") {
    for (std::uint64_t seed = 1000; seed < 1000 + seeds_twice; ++seed) {
        const Outcome once = live_once(district(), {seed}), twice = live_once(district(), {seed});
        REQUIRE(once.story == twice.story);
        REQUIRE(once.final_state == twice.final_state);
        REQUIRE_FALSE(once.story.empty());
    }
}

TEST_CASE("A world notices every mistake that can be switched on") {
    REQUIRE(all_bugs().size() >= 12);
    for (std::size_t i = 0; i < all_bugs().size(); i += every_nth_bug) {
        INFO(name_of(all_bugs()[i]));
        CHECK(first_seed_that_notices(all_bugs()[i]) > 0);
    }
}

TEST_CASE("A world that goes wrong is told with few events") {
    const Bug bug = Bug::save_names_nothing;
    const Plan plan{first_seed_that_notices(bug), bug};
    const Shrunk shrunk = shrink(district(), plan, shrink_tries);
    CHECK(shrunk.events() <= events_told);
    CHECK(shrunk.outcome.trouble != "");
    CHECK(shrunk.outcome.story == live_once(district(), shrunk.plan).story);  // and can be told again
    CHECK(shrunk.outcome.story.size() < live_once(district(), plan).story.size());
}
