// What roles are called before a device has received the published ones.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "client/app/phrases.h"
#include "shared/base/json.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;

TEST_CASE("a worker is called the same before the first sync as after it") {
    const auto json = parse_json(test::bytes_of(NUONG_SOURCE_DIR "/schemas/roles/roles.json"), "roles");
    REQUIRE(json);
    REQUIRE((*json)["roles"].size() > 10);
    for (const Json& role : (*json)["roles"]) {
        const std::string id = role["id"];
        CAPTURE(id);
        CHECK(role_text({}, id, Language::vi) == role["name_vi"].get<std::string>());
        CHECK(role_text({}, id, Language::en) == role["name_en"].get<std::string>());
    }
    CHECK(role_text({}, "no_such_role", Language::vi) == "no_such_role");
}
