// Every document under schemas/ is what its meta-schema says, and a broken one is told with its place and what to do.
#include "sync-server/core/roles.h"
#include "tests/schemas/json_schema.h"
#include "tests/schemas/schema_files.h"

using namespace nuong;
using namespace nuong::schemas;

TEST_CASE("every form package fits the schema that an editor uses") {
    const Json schema = json_file(folder / "form-package.schema.json");
    for (const auto& path : files_below(folder / "forms", ".json")) {
        INFO(path.filename().string());
        CHECK(listed(check_against(schema, json_file(path))) == "");
    }
}

TEST_CASE("the roles fit their schema") {
    const Json schema = json_file(folder / "roles.schema.json");
    for (const auto& path : files_below(folder / "roles", ".json")) {
        INFO(path.filename().string());
        CHECK(listed(check_against(schema, json_file(path))) == "");
    }
}

TEST_CASE("an editor is told what is wrong with a form, and where") {
    const Json schema = json_file(folder / "form-package.schema.json");
    struct Case {
        const char* patch;  // JSON Patch, as an author's slip
        const char* at;
    };
    const Json good = json_file(folder / "forms/outreach_contact.json");
    for (const Case& slip : {
             Case{R"([{"op":"remove","path":"/id"}])", "/ needs \"id\""},
             Case{R"([{"op":"replace","path":"/version","value":0}])", "/version must be at least 1"},
             Case{R"([{"op":"replace","path":"/settings/kind","value":"evnt"}])", "/settings/kind must be one of"},
             Case{R"([{"op":"replace","path":"/survey/1/type","value":"select_one"},
                      {"op":"replace","path":"/survey/1/type","value":"selct_one contact_who"}])",
                  "/survey/1/type \"selct_one contact_who\" must look like"},
             Case{R"([{"op":"add","path":"/survey/2/policy","value":"newest"}])", "/survey/2/policy must be one of"},
             Case{R"([{"op":"replace","path":"/survey/2/label","value":5}])", "/survey/2/label must fit"},
             Case{R"([{"op":"replace","path":"/choices/yes_no/0/name","value":"so so"}])", "/choices/yes_no/0/name"},
         }) {
        INFO(slip.patch);
        const std::string told = listed(check_against(schema, good.patch(Json::parse(slip.patch))));
        CHECK(told.find(slip.at) != std::string::npos);
    }
}

TEST_CASE("a keyword that the checker does not know is not passed over") {
    const Json schema = Json::parse(R"({"type":"string","contentEncoding":"base64"})");
    CHECK(listed(check_against(schema, "x")) == "/ the schema's keyword contentEncoding is not understood\n");
}

TEST_CASE("the server tells what is wrong with roles, in which file, at which role, and how to correct it") {
    const Json good = json_file(folder / "roles/roles.json");
    struct Case {
        const char* patch;
        const char* told;
    };
    for (const Case& slip : {
             Case{R"([{"op":"remove","path":"/roles/2/name_vi"}])", "roles.json roles[2]: needs id, name_vi"},
             Case{R"([{"op":"replace","path":"/roles/1/assigned_only","value":["person_file"]}])",
                  "roles.json roles[1] assigned_only: the role does not read \"person_file\""},
             Case{R"([{"op":"replace","path":"/roles/1/assigned_only","value":"person_register"}])",
                  "roles.json roles[1] assigned_only: must be a list of forms"},
             Case{R"([{"op":"replace","path":"/roles/0/masks/export","value":["secret"]}])",
                  "roles.json roles[0] masks/export: \"secret\" is no class"},
             Case{R"([{"op":"replace","path":"/roles/0/masks","value":["health"]}])",
                  "roles.json roles[0] masks: must"},
             Case{R"([{"op":"add","path":"/roles/0/exports","value":true}])",
                  "roles.json roles[0] exports: can only be false"},
             Case{R"([{"op":"replace","path":"/roles/1/id","value":"outreach_worker"}])",
                  "outreach_worker is there twice"},
         }) {
        INFO(slip.patch);
        const auto roles = parse_roles(good.patch(Json::parse(slip.patch)).dump(), "roles.json");
        REQUIRE_FALSE(roles);
        INFO(roles.error().message.en);
        CHECK(roles.error().message.en.find(slip.told) != std::string::npos);
        CHECK(roles.error().message.vi != roles.error().message.en);
    }
}
