// The doctor: each of the usual faults is found, named, and comes with what to do; a healthy server has none.
#include <fcntl.h>
#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "shared/base/json.h"
#include "sync-server/admin/command.h"
#include "sync-server/admin/data_folder.h"
#include "sync-server/admin/diagnosis.h"
#include "tests/support/certificate.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::admin;
using namespace std::chrono_literals;
using nuong::test::TemporaryFolder;

namespace {

const Instant now = *parse_instant("2024-03-01T07:00:00.000Z");

Symptoms healthy() {
    Symptoms seen;
    seen.folder = "/srv/nuong";
    seen.key_path = "/run/credentials/nuong-key";
    seen.has_folder = seen.has_key = seen.has_records = true;
    seen.folder_mode = 0700;
    seen.key_mode = 0400;
    seen.is_sound = true;
    seen.store_bytes = 1u << 30;
    seen.free_bytes = 100ull << 30;
    seen.open_files_max = 65'536;
    seen.newest_entry = now - 1min;
    seen.last_backup = now - 20h;
    seen.backup_room = BackupRoom{"/var/backups/nuong", 600ull << 30, 1000ull << 30, 1u << 30};
    seen.forms = 18;
    seen.roles = seen.areas = 1;
    seen.users = seen.devices = 30;
    seen.door = "127.0.0.1:8765";
    seen.is_answering = true;
    seen.certificate = CertificateFacts{"/etc/tls/nuong.pem", true, true, now + 24h * 200};
    return seen;
}

struct Answer {
    int code = 0;
    Json json;
    std::string message(const std::string& id) const {
        for (const Json& finding : json["findings"])
            if (finding["id"] == id) return finding["message"];
        return "";
    }
    std::string level(const std::string& id) const {
        for (const Json& finding : json["findings"])
            if (finding["id"] == id) return finding["level"];
        return "(not looked at)";
    }
};

Answer ask(const std::string& data, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"--data", data, "--lang", "en", "--json", "doctor", "--listen", "127.0.0.1:1"};
    words.insert(words.end(), more.begin(), more.end());
    const FakeClockSource clock{now};
    std::ostringstream out, err;
    const int code = run_command_line(words, clock, out, err);
    return {code, parse_json(out.str(), "doctor").value()};
}

}  // namespace

TEST_CASE("a healthy server has nothing to mend") {
    for (const Finding& finding : diagnose(healthy(), now)) {
        CAPTURE(finding.id);
        CHECK(finding.level == Level::fine);
        CHECK_FALSE(finding.what.vi.empty());
        CHECK(finding.to_do.vi.empty());
    }
}

