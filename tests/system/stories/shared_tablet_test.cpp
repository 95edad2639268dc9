// One tablet, several people: each has a PIN, a store and rights of their own, and who wrote what is always right.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/system/stories/village.h"

using namespace nuong::testing;

namespace {

constexpr const char* binh_pin = "135790";

ProcessResult as(const Village& village, const std::string& user, const std::string& pin,
                 std::vector<std::string> words) {
    words.insert(words.begin(), {"--user", user});
    return village.run_with_pin(pin, "tablet", std::move(words));
}

ProcessResult as_binh(const Village& village, std::vector<std::string> words) {
    return as(village, "binh", binh_pin, std::move(words));
}

std::string binh_home(const Village& village) { return village.home("tablet") + "/people/2"; }

// Lan has enrolled; Bình is added with a PIN of his own.
void share(Village& village) {
    REQUIRE(village.run("tablet", {"enroll", village.url(), village.code("lan")}).exit_code == 0);
    make_pin_cheap(village.home("tablet"), Village::pin);
    const auto added = village.run_with_pin(binh_pin, "tablet", {"user", "add", village.code("binh")});
    CAPTURE(added.err);
    REQUIRE(added.exit_code == 0);
    REQUIRE(at(added.out, "/user") == "binh");
    REQUIRE(at(added.out, "/role") == "worker");
    REQUIRE(at(added.out, "/areas/0") == "089");
    make_pin_cheap(binh_home(village), binh_pin);
}

std::string add_person_as_binh(const Village& village, const std::string& full_name) {
    nuong::test::write_bytes(village.file("answers"), R"({"full_name":")" + full_name + R"("})");
    const auto added =
        as_binh(village, {"record", "add", "person", "--area", Village::area, "--answers", village.file("answers")});
    REQUIRE(added.exit_code == 0);
    return at(added.out, "/record");
}

}  // namespace

TEST_CASE("Two people on one tablet: each adds a person and syncs, and the district knows who wrote which") {
    Village village;
    village.open_server();
    share(village);
    const std::string users = village.ask("tablet", {"user", "list"});
    CHECK(size_at(users, "") == 2);
    CHECK(at(users, "/0/user") == "lan");
    CHECK(at(users, "/1/user") == "binh");
    CHECK(at(users, "/1/state") == "ready");

    const std::string by_lan = village.add_person("tablet", "Vàng Seo Phử");
    const std::string by_binh = add_person_as_binh(village, "Giàng Thị Súa");
    CHECK(at(village.ask("tablet", {"status"}), "/user") == "lan");
    CHECK(at(village.ask("tablet", {"status"}), "/pending") == "1");
    const auto status = as_binh(village, {"status"});
    CHECK(at(status.out, "/user") == "binh");
    CHECK(at(status.out, "/pending") == "1");
    CHECK(at(status.out, "/device") != at(village.ask("tablet", {"status"}), "/device"));
    // Before a sync one does not even have what the other wrote.
    CHECK(as_binh(village, {"record", "show", by_lan}).exit_code == 1);

    village.ask("tablet", {"sync"});
    REQUIRE(as_binh(village, {"sync"}).exit_code == 0);
    village.ask("tablet", {"sync"});
    CHECK(at(as_binh(village, {"record", "show", by_lan}).out, "/values/full_name") == "Vàng Seo Phử");
    const std::string seen_by_lan = village.ask("tablet", {"record", "show", by_binh, "--history"});
    CHECK(at(seen_by_lan, "/values/full_name") == "Giàng Thị Súa");
    CHECK(at(village.server({"record", "show", by_lan, "--history", "--json"}), "/history/0/author") == "lan");
    CHECK(at(village.server({"record", "show", by_binh, "--history", "--json"}), "/history/0/author") == "binh");
}

TEST_CASE("The PIN of one opens nothing of the other's, and wrong ones are counted for each apart") {
    Village village;
    village.open_server();
    share(village);
    for (int i = 0; i < 5; ++i) CHECK(as(village, "binh", Village::pin, {"status"}).exit_code == 5);
    const auto waiting = as(village, "binh", binh_pin, {"status"});
    CHECK(waiting.exit_code == 5);  // also the right one has to wait now
    CHECK(waiting.err.find("đợi") != std::string::npos);
    village.ask("tablet", {"status"});  // Lan has nothing to do with that
    const auto nobody = as(village, "mai", Village::pin, {"status"});
    CHECK(nobody.exit_code == 1);
    CHECK(nobody.err == "Trên máy này không có người dùng “mai”. Có: lan, binh.\n");
}

TEST_CASE("Nobody is added twice, and the one who is here loses nothing by the attempt") {
    Village village;
    village.open_server();
    share(village);
    const std::string waiting = add_person_as_binh(village, "Lý Láo Sử");
    const auto again = village.run_with_pin("999999", "tablet", {"user", "add", village.code("binh")});
    CHECK(again.exit_code == 4);
    CHECK(again.err.starts_with("“binh” đã có trên máy này"));
    CHECK(size_at(village.ask("tablet", {"user", "list"}), "") == 2);
    CHECK_FALSE(std::filesystem::exists(village.home("tablet") + "/people/3"));
    CHECK(at(as_binh(village, {"record", "show", waiting}).out, "/values/full_name") == "Lý Láo Sử");
    const auto first = village.run("tablet", {"enroll", village.url(), village.code("binh")});
    CHECK(first.exit_code == 4);
    CHECK(first.err.find("nuong user add") != std::string::npos);
}

