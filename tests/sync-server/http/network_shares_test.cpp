// One network that takes every connection, or fills the server with half a body of each, must not keep a district's
// devices out.
#include "sync-server/http/network_shares.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;

TEST_CASE("a machine that holds as much as it may gets no more until it gives back, and others get theirs") {
    NetworkShares places(100, 3);
    for (int i = 0; i < 3; ++i) CHECK(places.take("203.0.113.7", 1));
    CHECK_FALSE(places.take("203.0.113.7", 1));
    CHECK(places.take("203.0.113.8", 1));
    CHECK(places.take("2001:db8::7", 1));
    places.give_back("203.0.113.7", 1);
    CHECK(places.take("203.0.113.7", 1));
    CHECK_FALSE(places.take("203.0.113.7", 1));
}

TEST_CASE("all addresses of one IPv6 network have one share, and the network beside it has its own") {
    NetworkShares places(100, 3);
    CHECK(places.take("2001:db8:1:2::7", 1));
    CHECK(places.take("2001:db8:1:2:aaaa:bbbb:cccc:dddd", 1));
    CHECK(places.take("2001:db8:1:2::8", 1));
    CHECK_FALSE(places.take("2001:db8:1:2::9", 1));
    CHECK(places.take("2001:db8:1:3::9", 1));
    places.give_back("2001:db8:1:2::7", 1);
    CHECK(places.take("2001:db8:1:2::9", 1));
    CHECK_FALSE(places.take("2001:db8:1:2::7", 1));
}

TEST_CASE("an IPv4 address is the same machine however its connection came, and its neighbour is another") {
    NetworkShares places(100, 2);
    CHECK(places.take("203.0.113.7", 1));
    CHECK(places.take("::ffff:203.0.113.7", 1));
    CHECK_FALSE(places.take("203.0.113.7", 1));
    CHECK(places.take("::ffff:203.0.113.8", 1));
}

TEST_CASE("a proxy on the server's own machine holds as much as it needs, and never more than there is") {
    NetworkShares places(15, 1);
    for (const char* here : {"127.0.0.1", "::1", "::ffff:127.0.0.1"})
        for (int i = 0; i < 5; ++i) CHECK(places.take(here, 1));
    CHECK_FALSE(places.take("127.0.0.1", 1));
    CHECK_FALSE(places.take("203.0.113.7", 1));
    places.give_back("127.0.0.1", 1);
    CHECK(places.take("203.0.113.7", 1));
}

TEST_CASE("a proxy on another machine that is trusted brings more devices than one network may") {
    NetworkShares places(15, 1, {"192.0.2.10"});
    for (int i = 0; i < 10; ++i) CHECK(places.take("192.0.2.10", 1));
    CHECK(places.take("192.0.2.11", 1));
    CHECK_FALSE(places.take("192.0.2.11", 1));
    for (int i = 0; i < 4; ++i) CHECK(places.take("192.0.2.10", 1));
    CHECK_FALSE(places.take("192.0.2.10", 1));  // never more than there is
    places.give_back("192.0.2.10", 1);
    CHECK(places.take("203.0.113.7", 1));
}

TEST_CASE("what would be too much takes nothing") {
    NetworkShares bytes(1'000, 600);
    CHECK_FALSE(bytes.take("203.0.113.7", 601));
    CHECK_FALSE(bytes.take("203.0.113.7", UINT64_MAX));
    CHECK(bytes.take("203.0.113.7", 600));
    CHECK_FALSE(bytes.take("203.0.113.8", 401));
    CHECK(bytes.has_room("203.0.113.8", 400));
    CHECK(bytes.take("203.0.113.8", 400));
    CHECK(bytes.take("203.0.113.9", 0));
    bytes.give_back("203.0.113.7", 600);
    CHECK(bytes.take("203.0.113.9", 600));
}
