// The operator erases a person who has asked for it, and restores a backup that is older.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "sync-server/admin/erasure_list.h"
#include "tests/sync-server/admin/operator.h"

using namespace nuong;
using nuong::testing::Operator;
using nuong::testing::Outcome;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// A small district with made-up people; the person that most is written about.
std::string somebody_in(const Operator& it) {
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    REQUIRE(it.run({"demo", "--people", "10"}).code == 0);
    const Json people = it.run({"record", "list", "person_register", "--json"}).json();
    std::string most;
    std::size_t records = 0;
    for (const Json& person : people) {
        const Json plan = it.run({"erase", person["record"].get<std::string>(), "--json"}).json();
        if (!plan["kept_by_law"].empty() || plan["erased"].size() <= records) continue;
        records = plan["erased"].size();
        most = person["record"].get<std::string>();
    }
    REQUIRE(records > 1);
    return most;
}

}  // namespace

TEST_CASE("erase says first what would go, and does it when told --yes; the store stays sound") {
    const Operator it;
    const std::string person = somebody_in(it);
    const Outcome asked = it.run({"erase", person, "--json"});
    CHECK(asked.code == 0);
    CHECK(asked.json()["done"] == false);
    CHECK(asked.err.find("--yes") != std::string::npos);
    CHECK(it.run({"record", "show", person}).code == 0);

    const Outcome done = it.run({"erase", person, "--reason", "withdrawn", "--yes", "--json"});
    CHECK(done.json()["done"] == true);
    CHECK(done.json()["erased"] == asked.json()["erased"]);
    for (const Json& record : done.json()["erased"])
        CHECK(it.run({"record", "show", record.get<std::string>()}).code == 1);
    CHECK(it.run({"erase", person, "--yes"}).code == 1);  // there is no such record any more
    CHECK(it.run({"verify"}).code == 0);
    CHECK(it.run({"audit", "verify"}).code == 0);
    const std::string audit = it.run({"audit", "list", "--json"}).out;
    CHECK(audit.find(person + " person_register withdrawn") != std::string::npos);
}

TEST_CASE("Whoever restores a backup that is older than an erasure erases again, also when only the backups are left") {
    Operator it;
    const std::string person = somebody_in(it);
    const fs::path saves = it.data().parent_path() / "saves";
    REQUIRE(it.run({"backup", "--into", saves.string(), "--keep", "5"}).code == 0);
    const std::string backup = fs::directory_iterator(saves)->path().string();
    REQUIRE(it.run({"erase", person, "--yes"}).code == 0);
    SECTION("the folder of the server is still there") {}
    SECTION("it burnt, and the list lies beside the backups") {
        it.clock.advance(std::chrono::hours(24));
        REQUIRE(it.run({"backup", "--into", saves.string(), "--keep", "5"}).code == 0);
        CHECK(text_of(saves / admin::erasure_list_name).find(person) != std::string::npos);
        fs::remove(it.data() / "server.db");
        fs::remove(it.data() / admin::erasure_list_name);
    }
    REQUIRE(it.run({"restore", backup}).code == 0);
    CHECK(it.run({"record", "show", person}).code == 1);
    CHECK(it.run({"record", "list", "person_register", "--json"}).json().size() > 1);
    CHECK(it.run({"verify"}).code == 0);
}

TEST_CASE("erase tells what it needs, and a relay leaves it to the top") {
    Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    CHECK(it.run({"erase"}).code == 2);
    CHECK(it.run({"erase", "somebody"}).code == 2);
    CHECK(it.run({"erase", "018df9c2-0000-7000-8000-000000000001", "--reason", "spite"}).code == 2);
    CHECK(it.run({"erase", "018df9c2-0000-7000-8000-000000000001", "--yes"}).code == 1);
    CHECK(it.run({"erase", "--expired"}).code == 0);
}