TEST_CASE("each of the usual faults is found, alone, and says in both languages what to do") {
    struct Case {
        std::string id;
        Level level;
        std::function<void(Symptoms&)> breaks;
    };
    const std::vector<Case> cases{
        {"folder", Level::fault, [](Symptoms& seen) { seen.is_owner = false; }},
        {"folder", Level::fault, [](Symptoms& seen) { seen.folder_mode = 0750; }},
        {"key", Level::fault, [](Symptoms& seen) { seen.has_key = false; }},
        {"key", Level::fault,
         [](Symptoms& seen) {
             seen.has_key = false;
             seen.is_key_sealed = true;
         }},
        {"key", Level::fault, [](Symptoms& seen) { seen.key_mode = 0644; }},
        {"key", Level::advice, [](Symptoms& seen) { seen.key_lies_with_store = true; }},
        {"store", Level::fault, [](Symptoms& seen) { seen.is_sound = false; }},
        {"store", Level::advice, [](Symptoms& seen) { seen.is_older = true; }},
        {"room", Level::fault, [](Symptoms& seen) { seen.free_bytes = 100u << 20; }},
        {"room", Level::advice, [](Symptoms& seen) { seen.store_bytes = 200ull << 30; }},
        {"log", Level::advice, [](Symptoms& seen) { seen.log_bytes = 3ull << 30; }},
        {"open_files", Level::advice, [](Symptoms& seen) { seen.open_files_max = 1024; }},
        {"clock", Level::fault, [](Symptoms& seen) { seen.newest_entry = now + 2h; }},
        {"clock", Level::advice,
         [](Symptoms& seen) {
             seen.clock_jump = Message{"nhảy", "leapt"};
         }},
        {"clock", Level::fault, [](Symptoms& seen) { seen.parent_time = now + 2h; }},
        {"clock", Level::fault, [](Symptoms& seen) { seen.parent_time = now - 24h * 365; }},
        {"documents", Level::fault, [](Symptoms& seen) { seen.roles = 0; }},
        {"users", Level::advice, [](Symptoms& seen) { seen.users = 0; }},
        {"devices", Level::advice, [](Symptoms& seen) { seen.quiet_devices = 3; }},
        {"quarantine", Level::advice, [](Symptoms& seen) { seen.refused = 2; }},
        {"reports", Level::fault,
         [](Symptoms& seen) {
             seen.damaged_reports = {{"R1 bị hỏng.", "R1 is damaged."}};
         }},
        {"backup", Level::fault, [](Symptoms& seen) { seen.last_backup.reset(); }},
        {"backup", Level::advice, [](Symptoms& seen) { seen.last_backup = now - 24h * 30; }},
        {"backup_room", Level::fault, [](Symptoms& seen) { seen.backup_room->free_bytes = 900u << 20; }},
        {"backup_room", Level::fault, [](Symptoms& seen) { seen.backup_room->last_bytes = 601ull << 30; }},
        {"backup_room", Level::advice, [](Symptoms& seen) { seen.backup_room->free_bytes = 90ull << 30; }},
        {"standby", Level::advice,
         [](Symptoms& seen) {
             seen.is_in_database = true;
             seen.has_standby = false;
         }},
        {"set_aside", Level::advice,
         [](Symptoms& seen) {
             const Date today = std::chrono::floor<std::chrono::days>(now);
             seen.set_aside = {{"moved-1", today - std::chrono::days(40)}, {"moved-2", today}};
         }},
        {"certificate", Level::fault, [](Symptoms& seen) { seen.certificate->is_readable = false; }},
        {"certificate", Level::fault, [](Symptoms& seen) { seen.certificate->fits_key = false; }},
        {"certificate", Level::fault, [](Symptoms& seen) { seen.certificate->until = now - 1h; }},
        {"certificate", Level::advice, [](Symptoms& seen) { seen.certificate->until = now + 24h * 10; }},
        {"door", Level::fault, [](Symptoms& seen) { seen.is_answering = false; }},
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
        CAPTURE(i, cases[i].id);
        Symptoms seen = healthy();
        cases[i].breaks(seen);
        std::vector<Finding> wrong;
        for (const Finding& finding : diagnose(seen, now))
            if (finding.level != Level::fine) wrong.push_back(finding);
        REQUIRE(wrong.size() == 1);
        CHECK(wrong[0].id == cases[i].id);
        CHECK(wrong[0].level == cases[i].level);
        for (const std::string& words : {wrong[0].what.vi, wrong[0].what.en, wrong[0].to_do.vi, wrong[0].to_do.en})
            CHECK_FALSE(words.empty());
    }
}

TEST_CASE("a store that does not open is the one thing to mend first, and nothing is said of what is in it") {
    Symptoms seen = healthy();
    seen.store_error = Error{ErrorCode::damaged, {"Khóa không mở được kho.", "The key does not open the store."}};
    for (const Finding& finding : diagnose(seen, now)) {
        CHECK(finding.id != "documents");
        CHECK(finding.id != "backup");
        if (finding.id == "store") CHECK(finding.what.vi == "Khóa không mở được kho.");
    }
}

TEST_CASE(
    "whose key is sealed to the machine is told to ask as the service does, not to put the key beside the store") {
    Symptoms seen = healthy();
    seen.has_key = false;
    seen.is_key_sealed = true;
    seen.store_error = Error{ErrorCode::damaged, {"Không đọc được khóa.", "The key cannot be read."}};
    for (const Finding& finding : diagnose(seen, now)) {
        if (finding.id != "key") continue;
        CHECK(finding.to_do.en.find("systemd-run") != std::string::npos);
        CHECK(finding.to_do.en.find("64 digits") == std::string::npos);
    }
}

TEST_CASE("the doctor looks at a store that an older program left, and leaves it to that program") {
    const TemporaryFolder folder;
    const std::string data = folder / "data";
    const FakeClockSource clock{now - 1h};
    std::ostringstream out, err;
    REQUIRE(run_command_line({"--data", data, "init", "--schemas", NUONG_SOURCE_DIR "/schemas"}, clock, out, err) == 0);
    const auto opened = [&] { return Database::open(data + "/server.db", *DataFolder(data, std::nullopt).read_key()); };
    const std::size_t today = [&] {
        Database db = opened();
        const std::size_t version = version_of(db);
        db.execute("pragma user_version=" + std::to_string(version - 1));
        return version;
    }();
    const Answer found = ask(data);
    CHECK(found.level("store") == "advice");
    CHECK(found.message("store").find("older program") != std::string::npos);
    CHECK(found.level("documents") == "(not looked at)");
    Database db = opened();
    CHECK(version_of(db) == today - 1);
}

