// Refused saves hold what was written about people: whoever reads one stands in those people's access history.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/protocol/codec.h"
#include "tests/sync-server/admin/operator.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

const std::string shipped = std::string(NUONG_SOURCE_DIR) + "/schemas";
const RecordId visit = *parse_uuid("0190a3b2-1111-7222-8333-555555555555");

// A visit to the person, of which nothing was taken.
std::string refuse_a_visit(const Operator& it, const std::string& person) {
    Change change;
    change.device = DeviceId{7};
    change.seq = 1;
    change.author = "lan";
    change.at = it.clock.now();
    change.record = visit;
    change.form = "outreach_contact";
    change.form_version = 5;
    change.n0 = 1;
    change.writes = {{"person", Value(person), {}, {}}, {"note", Value("kể chuyện riêng"), {}, {}}};
    ChangeRow row;
    row.device = change.device;
    row.seq = change.seq;
    row.record = visit;
    row.author = change.author;
    row.received = it.clock.now();
    row.verdict = "not_allowed";
    row.reason = {"vai trò không ghi phiếu này", "the role does not write this form"};
    row.body = protocol::encode(change);
    admin::DataFolder folder(it.data().string(), std::nullopt);
    const auto store = std::move(folder.open().value());
    const auto transaction = store->begin();
    transaction->add_change(row);
    transaction->commit();
    return to_string(row.device) + ":1";
}

}  // namespace

TEST_CASE(
    "Whoever reads a refused save about somebody is in that person's access history, and the list shows no words") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", shipped}).code == 0);
    REQUIRE(it.run({"demo", "--people", "4", "--months", "1"}).code == 0);
    const Json people = it.run({"record", "list", "person_register", "--json"}).json();
    const std::string person = people[0]["record"], other = people[1]["record"];
    const std::string refused = refuse_a_visit(it, person);
    const auto read = [&](const std::string& who) {
        const Json entries = it.run({"audit", "person", who, "--json"}).json()["entries"];
        return std::count_if(entries.begin(), entries.end(), [](const Json& entry) {
            return entry["what"] == "read" && entry["record"] == to_string(visit);
        });
    };
    const Outcome list = it.run({"quarantine", "list", "--json"});
    CHECK(list.out.find("kể chuyện riêng") == std::string::npos);
    CHECK(list.out.find(person) == std::string::npos);
    CHECK(list.json()[0]["refused"] == "not_allowed");
    CHECK(read(person) == 0);
    const Outcome shown = it.run({"quarantine", "show", refused});
    CHECK(shown.out.find("kể chuyện riêng") != std::string::npos);
    CHECK(read(person) == 1);
    CHECK(read(other) == 0);
}
