// A province has two servers on one database. Devices come to whichever takes them, and either may die.
#include <signal.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>

#include "tests/support/postgres_server.h"
#include "tests/system/stories/balancer.h"
#include "tests/system/stories/village.h"

using namespace nuong::testing;

namespace {

// The village's store lies in PostgreSQL; its servers differ in their ports alone.
struct Province : Village {
    explicit Province(const std::string& url) : Village(url) {
        for (int i = 0; i < 2; ++i) servers.push_back(open_another());
        balancer = std::make_unique<Balancer>(std::vector<int>{servers[0].port, servers[1].port});
        stand_behind(balancer->url());
        for (const char* user : {"lan", "binh"}) enrol(user);
    }
    void kill(std::size_t server) { servers[server].process.reset(); }
    void start_again(std::size_t server) { servers[server] = open_another(servers[server].port); }
    // Long enough for each server to have noticed what the other has taken: until then it may say "nothing new".
    static void a_moment_later() { std::this_thread::sleep_for(std::chrono::milliseconds(1100)); }
    std::string synced(const std::string& user) {  // again, as a person would, until it goes through
        for (int tries = 0; tries < 20; ++tries) {
            const auto outcome = run(user, {"sync"});
            if (outcome.exit_code == 0) return outcome.out;
            REQUIRE(outcome.exit_code == 3);
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        }
        FAIL("no sync in four seconds");
        return "";
    }

    std::vector<Server> servers;
    std::unique_ptr<Balancer> balancer;
};

}  // namespace

TEST_CASE(
    "Devices come to two servers of one database in turn; one is killed and comes back; nothing is lost or sent "
    "twice") {
    Province it(shared_postgres().fresh_store());
    std::vector<std::string> people;
    int saves = 0;
    for (int day = 0; day < 6; ++day) {
        CAPTURE(day);
        if (day == 2) it.kill(0);
        if (day == 4) it.start_again(0);
        people.push_back(it.add_person("lan", "Vàng Seo Phử " + std::to_string(day)));
        CHECK(at(it.synced("lan"), "/pushed") == "1");
        CHECK(at(it.synced("lan"), "/pushed") == "0");  // whoever answers knows what the other has taken
        it.a_moment_later();
        it.synced("binh");
        it.ask("binh", {"record", "edit", people.back(), "--set", "phone=091" + std::to_string(day)});
        CHECK(at(it.synced("binh"), "/pushed") == "1");
        it.a_moment_later();
        it.synced("lan");
        CHECK(at(it.ask("lan", {"record", "show", people.back()}), "/values/phone") == "091" + std::to_string(day));
        saves += 2;
    }
    CHECK(it.balancer->handed_to(0) > 5);
    CHECK(it.balancer->handed_to(1) > 5);
    const std::string verified = it.server({"verify", "--json"});
    CHECK(at(verified, "/ok") == "true");
    CHECK(at(verified, "/changes") == std::to_string(saves));
    CHECK(at(verified, "/records") == "6");
}

TEST_CASE("Who is revoked at one server is turned away by the other at once") {
    Province it(shared_postgres().fresh_store());
    it.synced("lan");
    it.synced("lan");
    const std::string id = at(it.server({"device", "list", "--json"}), "/0/device");
    CHECK(at(it.ask("lan", {"status"}), "/shows_records") == "true");
    it.server({"device", "revoke", id});
    it.a_moment_later();
    for (int server = 0; server < 2; ++server) CHECK(it.run("lan", {"sync"}).exit_code == 4);
    CHECK(it.run("lan", {"record", "list"}).exit_code == 4);
    const std::string status = it.ask("lan", {"status"});  // which says why she sees nothing
    CHECK(at(status, "/shows_records") == "false");
    CHECK(at(status, "/shut_out") == "revoked");
}

TEST_CASE(
    "The database is restarted under the servers: they come back by themselves, and what was acknowledged is there") {
    PostgresServer database;
    Province it(database.fresh_store());
    const std::string before = it.add_person("lan", "Vàng Seo Phử");
    CHECK(at(it.synced("lan"), "/pushed") == "1");
    database.kill();
    const std::string meanwhile = it.add_person("lan", "Giàng A Páo");
    const auto turned_away = it.run("lan", {"sync"});
    CHECK(turned_away.exit_code == 3);
    CHECK(turned_away.err.find("an toàn") != std::string::npos);  // her work is safe, and she is told so
    database.start();
    CHECK(at(it.synced("lan"), "/pushed") == "1");
    it.a_moment_later();
    it.synced("binh");
    for (const std::string& person : {before, meanwhile})
        CHECK(it.run("binh", {"record", "show", person}).exit_code == 0);
    CHECK(at(it.server({"verify", "--json"}), "/ok") == "true");
}
