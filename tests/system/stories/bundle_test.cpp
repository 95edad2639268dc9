// A stick between real devices and a real server: no network for a week, plugs pulled at every step, a stick that is
// full.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/system/stories/village.h"

using namespace nuong::testing;

namespace {

void copy_folder(const std::string& from, const std::string& to) {
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

}  // namespace

TEST_CASE("Two devices without a network hand over by stick, and the district has everything once") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.enrol("binh");
    village.kill_server();
    std::string record;
    for (const char* name : {"Vàng Seo Phử", "Giàng Thị Súa", "Lý Láo Sử"}) record = village.add_person("lan", name);
    village.ask("lan", {"record", "edit", record, "--set", "phone=0912"});
    village.add_person("binh", "Đặng Văn Dương");
    REQUIRE(village.run("binh", {"sync"}).exit_code == 3);

    const std::string stick = village.file("stick.nuong"), second = village.file("second.nuong");
    CHECK(village.ask("lan", {"bundle", "export", stick}).find("\"changes\": 4") != std::string::npos);
    const std::string carried = village.ask("binh", {"bundle", "import", stick});
    CHECK(at(carried, "/changes") == "4");
    CHECK(at(carried, "/states") == "0");
    CHECK(at(village.ask("binh", {"bundle", "import", stick}), "/changes") == "0");
    CHECK(size_at(village.ask("binh", {"record", "list"}), "") == 1);  // Lan's are not for reading here
    CHECK(at(village.ask("binh", {"bundle", "export", second}), "/changes") == "5");

    SECTION("by the colleague's sync") {
        village.open_server();
        const std::string synced = village.ask("binh", {"sync"});
        CHECK(at(synced, "/outcome") == "ok");
        CHECK(at(synced, "/pushed") == "1");
        CHECK(at(synced, "/handed_on") == "4");
        CHECK(at(village.ask("binh", {"record", "show", record}), "/values/phone") == "0912");
    }
    SECTION("by the colleague's stick, while the server runs") {
        village.open_server();
        const std::string taken = village.server({"--json", "bundle", "import", second});
        CHECK(at(taken, "/changes") == "5");
        CHECK(size_at(taken, "/devices") == 2);
    }
    SECTION("by the stick itself, before the server is opened again") {
        CHECK(at(village.server({"--json", "bundle", "import", stick}), "/changes") == "4");
        village.open_server();
    }
    // Whatever way it took, and though the other ways are open still.
    const std::string heard = village.ask("lan", {"sync"});
    CHECK(at(village.ask("lan", {"status"}), "/pending") == "0");
    CHECK(std::stoi(at(heard, "/bytes_up")) < 1000);  // four changes of three people were not sent again
    village.ask("binh", {"sync"});
    CHECK(at(village.server({"--json", "bundle", "import", second}), "/known") == "5");
    village.ask("lan", {"sync"});
    for (const char* name : {"lan", "binh"}) CHECK(size_at(village.ask(name, {"record", "list"}), "") == 4);
    const std::string verified = village.server({"--json", "verify"});
    CHECK(at(verified, "/ok") == "true");
    CHECK(at(verified, "/changes") == "5");
}

TEST_CASE("An export killed at any step leaves the old bundle or the new one, whole") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string stick = village.file("stick.nuong");
    village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"bundle", "export", stick});
    const std::string old_bundle = nuong::test::bytes_of(stick);
    village.add_person("lan", "Giàng Thị Súa");
    int step = 0, found_new = 0;
    for (;; ++step) {
        nuong::test::write_bytes(stick, old_bundle);
        copy_folder(village.home("lan"), village.home("copy"));
        const KilledRun run = run_killed_at(step, village.command(village.home("copy"), {"bundle", "export", stick}),
                                            village.environment());
        const std::string found = nuong::test::bytes_of(stick);
        CAPTURE(step);
        REQUIRE((found == old_bundle || found.size() > old_bundle.size()));
        found_new += found != old_bundle;
        if (!run.out.empty()) REQUIRE(found != old_bundle);
        REQUIRE(at(village.ask("copy", {"status"}), "/pending") == "2");
        if (!run.killed) break;
    }
    CHECK(step > 3);
    CHECK(found_new >= 2);
    CHECK(at(village.server({"--json", "bundle", "import", stick}), "/changes") == "2");
}

