// Who is told to be the visitor, and by whom that is believed.
#include "sync-server/admin/trusted_proxies.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;
using admin::TrustedProxies;

namespace {

HttpRequest from(const std::string& peer, const std::string& forwarded_for, const std::string& proto = "https") {
    HttpRequest request;
    request.remote = peer;
    request.forwarded_for = forwarded_for;
    request.forwarded_proto = proto;
    return request;
}

std::string visitor(const TrustedProxies& proxies, const std::string& peer, const std::string& forwarded_for) {
    HttpRequest request = from(peer, forwarded_for);
    proxies.look_through(request);
    return request.remote;
}

Result<TrustedProxies> told(const std::string& value) {
    admin::CommandLine line;
    line.flags["trusted-proxy"] = {value};
    return admin::proxies_of(line);
}

}  // namespace

TEST_CASE("a visitor is whom a trusted proxy names, and nobody names another by himself") {
    const TrustedProxies proxies({"10.0.0.7"});
    CHECK(visitor(proxies, "127.0.0.1", "113.160.1.2") == "113.160.1.2");
    CHECK(visitor(proxies, "10.0.0.7", "113.160.1.2") == "113.160.1.2");
    CHECK(visitor(proxies, "113.160.1.2", "8.8.8.8") == "113.160.1.2");
    CHECK(visitor(proxies, "127.0.0.1", "8.8.8.8, 113.160.1.2") ==
          "113.160.1.2");  // the first was typed by the visitor
    CHECK(visitor(proxies, "127.0.0.1", "113.160.1.2,10.0.0.7") == "113.160.1.2");
    CHECK(visitor(proxies, "127.0.0.1", "") == "127.0.0.1");
    CHECK(visitor(proxies, "127.0.0.1", "unknown") == "127.0.0.1");
    CHECK(visitor(proxies, "127.0.0.1", "8.8.8.8, <script>") == "127.0.0.1");
    CHECK(visitor(proxies, "::1", "2001:DB8:0::1") == "2001:db8::1");
}

TEST_CASE("the kind of line is believed of a trusted proxy alone") {
    HttpRequest near = from("127.0.0.1", ""), far = from("113.160.1.2", "");
    const TrustedProxies proxies;
    proxies.look_through(near);
    proxies.look_through(far);
    CHECK(near.forwarded_proto == "https");
    CHECK(far.forwarded_proto.empty());
}

TEST_CASE("proxies are named by addresses") {
    REQUIRE(told("10.0.0.7, 2001:db8::7"));
    CHECK(visitor(*told("10.0.0.7, 2001:db8::7"), "2001:db8::7", "113.160.1.2") == "113.160.1.2");
    CHECK_FALSE(told("proxy.example"));
    CHECK_FALSE(told(""));
}
