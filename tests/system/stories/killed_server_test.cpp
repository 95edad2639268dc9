// The server dies in the middle of a sync, at any step, and is started again.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/support/postgres_server.h"
#include "tests/system/stories/village.h"

using namespace nuong::testing;

TEST_CASE("A server killed at any step of a sync has lost nothing that it had acknowledged and doubles nothing") {
    const bool in_postgres = GENERATE(false, true);
    CAPTURE(in_postgres);
    Village village(in_postgres ? shared_postgres().fresh_store() : "");
    village.open_server();
    village.enrol("lan");
    village.enrol("binh");
    const std::string counted = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    int changes = 1, step = 0;
    for (;; ++step) {
        village.open_doomed_server();
        village.ask("lan", {"record", "edit", counted, "--set", "visits=" + std::to_string(step + 2)});
        ++changes;
        village.doomed().die_at(step);
        const auto cut = village.run("lan", {"sync"});
        CAPTURE(step, cut.out, cut.err);
        const bool died = village.doomed().is_dead();
        village.kill_server();
        if (!died) {
            CHECK(cut.exit_code == 0);
            break;
        }
        REQUIRE((cut.exit_code == 3 || cut.exit_code == 0));
        if (cut.exit_code == 3) CHECK(cut.err.find("an toàn") != std::string::npos);
        const bool acknowledged = at(village.ask("lan", {"status"}), "/pending") == "0";
        const std::string verified = village.server({"verify", "--json"});
        REQUIRE(at(verified, "/ok") == "true");
        const std::string held = at(verified, "/changes");
        REQUIRE((held == std::to_string(changes) || (!acknowledged && held == std::to_string(changes - 1))));
        village.open_server();
        REQUIRE(at(village.ask("lan", {"sync"}), "/outcome") == "ok");
        REQUIRE(at(village.ask("lan", {"status"}), "/pending") == "0");
    }
    CHECK(step > 5);
    village.open_server();
    village.ask("lan", {"sync"});
    village.ask("binh", {"sync"});
    const std::string on_binh = village.ask("binh", {"record", "show", counted});
    CHECK(village.ask("lan", {"record", "show", counted}) == on_binh);
    CHECK(at(on_binh, "/values/visits") == std::to_string(step + 2));
    const std::string verified = village.server({"verify", "--json"});
    CHECK(at(verified, "/ok") == "true");
    CHECK(at(verified, "/changes") == std::to_string(changes));
}