TEST_CASE("the doctor looks at a real server: new, in use, with a wrong key, with pages that are damaged") {
    const TemporaryFolder folder;
    const std::string data = folder / "data";
    CHECK(ask(data).code == 1);
    CHECK(ask(data).level("folder") == "fault");
    const FakeClockSource clock{now - 1h};
    const auto run = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"--data", data});
        std::ostringstream out, err;
        return run_command_line(words, clock, out, err);
    };
    REQUIRE(run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}) == 0);
    const Answer fresh = ask(data);
    CHECK(fresh.level("folder") == "fine");
    CHECK(fresh.level("key") == "advice");  // beside the store, as init puts it
    CHECK(fresh.level("store") == "fine");
    CHECK(fresh.level("documents") == "fine");
    CHECK(fresh.level("users") == "advice");
    CHECK(fresh.level("door") == "fault");
    CHECK(fresh.code == 1);
    CHECK(fresh.json["ok"] == false);

    CHECK(fresh.level("clock") == "fine");
    {
        const auto store = std::move(DataFolder(data, std::nullopt).open().value());
        const auto transaction = store->begin();
        UpstreamRow parent;
        parent.url = "https://province";
        parent.heard = now - 1h;
        parent.parent_time = now - 24h;
        transaction->put_upstream(parent);
        transaction->commit();
    }
    CHECK(ask(data).level("clock") == "fault");

    nuong::testing::make_certificate("127.0.0.1", folder / "server.pem", folder / "server.key");
    const Answer tls = ask(data, {"--tls-cert", folder / "server.pem", "--tls-key", folder / "server.key"});
    CHECK(tls.level("certificate") == "fine");
    CHECK(ask(data, {"--tls-cert", data + "/key", "--tls-key", folder / "server.key"}).level("certificate") == "fault");

    std::filesystem::permissions(data + "/key", std::filesystem::perms::all);
    CHECK(ask(data).level("key") == "fault");
    const std::string key = nuong::test::bytes_of(data + "/key");
    std::ofstream(data + "/key") << std::string(64, 'a') << "\n";
    CHECK(ask(data).level("store") == "fault");
    std::ofstream(data + "/key") << key;
    CHECK(ask(data).level("store") == "fine");
    {
        std::fstream store(data + "/server.db", std::ios::in | std::ios::out | std::ios::binary);
        store.seekp(4096 * 40 + 100);
        store << "not what was written here";
    }
    CHECK(ask(data).level("store") == "fault");
}

TEST_CASE("the doctor tells how full the disk of the last backup is, and when the next one will not fit there") {
    const TemporaryFolder folder;
    const std::string data = folder / "data";
    test::TinyDisk disk(folder, 16 * 1024);
    if (!disk.is_mounted()) SKIP("only root may mount a small disk");
    const FakeClockSource clock{now - 1h};
    const auto run = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"--data", data});
        std::ostringstream out, err;
        return run_command_line(words, clock, out, err);
    };
    REQUIRE(run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}) == 0);
    CHECK(ask(data).level("backup_room") == "(not looked at)");
    REQUIRE(run({"backup", "--into", disk / "backups"}) == 0);
    const Answer roomy = ask(data);
    CAPTURE(roomy.json.dump());
    CHECK(roomy.level("backup_room") == "fine");
    CHECK(roomy.message("backup_room").find("(" + (disk / "backups") + ")") != std::string::npos);
    CHECK(roomy.message("backup_room").find(" % full") != std::string::npos);
    disk.fill(64 * 1024);
    CHECK(ask(data).level("backup_room") == "fault");
    CHECK(ask(data).message("backup_room").find("too little for the next one") != std::string::npos);
    disk.make_room();
    CHECK(ask(data).level("backup_room") == "fine");
    std::filesystem::remove_all(disk / "backups");  // as of a stick that was taken out: nothing can be said
    CHECK(ask(data).level("backup_room") == "(not looked at)");
}

TEST_CASE("half a store that a move has left for long is told, as it may hold who was erased since") {
    const TemporaryFolder folder;
    const std::string data = folder / "data";
    const FakeClockSource clock{now - 1h};
    std::ostringstream out, err;
    REQUIRE(run_command_line({"--data", data, "init", "--schemas", NUONG_SOURCE_DIR "/schemas"}, clock, out, err) == 0);
    std::ofstream(data + "/moving.db") << "half a store";
    const auto written = [&](std::chrono::days ago) {
        const timespec at{std::chrono::duration_cast<std::chrono::seconds>((now - ago).time_since_epoch()).count(), 0};
        const timespec both[]{at, at};
        REQUIRE(::utimensat(AT_FDCWD, (data + "/moving.db").c_str(), both, 0) == 0);
    };
    written(std::chrono::days(1));
    CHECK(ask(data).level("set_aside") == "(not looked at)");
    written(std::chrono::days(40));
    CHECK(ask(data).level("set_aside") == "advice");
    CHECK(ask(data).message("set_aside").find("moving.db") != std::string::npos);
}
