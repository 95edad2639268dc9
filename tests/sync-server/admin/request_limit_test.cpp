// How often one device may ask.
#include "sync-server/admin/request_limit.h"

#include <catch2/catch_test_macros.hpp>
#include <memory>

using namespace nuong;
using namespace nuong::admin;

TEST_CASE("too many requests of one device are turned away until the window is over, those of others are not") {
    const auto limit = std::make_unique<RequestLimit>();
    const Instant noon = *parse_instant("2026-03-01T05:00:00.000Z");
    Hash busy{}, calm{};
    busy[0] = 1;
    calm[0] = 2;
    for (std::uint32_t i = 0; i < RequestLimit::most; ++i) REQUIRE(limit->admits(busy, noon));
    CHECK_FALSE(limit->admits(busy, noon));
    CHECK(limit->admits(calm, noon));
    CHECK_FALSE(limit->admits(busy, noon + RequestLimit::window - std::chrono::milliseconds(1)));
    CHECK(limit->admits(busy, noon + RequestLimit::window));
}

TEST_CASE("a clock that is set back keeps nobody out") {
    const auto limit = std::make_unique<RequestLimit>();
    const Instant noon = *parse_instant("2026-03-01T05:00:00.000Z");
    for (std::uint32_t i = 0; i < RequestLimit::most; ++i) REQUIRE(limit->admits(Hash{}, noon));
    CHECK_FALSE(limit->admits(Hash{}, noon));
    CHECK(limit->admits(Hash{}, noon - std::chrono::hours(24)));
}
