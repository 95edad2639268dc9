// The battery dies, the lid closes, somebody pulls the plug: a device that is killed at any step of its work.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/system/stories/village.h"

using namespace nuong::testing;

namespace {

void copy_home(const Village& village, const std::string& from, const std::string& to) {
    std::filesystem::remove_all(village.home(to));
    std::filesystem::copy(village.home(from), village.home(to), std::filesystem::copy_options::recursive);
}

}  // namespace

TEST_CASE("A record that was being added when the device died is there wholly or not at all") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string before = village.add_person("lan", "Vàng Seo Phử");
    nuong::test::write_bytes(village.file("answers"), R"({"full_name":"Giàng Thị Súa","phone":"0912","visits":2})");
    const std::vector<std::string> add{
        "record", "add", "person", "--area", Village::area, "--answers", village.file("answers")};
    int step = 0, found_whole = 0;
    for (;; ++step) {
        copy_home(village, "lan", "copy");
        const KilledRun run = run_killed_at(step, village.command(village.home("copy"), add), village.environment());
        const std::string list = village.ask("copy", {"record", "list", "person"});
        CAPTURE(step, list);
        REQUIRE(at(village.ask("copy", {"record", "show", before}), "/values/full_name") == "Vàng Seo Phử");
        const std::size_t people = size_at(list, "");
        REQUIRE((people == 1 || people == 2));
        REQUIRE(at(village.ask("copy", {"status"}), "/pending") == std::to_string(people));
        if (people == 2) {
            const int other = at(list, "/0/record") == before ? 1 : 0;
            const std::string added =
                village.ask("copy", {"record", "show", at(list, "/" + std::to_string(other) + "/record")});
            CHECK(at(added, "/values/phone") == "0912");
            CHECK(at(added, "/values/visits") == "2");
            ++found_whole;
        }
        if (!run.out.empty()) REQUIRE(people == 2);  // what was said to be saved is saved
        if (!run.killed) break;
    }
    CHECK(step > 8);
    CHECK(found_whole >= 2);  // also when it was killed after the commit, before it could say so
}

TEST_CASE("An edit that was interrupted has happened or has not, and the next one works") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string record = village.add_person("lan", "Lý Láo Sử");
    const std::vector<std::string> edit{"record", "edit", record, "--set", "phone=0987", "--set", "visits=5"};
    for (int step = 0;; ++step) {
        copy_home(village, "lan", "copy");
        const KilledRun run = run_killed_at(step, village.command(village.home("copy"), edit), village.environment());
        const std::string shown = village.ask("copy", {"record", "show", record});
        CAPTURE(step, shown);
        const bool edited = at(shown, "/values/phone") == "0987";
        REQUIRE(at(shown, "/values/visits") == (edited ? "5" : "1"));
        REQUIRE((edited || run.out.empty()));
        village.ask("copy", {"record", "edit", record, "--set", "phone=0911"});
        REQUIRE(at(village.ask("copy", {"record", "show", record}), "/values/phone") == "0911");
        if (!run.killed) break;
    }
}

TEST_CASE("A sync killed at any step is finished by the next one, and nothing is applied twice") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.enrol("binh");
    const std::string counted = village.add_person("lan", "Đặng Văn Dương");
    village.ask("lan", {"sync"});
    village.ask("binh", {"sync"});
    int step = 0, changes = 1;
    for (;; ++step) {
        // Both write: the interrupted sync has something to send and something to take in.
        village.ask("binh", {"record", "edit", counted, "--set", "phone=09" + std::to_string(step)});
        village.ask("binh", {"sync"});
        village.ask("lan", {"record", "edit", counted, "--set", "visits=" + std::to_string(step + 2)});
        changes += 2;
        const KilledRun run =
            run_killed_at(step, village.command(village.home("lan"), {"sync"}), village.environment());
        CAPTURE(step);
        REQUIRE(at(village.ask("lan", {"record", "show", counted}), "/values/visits") == std::to_string(step + 2));
        const std::string synced = village.ask("lan", {"sync"});
        REQUIRE(at(synced, "/outcome") == "ok");
        REQUIRE(at(synced, "/refused") == "0");
        REQUIRE(at(village.ask("lan", {"status"}), "/pending") == "0");
        if (!run.killed) break;
    }
    CHECK(step > 12);
    village.ask("binh", {"sync"});
    CHECK(village.ask("lan", {"record", "show", counted}) == village.ask("binh", {"record", "show", counted}));
    CHECK(at(village.ask("binh", {"record", "show", counted}), "/values/visits") == std::to_string(step + 2));
    const std::string verified = village.server({"verify", "--json"});
    CHECK(at(verified, "/ok") == "true");
    CHECK(at(verified, "/changes") == std::to_string(changes));
}

TEST_CASE("An enrolment that was interrupted is repeated with the same code") {
    Village village;
    village.open_server();
    // Slow PINs here, so a choice of steps; each run ends when one was quicker than the killer.
    for (int step = 0;; step += 7) {
        const std::string code = village.code("lan");
        std::filesystem::remove_all(village.home("lan"));
        const std::vector<std::string> enroll{"enroll", village.url(), code};
        const KilledRun run = run_killed_at(step, village.command(village.home("lan"), enroll), village.environment());
        CAPTURE(step, code);
        if (!run.killed) {
            CHECK(step > 20);
            break;
        }
        const auto again = village.run("lan", enroll);
        CAPTURE(again.out, again.err);
        if (again.exit_code == 4)
            REQUIRE(again.err.starts_with("Máy này đã được ghi danh."));  // only the first sync lacked
        else REQUIRE(again.exit_code == 0);
        make_pin_cheap(village.home("lan"), Village::pin);
        village.ask("lan", {"--user", "lan", "sync"});
        village.add_person("lan", "Hoàng Thị Mai");
    }
}
