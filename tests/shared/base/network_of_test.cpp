// Who is counted together.
#include "shared/base/network_of.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;

TEST_CASE("of IPv6 a whole network counts as one, however it is written") {
    CHECK(network_of("113.160.1.2") == "113.160.1.2");
    CHECK(network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::9"));
    CHECK(network_of("2001:db8:1:2::9") != network_of("2001:db8:1:3::9"));
    CHECK(network_of("::ffff:113.160.1.2") == "113.160.1.2");
    CHECK(network_of("fe80::1%eth0") == "fe80::/64");
    CHECK(network_of("nonsense") == "nonsense");
}