TEST_CASE("Adding somebody needs a first person, and a code that the district gave") {
    Village village;
    village.open_server();
    const auto nobody = village.run("tablet", {"user", "add", "ABCD-EFGH"});
    CHECK(nobody.exit_code == 4);
    CHECK(nobody.err.find("nuong enroll") != std::string::npos);
    CHECK(village.ask("tablet", {"user", "list"}) == "[]\n");
    share(village);
    const auto wrong = village.run_with_pin("424242", "tablet", {"user", "add", "ABCD-EFGH"});
    CHECK(wrong.exit_code == 4);
    CHECK(size_at(village.ask("tablet", {"user", "list"}), "") == 2);  // nothing is left of that
    village.kill_server();
    CHECK(village.run_with_pin("424242", "tablet", {"user", "add", "ABCD-EFGH"}).exit_code == 3);
    CHECK(at(village.ask("tablet", {"user", "list"}), "/2/state") == "unfinished");
    village.open_server();
    village.server({"user", "add", "mai", "--role", "worker", "--area", "089"});
    const std::string code = village.code("mai");
    const auto other_pin = village.run_with_pin("777777", "tablet", {"user", "add", code});
    CHECK(other_pin.exit_code == 5);
    CHECK(other_pin.err.find("--anew") != std::string::npos);
    const auto anew = village.run_with_pin("777777", "tablet", {"user", "add", code, "--anew"});
    CHECK(anew.exit_code == 0);
    CHECK(at(anew.out, "/user") == "mai");
    CHECK(at(village.ask("tablet", {"user", "list"}), "/2/user") == "mai");
}

TEST_CASE("Adding a person may be killed at any step: repeated, it is finished, and the first one works all along") {
    Village village;
    village.open_server();
    REQUIRE(village.run("tablet", {"enroll", village.url(), village.code("lan")}).exit_code == 0);
    make_pin_cheap(village.home("tablet"), Village::pin);
    village.add_person("tablet", "Đặng Văn Dương");
    const Environment binh{{"NUONG_PIN", binh_pin}};
    for (int step = 0;; step += 7) {  // slow PINs here, so a choice of steps
        const std::string code = village.code("binh");
        std::filesystem::remove_all(village.home("tablet") + "/people");
        const std::vector<std::string> add{"user", "add", code};
        const KilledRun run = run_killed_at(step, village.command(village.home("tablet"), add), binh);
        CAPTURE(step);
        REQUIRE(at(village.ask("tablet", {"status"}), "/pending") == "1");
        if (!run.killed) {
            CHECK(step > 20);
            break;
        }
        const auto again = village.run_with_pin(binh_pin, "tablet", add);
        CAPTURE(again.out, again.err);
        // Only the first sync lacked: the code is used up, and its person is here.
        if (again.exit_code != 0) REQUIRE(at(village.ask("tablet", {"user", "list"}), "/1/user") == "binh");
        REQUIRE(as_binh(village, {"status"}).exit_code == 0);
        const std::string users = village.ask("tablet", {"user", "list"});
        REQUIRE(size_at(users, "") == 2);
        REQUIRE(at(users, "/1/state") == "ready");
    }
}

TEST_CASE("A tablet reported lost for one person: their store is destroyed, the colleague's work stays and goes up") {
    Village village;
    village.open_server();
    share(village);
    const std::string kept = village.add_person("tablet", "Hoàng Thị Mai");
    add_person_as_binh(village, "Tẩn Láo Tả");
    const std::string device = at(as_binh(village, {"status"}).out, "/device");
    village.server({"device", "revoke", device, "--wipe"});
    const auto told = as_binh(village, {"sync"});
    CHECK(told.exit_code == 4);
    CHECK(at(told.out, "/wiped") == "true");
    CHECK(at(told.out, "/confirmed") == "true");
    CHECK(village.server({"device", "list"}).find("máy báo đã xóa") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(binh_home(village)));
    CHECK(size_at(village.ask("tablet", {"user", "list"}), "") == 1);
    CHECK(as_binh(village, {"status"}).exit_code == 1);
    CHECK(at(village.ask("tablet", {"sync"}), "/pushed") == "1");
    CHECK(at(village.ask("tablet", {"record", "show", kept}), "/values/full_name") == "Hoàng Thị Mai");
}

TEST_CASE("A first person who leaves takes nothing of the others along, and nothing that was not sent is removed") {
    Village village;
    village.open_server();
    share(village);
    village.add_person("tablet", "Lò Văn Sơn");
    const auto too_early = village.run("tablet", {"user", "remove", "lan"});
    CHECK(too_early.exit_code == 4);
    CHECK(at(village.ask("tablet", {"status"}), "/pending") == "1");
    village.ask("tablet", {"sync"});
    CHECK(village.run_with_pin(binh_pin, "tablet", {"user", "remove", "lan"}).exit_code == 5);
    CHECK(at(village.ask("tablet", {"user", "remove", "lan"}), "/user") == "lan");
    CHECK_FALSE(std::filesystem::exists(village.home("tablet") + "/store.db"));
    const auto status = village.run_with_pin(binh_pin, "tablet", {"status"});  // the first one is Bình now
    CHECK(at(status.out, "/user") == "binh");
    const auto back = village.run("tablet", {"user", "add", village.code("lan")});
    CHECK(at(back.out, "/user") == "lan");
    CHECK(std::filesystem::exists(village.home("tablet") + "/store.db"));
}
