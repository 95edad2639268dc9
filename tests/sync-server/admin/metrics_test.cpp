// What monitoring reads of a server, and that it is told of nobody.
#include "sync-server/admin/metrics.h"

#include <catch2/catch_test_macros.hpp>

#include "operator.h"

using namespace nuong;
using namespace nuong::testing;
using namespace std::chrono_literals;

namespace {

std::string value_of(const std::string& text, const std::string& name) {
    const std::size_t at = text.find("\n" + name + " ");
    if (at == std::string::npos) return "(not told)";
    const std::size_t begin = at + name.size() + 2;
    return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

TEST_CASE("how long syncs take is counted by limits that grow, with their sum") {
    admin::Counters counters;
    for (const auto took : {1ms, 30ms, 400ms, 3'000ms}) counters.sync_seconds.note(took);
    admin::ServerGauges server;
    server.commits = 7;
    server.writer_queue = 2;
    const std::string text = admin::metrics_text(counters, server, std::nullopt);
    CHECK(value_of(text, "nuong_sync_seconds_bucket{le=\"0.005\"}") == "1");
    CHECK(value_of(text, "nuong_sync_seconds_bucket{le=\"0.1\"}") == "2");
    CHECK(value_of(text, "nuong_sync_seconds_bucket{le=\"0.5\"}") == "3");
    CHECK(value_of(text, "nuong_sync_seconds_bucket{le=\"2\"}") == "3");
    CHECK(value_of(text, "nuong_sync_seconds_bucket{le=\"+Inf\"}") == "4");
    CHECK(value_of(text, "nuong_sync_seconds_sum") == "3.431");
    CHECK(value_of(text, "nuong_commits_total") == "7");
    CHECK(value_of(text, "nuong_writer_queue") == "2");
    CHECK(value_of(text, "nuong_store_up") == "0");
    CHECK(value_of(text, "nuong_records") == "(not told)");
    CHECK(value_of(text, "nuong_certificate_seconds") == "(not told)");  // a proxy has it
}

TEST_CASE("a server at the limit of its lines says so, and when its certificate ends") {
    admin::Counters counters;
    counters.turned_away = 3;
    admin::ServerGauges server;
    server.reader_queue = 4'999;
    server.connections = 4'096;
    server.connections_dropped = 12;
    server.requests_refused = 5;
    server.certificate_left = -60s;
    const std::string text = admin::metrics_text(counters, server, std::nullopt);
    CHECK(value_of(text, "nuong_turned_away_total") == "8");
    CHECK(value_of(text, "nuong_reader_queue") == "4999");
    CHECK(value_of(text, "nuong_connections") == "4096");
    CHECK(value_of(text, "nuong_connections_dropped_total") == "12");
    CHECK(value_of(text, "nuong_certificate_seconds") == "-60");
}

TEST_CASE("how old the newest backup is, is told while the server runs: a night without one wakes somebody") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    admin::DataFolder folder(it.data().string(), std::nullopt);
    const auto store = folder.open();
    REQUIRE(store);
    admin::NewestBackup backup;
    const auto age = [&] { return admin::gauges_of(*(*store)->read(), backup, it.clock.now()).backup_age; };
    const auto note = [&](const char* what, std::chrono::hours ago) {
        const auto transaction = (*store)->begin();
        transaction->add_audit(it.clock.now() - ago, "root", what, "/mnt/backups/nuong.db");
        transaction->commit();
    };
    CHECK_FALSE(age());
    note("backup", 50h);
    note("user add", 49h);
    CHECK(age() == 50h);
    CHECK(age() == 50h);
    note("user add", 3h);
    CHECK(age() == 50h);
    note("backup", 2h);
    CHECK(age() == 2h);
    const std::string text = admin::metrics_text(admin::Counters{}, admin::ServerGauges{},
                                                 admin::gauges_of(*(*store)->read(), backup, it.clock.now()));
    CHECK(value_of(text, "nuong_backup_age_seconds") == "7200");
}

TEST_CASE("the store is told in numbers, and names nobody") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    REQUIRE(it.run({"demo", "--people", "20", "--months", "3", "--until", "2024-02-28"}).code == 0);
    admin::DataFolder folder(it.data().string(), std::nullopt);
    const auto store = folder.open();
    REQUIRE(store);
    const auto reader = (*store)->read();
    admin::NewestBackup backup;
    const admin::StoreGauges gauges = admin::gauges_of(*reader, backup, it.clock.now());
    CHECK(gauges.records == reader->record_count());
    CHECK(gauges.position == reader->facts().position);
    CHECK(gauges.devices > 0);
    const std::string text = admin::metrics_text(admin::Counters{}, admin::ServerGauges{}, gauges);
    CHECK(value_of(text, "nuong_store_up") == "1");
    CHECK(value_of(text, "nuong_records") == std::to_string(gauges.records));
    CHECK(gauges.bytes >= 100'000);
    CHECK(value_of(text, "nuong_store_bytes") == std::to_string(gauges.bytes));
    REQUIRE_FALSE(gauges.areas.empty());
    for (const auto& [area, lag] : gauges.areas) {
        INFO(area);
        CHECK(lag.devices > 0);
        CHECK(value_of(text, "nuong_area_devices{area=\"" + area + "\"}") == std::to_string(lag.devices));
        CHECK(value_of(text, "nuong_area_silence_seconds{area=\"" + area + "\"}") ==
              std::to_string(lag.longest_silence.count()));
    }
    for (const UserRow& user : reader->users()) CHECK(text.find(user.name) == std::string::npos);
}

TEST_CASE("an area is silent when nobody there is heard of; a broken tablet among others is told apart") {
    const Operator it;
    REQUIRE(it.run({"init", "--schemas", NUONG_SOURCE_DIR "/schemas"}).code == 0);
    admin::DataFolder folder(it.data().string(), std::nullopt);
    const auto store = folder.open();
    REQUIRE(store);
    const Instant now = it.clock.now();
    {
        const auto transaction = (*store)->begin();
        transaction->put_user({"lan", "outreach_worker", false, {"03076", "03079"}});
        transaction->put_user({"binh", "outreach_worker", false, {"03079"}});
        transaction->put_user({"gone", "outreach_worker", true, {"03055"}});
        std::uint64_t id = 0;
        for (const auto& [user, hours] : {std::pair("lan", 30), {"lan", 2}, {"binh", 5}, {"gone", 900}}) {
            const DeviceId device{++id};
            DeviceRow row;
            row.id = device;
            row.enrolled = now - 1000h;
            row.seen = now - std::chrono::hours(hours);
            transaction->put_device(row);
            transaction->put_enrolment({device, user, sha256(std::to_string(id))});
            transaction->set_heard({device, now - std::chrono::hours(hours), protocol::Waits{.saves = 7}});
        }
        transaction->commit();
    }
    admin::NewestBackup backup;
    const auto gauges = admin::gauges_of(*(*store)->read(), backup, now);
    REQUIRE(gauges.areas.size() == 2);
    CHECK(gauges.areas.at("03076").longest_silence == 30h);
    CHECK(gauges.areas.at("03076").silence == 2h);
    CHECK(gauges.areas.at("03079").silence == 2h);
    CHECK(gauges.areas.at("03076").waiting == 14);
    CHECK(gauges.areas.at("03079").devices == 3);
    CHECK(gauges.areas.at("03079").waiting == 21);
}
