// Whole worlds: real devices, the real core of the server, a line that loses, repeats and damages. The mutations prove
// that the worlds would notice.
#include <catch2/catch_test_macros.hpp>

#include "tests/world/room/world.h"

using namespace nuong::simulated;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr std::uint64_t seeds = 10, seeds_twice = 1;
#else
constexpr std::uint64_t seeds = 2000, seeds_twice = 20;
#endif
constexpr std::uint64_t seeds_until_noticed = 40;

const District& district() {
    static const District read = District::read(NUONG_SOURCE_DIR "/schemas");
    return read;
}

std::string noticed(Bug bug) {
    for (std::uint64_t seed = 1; seed <= seeds_until_noticed; ++seed)
        if (const Outcome outcome = live_once(district(), seed, bug); !outcome.trouble.empty()) return outcome.trouble;
    return "";
}

}  // namespace

TEST_CASE("Whatever the line does, in the end everybody holds what was written and not replaced") {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const Outcome outcome = live_once(district(), seed);
        INFO("seed " << seed << "; its story: nuong-simulate --seeds 1 --first " << seed);
        REQUIRE(outcome.trouble == "");
    }
}

TEST_CASE("The same seed gives the same story, line by line") {
    for (std::uint64_t seed = 1000; seed < 1000 + seeds_twice; ++seed) {
        const Outcome once = live_once(district(), seed), twice = live_once(district(), seed);
        REQUIRE(once.story == twice.story);
        REQUIRE(once.final_state == twice.final_state);
        REQUIRE_FALSE(once.story.empty());
    }
}

TEST_CASE("A world notices a client that takes a lost answer for an acknowledgement") {
    REQUIRE(noticed(Bug::lost_answer_taken_as_ack) != "");
}
TEST_CASE("A world notices pages that arrive out of order") { REQUIRE(noticed(Bug::pages_out_of_order) != ""); }
TEST_CASE("A world notices a cursor that moves without its page") {
    REQUIRE(noticed(Bug::page_lost_after_cursor) != "");
}
TEST_CASE("A world notices a device that keeps what has left its area") { REQUIRE(noticed(Bug::leave_ignored) != ""); }
TEST_CASE("A world notices a device that does not hear a refusal") { REQUIRE(noticed(Bug::verdicts_ignored) != ""); }
TEST_CASE("A world notices own saves that are mixed into what the server said") {
    REQUIRE(noticed(Bug::pending_written_into_base) != "");
}
TEST_CASE("A world notices saves that do not name what they replace") {
    REQUIRE(noticed(Bug::save_names_nothing) != "");
}
TEST_CASE("A world notices a server that answers before it has committed") {
    REQUIRE(noticed(Bug::answer_before_commit) != "");
}
TEST_CASE("A world notices a device that writes the whole sum of a counter") {
    REQUIRE(noticed(Bug::counter_writes_the_total) != "");
}
