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

// A small district with made-up people; the person about whom most would go.
std::string somebody_in(const Operator& it) {
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    REQUIRE(it.run({"demo", "--people", "10"}).code == 0);
    std::string most;
    std::size_t records = 0;
    for (const Json& person : it.run({"record", "list", "person_register", "--json"}).json()) {
        const std::string id = person["record"].get<std::string>();
        const std::size_t count = it.run({"erase", id, "--json"}).json()["erased"].size();
        if (count > records) records = count, most = id;
    }
    REQUIRE(records > 2);
    return most;
}

// What offices have of the years that are over.
std::string figures(const Operator& it) {
    std::string all;
    for (const char* report : {"R1", "R2", "R3", "R5", "R6"})
        for (const char* period : {"2023", "2024-H1"}) {
            const Outcome made = it.run({"report", report, "--area", "089", "--period", period, "--json"});
            REQUIRE(made.code == 0);
            all += made.out;
        }
    return all;
}

bool is_there(const Operator& it, const Json& record) {
    return it.run({"record", "show", record.get<std::string>()}).code == 0;
}

}  // namespace

TEST_CASE("erase says first what would go, and does it when told --yes; what the law wants kept stays") {
    const Operator it;
    const std::string person = somebody_in(it);
    const Outcome asked = it.run({"erase", person, "--json"});
    CHECK(asked.code == 0);
    CHECK(asked.json()["done"] == false);
    CHECK(asked.err.find("--yes") != std::string::npos);
    const Json planned = asked.json();
    for (const Json& record : planned["erased"]) CHECK(is_there(it, record));

    const Json done = it.run({"erase", person, "--reason", "withdrawn", "--yes", "--json"}).json();
    CHECK(done["done"] == true);
    CHECK(done["erased"] == asked.json()["erased"]);
    for (const Json& record : done["erased"]) CHECK_FALSE(is_there(it, record));
    REQUIRE(done["kept_by_law"].size() >= 2);  // people of this district have a file with the police
    for (const Json& kept : done["kept_by_law"]) {
        CHECK(is_there(it, kept["record"]));
        CHECK(asked.err.find(kept["record"].get<std::string>()) != std::string::npos);
    }
    const Json restriction = done["restriction"];
    CHECK(restriction["needed"] == true);
    CHECK(restriction["restricted"] == false);
    CHECK(restriction["record"] == person);
    CHECK(restriction["form"] == "person_register");
    CHECK(restriction["fields"] == Json{"data_rights/processing_restricted"});
    for (const char* words : {"must be restricted", "NOT marked so yet", "Person register", "Data rights › Processing"})
        CHECK(asked.err.find(words) != std::string::npos);
    CHECK(it.run({"erase", person, "--json"}).json()["erased"].empty());
    CHECK(it.run({"erase", done["erased"][0].get<std::string>(), "--yes"}).code == 1);  // there is no such record
    CHECK(it.run({"verify"}).code == 0);
    CHECK(it.run({"audit", "verify"}).code == 0);
    const std::string audit = it.run({"audit", "list", "--json"}).out;
    CHECK(audit.find(done["erased"][0].get<std::string>()) != std::string::npos);
    CHECK(audit.find("withdrawn") != std::string::npos);
}

TEST_CASE("Whoever restores a backup that is older than an erasure erases again, also when only the backups are left") {
    Operator it;
    const std::string person = somebody_in(it);
    const fs::path saves = it.data().parent_path() / "saves";
    REQUIRE(it.run({"backup", "--into", saves.string(), "--keep", "5"}).code == 0);
    const std::string backup = fs::directory_iterator(saves)->path().string();
    const Json gone = it.run({"erase", person, "--yes", "--json"}).json()["erased"];
    SECTION("the folder of the server is still there") {}
    SECTION("it burnt, and the list lies beside the backups") {
        it.clock.advance(std::chrono::hours(24));
        REQUIRE(it.run({"backup", "--into", saves.string(), "--keep", "5"}).code == 0);
        CHECK(text_of(saves / admin::erasure_list_name).find(gone[0].get<std::string>()) != std::string::npos);
        fs::remove(it.data() / "server.db");
        fs::remove(it.data() / admin::erasure_list_name);
    }
    REQUIRE(it.run({"restore", backup}).code == 0);
    for (const Json& record : gone) CHECK_FALSE(is_there(it, record));
    CHECK(it.run({"record", "list", "person_register", "--json"}).json().size() > 1);
    CHECK(it.run({"verify"}).code == 0);
}

TEST_CASE(
    "Reports of the years that are over stay what they were: after an erasure, and when an older backup erases again") {
    Operator it;
    const std::string person = somebody_in(it);
    it.clock.advance(std::chrono::hours(24 * 366));
    const std::string before = figures(it);
    const fs::path saves = it.data().parent_path() / "saves";
    REQUIRE(it.run({"backup", "--into", saves.string(), "--keep", "5"}).code == 0);
    const std::string backup = fs::directory_iterator(saves)->path().string();
    REQUIRE(it.run({"erase", person, "--yes"}).code == 0);
    CHECK(figures(it) == before);
    for (int time = 0; time < 2; ++time) {
        it.clock.advance(std::chrono::hours(1));
        REQUIRE(it.run({"restore", backup}).code == 0);
        CHECK(figures(it) == before);
    }
    CHECK(it.run({"verify"}).code == 0);
}

TEST_CASE("Reports of the years that are over stay what they were when contacts go because their time is over") {
    Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    REQUIRE(it.run({"demo", "--people", "20"}).code == 0);
    std::string form = text_of(NUONG_SOURCE_DIR "/schemas/forms/outreach_contact.json");
    const std::string version = R"("version": 6)", term = R"("retention_days": 1096)";
    form.replace(form.find(version), version.size(), R"("version": 7)");
    form.replace(form.find(term), term.size(), R"("retention_days": 100)");
    const fs::path changed = it.write("more/forms/outreach_contact.json", form);
    REQUIRE(it.run({"publish", changed.parent_path().parent_path().string()}).code == 0);
    it.clock.advance(std::chrono::hours(24 * 366));
    const std::string before = figures(it);
    const std::size_t contacts = it.run({"record", "list", "outreach_contact", "--json"}).json().size();
    // A year in one step: is it the clock that is wrong? Everything would be over.
    const auto doubted = it.run({"erase", "--expired", "--yes"});
    CHECK(doubted.code == 4);
    CHECK(doubted.err.find("--clock-is-right") != std::string::npos);
    CHECK(it.run({"record", "list", "outreach_contact", "--json"}).json().size() == contacts);
    const std::size_t gone =
        it.run({"erase", "--expired", "--yes", "--clock-is-right", "--json"}).json()["erased"].size();
    REQUIRE(gone > 10);
    CHECK(it.run({"record", "list", "outreach_contact", "--json"}).json().size() == contacts - gone);
    CHECK(figures(it) == before);
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

TEST_CASE("The list of erasures names a few of the devices that have not confirmed, and counts the others") {
    const Operator it;
    const std::string person = somebody_in(it);
    REQUIRE(it.run({"erase", person, "--yes"}).code == 0);
    const Json missing = it.run({"erase", "list", "--json"}).json()[0]["missing"];
    REQUIRE(missing.size() > 5);
    const std::string all = it.run({"erase", "list"}).out, line = all.substr(0, all.find('\n'));
    CHECK(std::count(line.begin(), line.end(), '(') == 5);
    CHECK(line.find(missing[4]["name"].get<std::string>() + " (") != std::string::npos);
    CHECK(line.ends_with(", +" + std::to_string(missing.size() - 5)));
}