TEST_CASE("An import that died half way, at a colleague's or at the district, has happened or has not") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.enrol("binh");
    village.kill_server();
    const std::string stick = village.file("stick.nuong");
    for (const char* name : {"Vàng Seo Phử", "Giàng Thị Súa", "Lý Láo Sử"}) village.add_person("lan", name);
    village.ask("lan", {"bundle", "export", stick});

    SECTION("at a colleague's") {
        for (int step = 0;; ++step) {
            copy_folder(village.home("binh"), village.home("copy"));
            const KilledRun run = run_killed_at(
                step, village.command(village.home("copy"), {"bundle", "import", stick}), village.environment());
            const std::string again = at(village.ask("copy", {"bundle", "import", stick}), "/changes");
            CAPTURE(step);
            REQUIRE((again == "0" || (again == "3" && run.out.empty())));
            if (!run.killed) break;
        }
    }
    SECTION("at the district") {
        copy_folder(village.file("server"), village.file("before"));
        const std::vector<std::string> import{
            NUONG_BIN_DIR "/nuong-server", "--data", village.file("server"), "--json", "bundle", "import", stick};
        for (int step = 0;; ++step) {
            copy_folder(village.file("before"), village.file("server"));
            const KilledRun run = run_killed_at(step, import, {});
            const std::string changes = at(village.server({"--json", "verify"}), "/changes");
            CAPTURE(step);
            REQUIRE((changes == "3" || (changes == "0" && run.out.empty())));
            village.server({"bundle", "import", stick});
            const std::string verified = village.server({"--json", "verify"});
            REQUIRE(at(verified, "/ok") == "true");
            REQUIRE(at(verified, "/changes") == "3");
            if (!run.killed) break;
        }
    }
}

TEST_CASE("A full stick is said in words, and the bundle that was on it stays") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.add_person("lan", "Vàng Seo Phử");
    const nuong::test::TemporaryFolder folder;
    nuong::test::TinyDisk disk(folder, 512);
    if (!disk.is_mounted()) SKIP("only root may mount a small disk");
    const std::string stick = disk / "stick.nuong";
    village.ask("lan", {"bundle", "export", stick});
    const std::string kept = nuong::test::bytes_of(stick);
    disk.fill();
    village.add_person("lan", "Giàng Thị Súa");
    const auto full = village.run("lan", {"bundle", "export", stick});
    CHECK(full.exit_code == 5);
    CHECK(full.err.find("Đĩa đã đầy") != std::string::npos);
    CHECK(nuong::test::bytes_of(stick) == kept);
    disk.make_room();
    CHECK(at(village.ask("lan", {"bundle", "export", stick}), "/changes") == "2");
}

TEST_CASE("Damaged, meant for another district, of a revoked device, or not there: refused with what to do") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.add_person("lan", "Vàng Seo Phử");
    const std::string stick = village.file("stick.nuong"), cut = village.file("cut.nuong");
    village.ask("lan", {"bundle", "export", stick});
    const auto import = [&](const std::string& data, const std::string& file) {
        return run_process({NUONG_BIN_DIR "/nuong-server", "--data", data, "--lang", "vi", "bundle", "import", file});
    };
    const std::string whole = nuong::test::bytes_of(stick);
    nuong::test::write_bytes(cut, whole.substr(0, whole.size() / 2));
    const auto damaged = import(village.file("server"), cut);
    CHECK(damaged.exit_code == 1);
    CHECK(damaged.err.find("ghi lại từ máy đã ghi nó") != std::string::npos);
    CHECK(import(village.file("server"), village.file("nowhere")).exit_code == 1);

    Village other;
    const auto elsewhere = import(other.file("server"), stick);
    CHECK(elsewhere.exit_code == 1);
    CHECK(elsewhere.err.find("máy chủ khác") != std::string::npos);

    village.server({"device", "revoke", at(village.ask("lan", {"status"}), "/device")});
    const auto revoked = import(village.file("server"), stick);
    CHECK(revoked.exit_code == 4);
    CHECK(revoked.err.find("thu hồi") != std::string::npos);
    CHECK(at(village.server({"--json", "verify"}), "/changes") == "0");
}
