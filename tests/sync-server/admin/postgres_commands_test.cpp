// A province outgrows its one machine: the operator takes the store into PostgreSQL, lives there, and could come back.
#include <catch2/catch_test_macros.hpp>

#include "operator.h"
#include "tests/support/postgres_server.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

const std::string source = NUONG_SOURCE_DIR;

struct Province : Operator {
    const std::string url = shared_postgres().fresh_store();

    Outcome there(std::vector<std::string> words, const std::string& database = "") const {
        words.insert(words.begin(), {"--database", database.empty() ? url : database});
        return run(words);
    }
    void make_in_file() {
        REQUIRE(run({"init", "--schemas", source + "/schemas"}).code == 0);
        REQUIRE(run({"demo", "--people", "30", "--months", "4", "--until", "2024-02-28"}).code == 0);
    }
    Json verified(const Outcome& outcome) const {
        REQUIRE(outcome.code == 0);
        return outcome.json();
    }
    std::size_t folders(const std::string& beginning) const {
        std::size_t count = 0;
        for (const auto& entry : fs::directory_iterator(data()))
            count += entry.path().filename().string().starts_with(beginning);
        return count;
    }
};

}  // namespace

TEST_CASE("A store is made in PostgreSQL from the start, and every command works there") {
    Province it;
    REQUIRE(it.there({"init", "--schemas", source + "/schemas"}).code == 0);
    CHECK_FALSE(fs::exists(it.data() / "server.db"));
    CHECK(fs::exists(it.data() / "key"));
    CHECK(it.there({"init"}).code == 1);  // never over a store
    REQUIRE(it.there({"demo", "--people", "30", "--months", "4", "--until", "2024-02-28"}).code == 0);
    CHECK(it.there({"user", "add", "minh", "--role", "district_staff", "--area", "089"}).code == 0);
    CHECK(it.there({"user", "list"}).out.find("minh") != std::string::npos);
    CHECK(it.there({"device", "code", "minh"}).code == 0);
    CHECK(it.there({"record", "list", "--limit", "5"}).code == 0);
    CHECK(it.there({"report", "R1", "--area", "089", "--period", "2024-H1", "--format", "text"}).code == 0);
    CHECK(it.there({"audit", "verify"}).code == 0);
    CHECK(it.there({"verify"}).code == 0);
    const std::string found = it.there({"doctor"}).out;
    CHECK(found.find("The store opens.") != std::string::npos);
    CHECK(found.find("fsync = off") != std::string::npos);  // as the tests' database runs; nobody's records lie there
    const std::string away = it.there({"doctor"}, "postgresql://127.0.0.1:1/x").out;
    CHECK(away.find("pg_isready") != std::string::npos);
    CHECK(it.run({"user", "list"}).code == 5);  // nothing lies in the folder
    const auto elsewhere = admin::DataFolder((it.data() / "none").string(), std::nullopt, it.url).open();
    REQUIRE_FALSE(elsewhere);
    CHECK(elsewhere.error().message.en.find("key") != std::string::npos);  // the database is there, its key is not
}

TEST_CASE("The doctor hints that nobody keeps a second copy of the database, as long as that is so") {
    PostgresServer database;
    const std::string url = database.fresh_store();
    const Province it;
    REQUIRE(it.there({"init", "--schemas", source + "/schemas"}, url).code == 0);
    const auto found = [&](const std::string& language) {
        for (const Json& finding :
             it.there({"--lang", language, "--json", "doctor"}, url).json()["findings"].get<std::vector<Json>>())
            if (finding["id"] == "standby") return finding;
        return Json();
    };
    const Json alone = found("en");
    CHECK(alone["level"] == "advice");
    CHECK(alone["message"].get<std::string>().find("unless devices still hold them") != std::string::npos);
    CHECK(found("vi")["message"].get<std::string>().find("trừ khi máy của người dùng còn giữ") != std::string::npos);
    database.ask(url, "alter system set synchronous_standby_names = 'second'");
    database.stop();
    database.start();
    CHECK(found("en")["level"] == "fine");
}

TEST_CASE("A store moves into PostgreSQL and back into a file, and each time the old place is put aside") {
    Province it;
    it.make_in_file();
    const Json before = it.verified(it.run({"--json", "verify"}));
    const std::string report = it.run({"report", "R1", "--area", "089", "--period", "2024-H1", "--format", "csv"}).out;
    REQUIRE_FALSE(report.empty());

    REQUIRE(it.run({"migrate", "--to", it.url}).code == 0);
    CHECK(it.verified(it.there({"--json", "verify"})) == before);
    CHECK(it.there({"report", "R1", "--area", "089", "--period", "2024-H1", "--format", "csv"}).out == report);
    CHECK(it.there({"audit", "verify"}).code == 0);
    CHECK_FALSE(fs::exists(it.data() / "server.db"));
    CHECK(it.folders("moved-") == 1);
    const Outcome old_place = it.run({"verify"});
    CHECK(old_place.code == 5);
    CHECK(old_place.err.find("moved") != std::string::npos);
    const std::string asked_without = it.run({"doctor"}).out;  // the settings do not say yet where it went
    CHECK(asked_without.find("database = postgresql://") != std::string::npos);
    CHECK(asked_without.find("init --schemas") == std::string::npos);

    it.clock.advance(std::chrono::hours(1));
    REQUIRE(it.there({"migrate", "--to", "file"}).code == 0);
    CHECK(it.verified(it.run({"--json", "verify"})) == before);
    for (const Outcome& refused : {it.there({"user", "list"}), it.run({"migrate", "--to", it.url})}) {
        CHECK(refused.code == 4);
        CHECK(refused.err.find("has moved away") != std::string::npos);
    }
}

