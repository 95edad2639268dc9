// One machine that opens every connection and says nothing must not keep a district's devices out.
#include "sync-server/http/places_by_address.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;

TEST_CASE(
    "a machine that holds as many connections as it may gets no more until one is closed, and others get theirs") {
    PlacesByAddress places(3);
    for (int i = 0; i < 3; ++i) CHECK(places.take("203.0.113.7"));
    CHECK_FALSE(places.take("203.0.113.7"));
    CHECK(places.take("203.0.113.8"));
    CHECK(places.take("2001:db8::7"));
    places.leave("203.0.113.7");
    CHECK(places.take("203.0.113.7"));
    CHECK_FALSE(places.take("203.0.113.7"));
}

TEST_CASE("a proxy on the server's own machine holds as many as it needs") {
    PlacesByAddress places(1);
    for (const char* here : {"127.0.0.1", "::1", "::ffff:127.0.0.1"})
        for (int i = 0; i < 5; ++i) CHECK(places.take(here));
    places.leave("127.0.0.1");
    CHECK(places.take("127.0.0.1"));
}
