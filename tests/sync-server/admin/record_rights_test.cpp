// What somebody at the console is shown for a person is what that person may see: every role with every form, the list,
// the record, its history and its file, in the person's areas and outside of them.
#include <catch2/catch_test_macros.hpp>

#include "tests/sync-server/admin/operator.h"
#include "tests/sync-server/core/rights_table.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

const std::string shipped = std::string(NUONG_SOURCE_DIR) + "/schemas";
constexpr const char* elsewhere = "02635";  // no commune of the demo district

// The demo district with a person of every role in it, and one beside it.
struct Staff : Operator {
    Staff() {
        REQUIRE(run({"init", "--schemas", shipped}).code == 0);
        REQUIRE(run({"demo", "--people", "12", "--months", "3"}).code == 0);
        for (const RoleRights& rights : rights_table()) {
            const std::string role(rights.role);
            REQUIRE(run({"user", "add", role, "--role", role, "--area", "089"}).code == 0);
            REQUIRE(run({"user", "add", role + "-beside", "--role", role, "--area", elsewhere}).code == 0);
        }
        for (const Json& record : run({"record", "list", "--limit", "100000", "--json"}).json())
            records[record["form"]].push_back(record["record"]);
    }

    std::map<std::string, std::set<std::string>> listed(const std::string& user) const {
        std::map<std::string, std::set<std::string>> ids;
        for (const Json& record : run({"record", "list", "--limit", "100000", "--user", user, "--json"}).json())
            ids[record["form"]].insert(record["record"].get<std::string>());
        return ids;
    }
    bool is_shown(const std::string& record, const std::string& user) const {
        const Outcome shown = run({"record", "show", record, "--history", "--user", user});
        CHECK((shown.code == 0 || (shown.code == 1 && shown.out.empty())));
        return shown.code == 0;
    }

    std::map<std::string, std::vector<std::string>> records;  // by form
};

char right_of(const RoleRights& rights, const std::string& form) {
    const auto at = rights.forms.find(form);
    return at == rights.forms.end() ? '-' : at->second;
}

}  // namespace

TEST_CASE("Whoever is at the console for a person sees what that person may see, of every form") {
    const Staff it;
    REQUIRE(it.records.size() >= 15);
    for (const RoleRights& rights : rights_table()) {
        const std::string role(rights.role);
        auto listed = it.listed(role);
        CHECK(it.listed(role + "-beside").empty());
        for (const auto& [form, ids] : it.records) {
            CAPTURE(role, form);
            const char right = right_of(rights, form);
            const std::set<std::string>& seen = listed[form];
            if (right == '-') CHECK(seen.empty());
            if (right == 'W' || right == 'r') CHECK(seen.size() == ids.size());
            CHECK(it.is_shown(ids.front(), role) == seen.contains(ids.front()));
        }
        CHECK_FALSE(it.is_shown(it.records.at("person_register").front(), role + "-beside"));
    }
}

TEST_CASE("Who has asked for whom is in the audit, and for nobody who is not there anything is shown") {
    const Staff it;
    const std::string record = it.records.at("person_register").front();
    REQUIRE(it.run({"user", "disable", "shelter"}).code == 0);
    CHECK(it.run({"record", "show", record, "--user", "shelter"}).code == 4);
    CHECK(it.run({"record", "show", record, "--user", "nobody"}).code == 4);
    CHECK(it.run({"record", "file", record, "photo", "--out", it.write("x", ""), "--user", "admin"}).code == 1);
    REQUIRE(it.is_shown(record, "outreach_worker"));
    const auto store = admin::DataFolder(it.data().string(), std::nullopt).open();
    CHECK((*store)->read()->audit(0, 100'000).back().detail == record + " history for outreach_worker");
}

TEST_CASE("Who may take nothing out takes no file of a record out either, whatever they read") {
    const Staff it;
    const auto taken = [&](const std::string& form, const std::string& user) {
        return it
            .run({"record", "file", it.records.at(form).front(), "photo", "--out", it.write("x", ""), "--user", user})
            .code;
    };
    REQUIRE(it.is_shown(it.records.at("communication_activity").front(), "volunteer"));
    CHECK(taken("communication_activity", "volunteer") == 4);        // exports: false
    CHECK(taken("communication_activity", "outreach_worker") == 1);  // there is no such file
    CHECK(taken("person_register", "volunteer") == 1);               // nor is there such a record for them
}