TEST_CASE(
    "Whoever begins anew where a store has moved from, as an upgrade once did, makes no empty store and no second "
    "key") {
    Province it;
    it.make_in_file();
    REQUIRE(it.run({"migrate", "--to", it.url}).code == 0);
    fs::remove(it.data() / "key");  // sealed to the machine since
    const Outcome refused = it.run({"init", "--schemas", source + "/schemas"});
    CHECK(refused.code == 1);
    CHECK(refused.err.find("--database") != std::string::npos);
    CHECK_FALSE(fs::exists(it.data() / "server.db"));
    CHECK_FALSE(fs::exists(it.data() / "key"));
}

TEST_CASE("A move waits for nobody's work: while the server or another command has the store open it is refused") {
    Province it;
    it.make_in_file();
    admin::DataFolder busy(it.data().string(), std::nullopt);
    const auto open = busy.open();
    REQUIRE(open);
    const Outcome refused = it.run({"migrate", "--to", it.url});
    CHECK(refused.code == 4);
    CHECK(refused.err.find("Stop the server") != std::string::npos);
    CHECK(it.there({"user", "list"}).code == 5);
}

TEST_CASE("A store that is not what its history says stays where it is") {
    Province it;
    it.make_in_file();
    {
        admin::DataFolder folder(it.data().string(), std::nullopt);
        const auto store = folder.open();
        REQUIRE(store);
        (*store)->sql().execute("delete from change where arrival = 3");
    }
    const Outcome refused = it.run({"migrate", "--to", it.url});
    CHECK(refused.code == 5);
    CHECK(refused.err.find("Run verify") != std::string::npos);
    CHECK(fs::exists(it.data() / "server.db"));
}

TEST_CASE("A database that its own tools have set back begins a new epoch when it is told so, and erases again") {
    Province it;
    it.make_in_file();
    REQUIRE(it.run({"migrate", "--to", it.url}).code == 0);
    const auto facts = [&] {
        admin::DataFolder folder(it.data().string(), std::nullopt, it.url);
        return folder.open().value()->read()->facts();
    };
    const auto people = parse_json(it.there({"record", "list", "person_register", "--json"}).out, "list").value();
    const StoreFacts before = facts();
    const std::string kept = (it.data() / "earlier.db").string();
    REQUIRE(it.there({"backup", kept}).code == 0);
    std::string person;
    for (std::size_t i = 0; facts().erasures == before.erasures; ++i) {  // of some the law keeps everything
        REQUIRE(i < people.size());
        person = people[i]["record"];
        REQUIRE(it.there({"erase", person, "--yes"}).code == 0);
    }
    shared_postgres().ask(it.url, "delete from erased");  // as point-in-time recovery would leave it
    REQUIRE(facts().erasures == 0);
    REQUIRE(it.there({"restore", "--set-back"}).code == 0);
    CHECK(facts().epoch != before.epoch);
    CHECK(facts().erasures > before.erasures);
    CHECK(it.there({"restore"}).code == 2);
    CHECK(it.there({"restore", kept, "--set-back"}).code == 2);
}

TEST_CASE("A backup of a database is one encrypted file, and comes back into an empty database or a folder") {
    Province it;
    it.make_in_file();
    REQUIRE(it.run({"migrate", "--to", it.url}).code == 0);
    const Json before = it.verified(it.there({"--json", "verify"}));
    const std::string file = (it.data() / "backup.db").string();
    REQUIRE(it.there({"backup", file}).code == 0);
    std::ifstream bytes(file, std::ios::binary);
    CHECK(std::string(16, ' ').assign(std::istreambuf_iterator<char>(bytes), {}).find("full_name") ==
          std::string::npos);
    CHECK(it.there({"restore", file}).code == 1);  // there is a store in it
    const std::string empty = shared_postgres().fresh_store();
    REQUIRE(it.there({"restore", file}, empty).code == 0);
    CHECK(it.verified(it.there({"--json", "verify"}, empty)) == before);
    CHECK(it.there({"audit", "verify"}, empty).code == 0);
    REQUIRE(it.run({"restore", file}).code == 0);
    CHECK(it.verified(it.run({"--json", "verify"})) == before);
}
