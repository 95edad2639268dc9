// What a person is told while a sync runs, and how long a device waits before it tries again.
#include "client/app/sync_progress.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "client/sync/retry_policy.h"
#include "client/sync/sync_worker.h"
#include "tests/client/app/line.h"
#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"

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

// Accepts and never answers.
struct Silence {
    int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    int port = 0;
    Silence() {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&at), sizeof at) == 0);
        ::listen(socket, 8);
        socklen_t size = sizeof at;
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&at), &size);
        port = ntohs(at.sin_port);
    }
    ~Silence() { ::close(socket); }
};

// A line on which large requests or answers never come through before the time-out.
class Narrow final : public Transport {
public:
    Narrow(nuong::testing::District& district, FakeClockSource& clock) : line(district), clock_(clock) {}
    Result<HttpResponse> exchange(const HttpRequest& request) override {
        if (request.body.size() > most) {
            clock_.advance(120s);
            return Error{ErrorCode::unreachable, {"Hết giờ.", "Timed out."}};
        }
        clock_.advance(5s);
        return line.exchange(request);
    }
    nuong::client::testing::Line line;
    std::size_t most = 1 << 30;

private:
    FakeClockSource& clock_;
};

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

TEST_CASE("A sync that a person stops says so, also when the server has not answered once") {
    nuong::test::TemporaryFolder folder;
    Silence server;
    const DatabaseKey key(std::array<std::uint8_t, 32>{1, 2, 3});
    {
        auto replica = std::move(Replica::open(folder.path(), key).value());
        prepare_device(*replica, {"http://127.0.0.1:" + std::to_string(server.port), "", "CODE", "laptop"});
    }
    FakeClockSource clock{Instant(std::chrono::hours(500000))};
    SyncWorker worker(folder.path(), key, clock, [] {});
    worker.request_sync();
    std::this_thread::sleep_for(500ms);
    worker.stop_sync();
    SyncEvent last;
    REQUIRE(nuong::test::waits_until([&] {
        for (auto& event : worker.take_events()) last = event;
        return last.finished;
    }));
    CHECK(last.stopped);
    SyncView view;
    show_progress(view, last, Language::en);
    CHECK(view.stopped);
}

TEST_CASE("On a narrow line the first page is made smaller until it passes") {
    nuong::testing::District town;
    town.add_user("lan", "worker", {"089"});
    Laptop lan(town, "lan");
    for (int i = 0; i < 400; ++i) {
        std::string noise;
        std::uint64_t x = 88172645463325252ull + static_cast<std::uint64_t>(i);
        for (int k = 0; k < 600; ++k) {
            x ^= x << 13, x ^= x >> 7, x ^= x << 17;
            noise += static_cast<char>('a' + x % 26);
        }
        lan.replica->save({make_uuid_v7(lan.clock.now()),
                           "person",
                           1,
                           {{"full_name", Value(noise), {}}, {Path(reserved::area), Value("03076"), {}}},
                           std::nullopt},
                          lan.clock.now());
    }
    Narrow narrow(town, lan.clock);
    narrow.most = 60'000;
    SyncReport report;
    for (int i = 0; i < 20; ++i) {
        report = sync_once(*lan.replica, narrow, lan.clock);
        if (report.outcome == SyncOutcome::ok) break;
    }
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(lan.replica->log().count(LogState::waiting) == 0);
}

TEST_CASE("Who is told how much is to come learns nothing of the cases of others") {
    nuong::testing::District town;
    town.publish_more({{"roles.json", "roles", R"({"id":"roles","version":2,"roles":[
              {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
              {"id":"police","name_vi":"Công an","name_en":"Police","write":["person"],"read":[]},
              {"id":"case","name_vi":"Ca","name_en":"Case","write":["person","contact"],"read":[],"assigned_only":["contact"]},
              {"id":"auditor","name_vi":"Kiểm tra","name_en":"Auditor","write":[],"read":["contact"]}]})"}});
    town.add_user("lan", "worker", {"089"});
    town.add_user("phuong", "case", {"089"});
    Laptop lan(town, "lan");
    for (int i = 0; i < 90; ++i)
        lan.replica->save(
            {make_uuid_v7(lan.clock.now()),
             i < 30 ? "person" : "contact",
             1,
             {{"full_name", Value(std::string(3'000, 'x')), {}}, {Path(reserved::area), Value("03076"), {}}},
             std::nullopt},
            lan.clock.now());
    REQUIRE(lan.sync().outcome == SyncOutcome::ok);
    auto device = town.device("phuong");
    device.page_bytes = 64 * 1024;
    auto request = device.request();
    request.counts = true;
    const auto answer = std::get<protocol::SyncAnswer>(town.exchange(device.token, request));
    REQUIRE(answer.areas.size() == 1);
    REQUIRE(answer.areas[0].more);
    CHECK(*answer.areas[0].to_come + answer.areas[0].states.size() <= 30);
}
