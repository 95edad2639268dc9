// What a person is told while a sync runs, and how long a device waits before it tries again.
#include "client/app/sync_progress.h"

#include <catch2/catch_test_macros.hpp>

#include "client/sync/retry_policy.h"
#include "client/sync/sync_worker.h"
#include "tests/client/app/line.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;
using namespace std::chrono_literals;

namespace {

SyncView shown(const SyncEvent& event, Language language = Language::vi) {
    SyncView view;
    show_progress(view, event, language);
    return view;
}

}  // namespace

TEST_CASE("a sync says what is still to go and to come, what it has cost and how long it may take") {
    SyncEvent event;
    event.report.pushed = 30;
    event.report.received = 70;
    event.report.requests = 4;
    event.report.bytes_up = 3'200;
    event.report.bytes_down = 1'400'000;
    event.report.seconds = 30;
    event.report.to_send = 20;
    event.report.to_receive = 80;
    event.bytes_moving_down = 100'000;
    const SyncView view = shown(event);
    CHECK(view.progress == 0.5f);
    CHECK(view.progress_text == "Còn gửi 20 lần lưu, nhận khoảng 80 phiếu");
    CHECK(view.amount_text == "đã gửi 3 kB, nhận 1,5 MB");
    CHECK(view.time_text == "còn khoảng 30 giây");
    const SyncView english = shown(event, Language::en);
    CHECK(english.progress_text == "20 saves to send, about 80 records to come");
    CHECK(english.time_text == "about 30 seconds left");
}

TEST_CASE("files come after records and have their own half of the bar") {
    SyncReport report;
    report.to_receive = 0;
    report.received = 10;
    report.files_waiting = 2;
    report.file_bytes_to_send = 360'000;
    CHECK(done_of(report) == 0.5f);
    report.files_sent = 2;
    CHECK(done_of(report) == 0.75f);
    SyncEvent event;
    event.report = report;
    CHECK(shown(event).progress_text == "Còn 2 tệp đính kèm (360 kB)");
    report.files_waiting = 0;
    CHECK(done_of(report) == 1.0f);
}

TEST_CASE("a bar never goes back, and nobody is told a time from nothing") {
    SyncView view;
    SyncEvent event;
    event.report.pushed = 10;
    event.report.to_receive = 10;
    show_progress(view, event, Language::vi);
    CHECK(view.progress == 0.5f);
    event.report.to_receive = 1'000;  // more came meanwhile
    show_progress(view, event, Language::vi);
    CHECK(view.progress == 0.5f);
    CHECK(view.time_text.empty());
    event.report.requests = 1;
    event.report.seconds = 60;
    CHECK_FALSE(time_left(event.report));  // one answer tells nothing of the line
}

TEST_CASE("stopped by a person is neither an error nor a missing network") {
    SyncEvent event{.finished = true, .stopped = true};
    event.report.outcome = SyncOutcome::offline;
    event.report.message = {"Không kết nối được.", "Unreachable."};
    const SyncView view = shown(event);
    CHECK(view.stopped);
    CHECK_FALSE(view.offline);
    CHECK(view.error.empty());
}

TEST_CASE("a new device hears at its first answer how many records it will get, and only of what it may read") {
    nuong::testing::District town;
    town.add_user("lan", "worker", {"089"});
    town.add_user("phuong", "police", {"089"});
    Laptop lan(town, "lan");
    for (int i = 0; i < 90; ++i) {
        const RecordId person = make_uuid_v7(lan.clock.now());
        lan.replica->save(
            {person,
             i % 3 == 0 ? "contact" : "person",
             1,
             {{"full_name", Value(std::string(3'000, 'x')), {}}, {Path(reserved::area), Value("03076"), {}}},
             std::nullopt},
            lan.clock.now());
    }
    REQUIRE(lan.sync().outcome == SyncOutcome::ok);
    town.add_user("binh", "worker", {"089"});
    for (const auto& [user, all] : {std::pair{"binh", 90}, std::pair{"phuong", 60}}) {
        auto device = town.device(user);
        device.page_bytes = 64 * 1024;
        auto request = device.request();
        request.counts = true;
        const auto answer = std::get<protocol::SyncAnswer>(town.exchange(device.token, request));
        REQUIRE(answer.areas.size() == 1);
        REQUIRE(answer.areas[0].more);
        const auto came = answer.areas[0].states.size();
        REQUIRE(answer.areas[0].to_come);
        CHECK(came + *answer.areas[0].to_come >= static_cast<std::uint64_t>(all));
        CHECK(*answer.areas[0].to_come <= static_cast<std::uint64_t>(all));
    }
}

TEST_CASE("who could not sync waits longer each time, not all alike, and never less than the server asked") {
    RetryPolicy policy({30s, 30s, 30min});
    CHECK(policy.wait(12345) == 30s);
    policy.failed();
    CHECK(policy.wait(0) == 15s);
    CHECK(policy.wait(15'000) == 30s);
    for (int i = 0; i < 40; ++i) policy.failed();
    CHECK(policy.wait(0) == 15min);
    CHECK(policy.wait(UINT64_MAX) <= 30min);
    policy.failed(2h);
    CHECK(policy.wait(0) >= 2h);
    policy.succeeded();
    CHECK_FALSE(policy.is_failing());
    CHECK(policy.wait(7) == 30s);
}
