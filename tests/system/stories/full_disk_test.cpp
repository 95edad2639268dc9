// The day that the disk is full: old data intact, new data refused with a reason, and saving works once there is room.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/system/stories/village.h"

using namespace nuong::testing;

TEST_CASE("On a full disk nothing is lost, and saving works again once there is room") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.add_person("lan", "Vàng Seo Phử");
    const nuong::test::TemporaryFolder folder;
    nuong::test::TinyDisk disk(folder, 512);
    if (!disk.is_mounted()) SKIP("only root may mount a small disk");
    const std::string home = disk / "home";
    std::filesystem::copy(village.home("lan"), home, std::filesystem::copy_options::recursive);
    const auto run = [&](std::vector<std::string> words, const std::string& input = "") {
        return run_process(village.command(home, std::move(words)), village.environment(), input);
    };
    const std::vector<std::string> add{"record", "add", "person", "--area", Village::area, "--answers", "-"};
    const std::string sua = R"({"full_name":"Giàng Thị Súa","phone":"0912"})";
    for (const std::size_t spare : {0, 4096, 16384, 40960}) {
        disk.fill(spare);
        const auto refused = run(add, sua);
        CAPTURE(spare, refused.out, refused.err);
        CHECK(refused.exit_code == 5);
        CHECK(refused.err.find("Đĩa đã đầy") != std::string::npos);
        disk.make_room();
        const auto list = run({"record", "list"});
        CAPTURE(list.out, list.err);
        REQUIRE(list.exit_code == 0);
        REQUIRE(size_at(list.out, "") == 1);
    }
    CHECK(run(add, sua).exit_code == 0);
    CHECK(size_at(run({"record", "list"}).out, "") == 2);
    const auto synced = run({"sync"});
    CHECK(synced.exit_code == 0);
    CHECK(at(synced.out, "/pushed") == "2");
}

TEST_CASE("A full disk does not lock people out: a wrong PIN is a wrong PIN, the right one is heard") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const nuong::test::TemporaryFolder folder;
    nuong::test::TinyDisk disk(folder, 512);
    if (!disk.is_mounted()) SKIP("only root may mount a small disk");
    std::filesystem::copy(village.home("lan"), disk / "home", std::filesystem::copy_options::recursive);
    disk.fill();
    const auto wrong = run_process(village.command(disk / "home", {"record", "list"}), {{"NUONG_PIN", "000000"}});
    CAPTURE(wrong.err);
    CHECK(wrong.err.find("Mã PIN không đúng") != std::string::npos);
    const auto right = run_process(village.command(disk / "home", {"record", "list"}), village.environment());
    CAPTURE(right.out, right.err);
    CHECK((right.exit_code == 0 || right.err.find("Đĩa đã đầy") != std::string::npos));
}
