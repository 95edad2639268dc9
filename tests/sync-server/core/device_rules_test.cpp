// What the district asks of a role's devices: off unless the role says so, and told with the grants.
#include <catch2/catch_test_macros.hpp>

#include "district.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

std::string roles_with(const std::string& rules, int version = 2) {
    return R"({"id":"roles","version":)" + std::to_string(version) +
           R"(,"roles":[{"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[])" +
           rules + "}]}";
}

}  // namespace

TEST_CASE("no lease and no limit of wrong PINs unless the role has one; a new version of the roles brings them") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device device = district.device("lan");
    CHECK(district.grants_of(device).lease_days == 0);
    CHECK(district.grants_of(device).wrong_pins_max == 0);
    const std::string mark = protocol::fingerprint(district.grants_of(device));
    district.publish_more({document("roles", roles_with(R"(,"lease_days":14,"wrong_pins_max":10)"))});
    CHECK(district.grants_of(device).lease_days == 14);
    CHECK(district.grants_of(device).wrong_pins_max == 10);
    CHECK(protocol::fingerprint(district.grants_of(device)) != mark);  // so the device is told
    district.publish_more({document("roles", roles_with("", 3))});
    CHECK(protocol::fingerprint(district.grants_of(device)) == mark);
}

TEST_CASE("a lease of no days, or so few tries that a tired hand destroys a day's work, is no rule") {
    for (const char* const rules : {R"(,"lease_days":0)", R"(,"lease_days":366)", R"(,"lease_days":"14")",
                                    R"(,"lease_days":-1)", R"(,"wrong_pins_max":4)", R"(,"wrong_pins_max":101)",
                                    R"(,"wrong_pins_max":true)", R"(,"wrong_pins_max":7.5)"}) {
        CAPTURE(rules);
        const auto roles = parse_roles(roles_with(rules), "roles");
        REQUIRE_FALSE(roles);
        CHECK(roles.error().message.en.find("must be a number") != std::string::npos);
    }
    CHECK(parse_roles(roles_with(R"(,"lease_days":1,"wrong_pins_max":5)"), "roles"));
}
