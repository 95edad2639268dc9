// A province's database goes back to a moment before an accident, by its own base backup and its archive. Devices bring
// what it has forgotten, and who was erased since stays erased.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/support/postgres_server.h"
#include "tests/system/stories/village.h"

using namespace nuong::testing;

namespace {

struct Archived : PostgresServer {
    Archived() : store(fresh_store()) { keep_archive(); }
    std::string store;
};

}  // namespace

TEST_CASE("A database that is set back to a moment is whole again once its devices have synced") {
    const bool by_the_clock = GENERATE(false, true);
    CAPTURE(by_the_clock);
    Archived database;
    Village it(database.store);
    it.open_server();
    for (const char* user : {"lan", "binh"}) it.enrol(user);
    const std::string first = it.add_person("lan", "Vàng Seo Phử"), goes = it.add_person("lan", "Lý A Dín");
    it.ask("lan", {"sync"});
    database.back_up();
    const std::string second = it.add_person("lan", "Giàng A Páo");
    for (const char* user : {"lan", "binh"}) it.ask(user, {"sync"});
    database.name_moment("before_the_accident");
    const std::string before_the_accident = database.now();

    const std::string third = it.add_person("lan", "Thào Thị Mảy");
    it.ask("binh", {"record", "edit", second, "--set", "phone=0912"});
    for (const char* user : {"lan", "binh", "lan"}) it.ask(user, {"sync"});
    it.server({"erase", goes, "--yes"});
    for (const char* user : {"lan", "binh"}) it.ask(user, {"sync"});
    database.ask(database.store, "delete from record where form = 'person'");  // the accident
    CHECK(it.run_server({"verify"}).exit_code != 0);

    it.kill_server();
    if (by_the_clock) database.set_back_to_time(before_the_accident);
    else database.set_back_to_name("before_the_accident");
    CHECK(at(it.server({"--json", "verify"}), "/changes") == "3");
    it.server({"restore", "--set-back"});
    it.open_server();
    for (int rounds = 0; rounds < 2; ++rounds)
        for (const char* user : {"lan", "binh"}) it.ask(user, {"sync"});

    const std::string verified = it.server({"--json", "verify"});
    CHECK(at(verified, "/ok") == "true");
    CHECK(at(verified, "/records") == "3");
    for (const char* user : {"lan", "binh"}) {
        CAPTURE(user);
        CHECK(at(it.ask(user, {"record", "show", second}), "/values/phone") == "0912");
        for (const std::string& person : {first, third}) CHECK(it.run(user, {"record", "show", person}).exit_code == 0);
        CHECK(it.run(user, {"record", "show", goes}).exit_code != 0);
        CHECK(at(it.ask(user, {"status"}), "/pending") == "0");
    }
    const auto shown = it.run_server({"record", "show", goes});
    CHECK((shown.out + shown.err).find("Dín") == std::string::npos);
    CHECK(it.ask("lan", {"record", "list", "person"}) == it.ask("binh", {"record", "list", "person"}));
}
