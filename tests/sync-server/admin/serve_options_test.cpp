// A slip of the pen in what serve is told: nothing is opened, and the operator hears which word it was.
#include <catch2/catch_test_macros.hpp>

#include "tests/sync-server/admin/operator.h"

using namespace nuong::testing;

TEST_CASE("what serve is told must make sense before anything is opened") {
    const Operator it;
    for (const auto& [flag, value] : {std::pair("--enrol-with-proof", "maybe"), std::pair("--set-aside-days", "-1"),
                                      std::pair("--set-aside-days", "4000"), std::pair("--set-aside-days", "1.5"),
                                      std::pair("--oldest-program", "new"),
                                      std::pair("--trusted-proxy", "proxy.example"), std::pair("--listen", "8765x")}) {
        CAPTURE(flag, value);
        const Outcome told = it.run({"serve", flag, value});
        CHECK(told.code == 2);
        CHECK(told.err.find(flag) != std::string::npos);
    }
    CHECK_FALSE(fs::exists(it.data()));
}

TEST_CASE("beyond this machine nothing is served that anybody on the line could read") {
    const Operator it;
    for (const char* address : {"0.0.0.0:8765", "192.168.1.5:8765", "[::]:8765"}) {
        CAPTURE(address);
        const Outcome told = it.run({"serve", "--listen", address});
        CHECK(told.code == 2);
        CHECK(told.err.find("--tls-cert") != std::string::npos);
    }
    CHECK_FALSE(fs::exists(it.data()));
    // With a proxy in front, which is named, it goes on: to say that there is no store here.
    CHECK(it.run({"serve", "--listen", "192.168.1.5:8765", "--trusted-proxy", "192.168.1.2"}).code != 2);
}
