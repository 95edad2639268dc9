// A lease: a device without contact for so long shows no record before it has synced, and none that the district has
// turned away does; nothing that was not sent is lost.
#include <catch2/catch_test_macros.hpp>

#include "tests/client/app/desk.h"
#include "tests/client/app/line.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::days fortnight{14};

// The district has said so at the last sync; its server cannot be reached now.
void lease(Desk& desk) {
    const auto key =
        Keyring(desk.device.options().home, FieldDevice::pin_cost).unlock("", FieldDevice::pin, desk.clock.now());
    auto replica = std::move(Replica::open(desk.device.options().home, *key).value());
    DeviceInfo info = replica->device();
    info.lease_days = static_cast<std::uint32_t>(fortnight.count());
    info.last_sync = info.newest = replica->corrected(desk.clock.now());
    replica->devices().save(info);
}

void contact(Desk& desk) {
    const auto key =
        Keyring(desk.device.options().home, FieldDevice::pin_cost).unlock("", FieldDevice::pin, desk.clock.now());
    auto replica = std::move(Replica::open(desk.device.options().home, *key).value());
    protocol::SyncAnswer answer;
    answer.epoch = replica->device().epoch;
    answer.time = replica->corrected(desk.clock.now());
    replica->apply(answer, {}, desk.clock.now());
}

}  // namespace

TEST_CASE("the district sets a lease: after so many days without contact it is over, and a sync begins it anew") {
    nuong::testing::District district;
    district.add_user("lan", "worker", {"089"});
    Laptop laptop(district, "lan");
    CHECK_FALSE(laptop.replica->device().is_lease_over(laptop.clock.now() + 24h * 3650));  // off
    district.publish_more({nuong::testing::document("roles", R"({"id":"roles","version":2,"roles":[
        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[],"lease_days":14}]})")});
    laptop.sync();
    const Instant synced = *laptop.replica->device().last_sync;
    CHECK(laptop.replica->device().lease_days == 14);
    CHECK_FALSE(laptop.replica->device().is_lease_over(synced + fortnight - 1s));
    CHECK(laptop.replica->device().is_lease_over(synced + fortnight));
    const RecordId record = laptop.add("Vàng Seo Phử");
    district.clock.advance(24h * 15);
    laptop.clock.advance(24h * 15);
    const auto now = [&] { return laptop.replica->corrected(laptop.clock.now()); };
    CHECK(laptop.replica->device().is_lease_over(now()));
    CHECK(laptop.sync().pushed == 1);
    CHECK_FALSE(laptop.replica->device().is_lease_over(now()));
    CHECK(district.record(record));
}

TEST_CASE("a clock that is set back does not extend a lease: the newest time that was ever seen counts") {
    nuong::testing::District district;
    district.add_user("lan", "worker", {"089"});
    Laptop laptop(district, "lan");
    DeviceInfo info = laptop.replica->device();
    info.lease_days = 14;
    laptop.replica->devices().save(info);
    const Instant synced = *info.last_sync;
    laptop.replica->devices().note_time(synced + fortnight);
    CHECK(laptop.replica->device().is_lease_over(synced + 24h));
    laptop.replica->devices().note_time(synced + 24h);  // opened again with the clock set back
    CHECK(laptop.replica->device().is_lease_over(synced + 24h));
    laptop.sync();
    CHECK_FALSE(laptop.replica->device().is_lease_over(synced + 24h));
}

TEST_CASE("a clock that was once years ahead does not lock for ever: contact puts it right") {
    nuong::testing::District district;
    district.add_user("lan", "worker", {"089"});
    Laptop laptop(district, "lan");
    DeviceInfo info = laptop.replica->device();
    info.lease_days = 14;
    laptop.replica->devices().save(info);
    laptop.replica->devices().note_time(*info.last_sync + 24h * 3650);
    CHECK(laptop.replica->device().is_lease_over(*info.last_sync));
    laptop.sync();
    CHECK_FALSE(laptop.replica->device().is_lease_over(*laptop.replica->device().last_sync + 24h));
}

TEST_CASE("the lease is over: the window shows how to sync and nothing else, and what was being typed is a draft") {
    TemporaryFolder home;
    Desk desk(home.path());
    lease(desk);
    desk.unlock();
    desk.perform(StartForm{"person_register", std::nullopt});
    desk.perform(client::Answer{"full_name", Value("Hà Văn Phước")});
    CHECK(std::holds_alternative<FormView>(desk.view().screen));
    desk.clock.advance(fortnight);
    desk.perform(OpenPeople{});
    CHECK(desk.screen<SyncView>().lease.starts_with("Máy đã 14 ngày chưa liên lạc với huyện"));
    CHECK(desk.screen<SyncView>().lease.find("Không mất gì") != std::string::npos);
    CHECK(desk.screen<SyncView>().refused.empty());
    for (const Action& action :
         {Action(OpenPeople{}), Action(OpenRecord{desk.device.person()}), Action(OpenSearch{}), Action(OpenConflicts{}),
          Action(StartForm{"screening_assist", desk.device.person()}), Action(OpenDue{}), Action(GoHome{})}) {
        desk.perform(action);
        CHECK(std::holds_alternative<SyncView>(desk.view().screen));
    }
    desk.perform(OpenHandOver{});  // by stick what was not sent still goes
    CHECK(std::holds_alternative<HandOverView>(desk.view().screen));
    desk.perform(Back{});
    desk.perform(Lock{});
    CHECK(std::holds_alternative<PinView>(desk.view().screen));
    desk.unlock();
    CHECK(std::holds_alternative<SyncView>(desk.view().screen));

    contact(desk);
    desk.perform(GoHome{});
    CHECK(desk.screen<HomeView>().drafts.size() == 1);  // what was being typed
}

TEST_CASE("opened with the clock set back by a month, the window stays shut") {
    TemporaryFolder home;
    Desk desk(home.path());
    lease(desk);
    desk.clock.advance(fortnight);
    desk.unlock();
    CHECK(std::holds_alternative<SyncView>(desk.view().screen));
    desk.perform(Lock{});
    desk.clock.advance(-24h * 30);
    desk.unlock();
    CHECK_FALSE(desk.screen<SyncView>().lease.empty());
}

TEST_CASE("what the district turns away shows no record, keeps what it has not sent, and goes on when it may again") {
    nuong::testing::District district;
    district.add_user("lan", "worker", {"089"});
    Laptop laptop(district, "lan");
    laptop.add("Vàng Seo Phử");
    laptop.sync();
    const DeviceId device = laptop.replica->device().device;
    const auto shows = [&] { return !laptop.replica->device().shows_no_records(laptop.clock.now()); };
    REQUIRE(shows());
    const RecordId unsent = laptop.add("Giàng Thị Súa");
    std::string word;
    std::function<void(StoreTransaction&, bool)> turn_away;
    SECTION("its account is disabled") {
        word = "disabled";
        turn_away = [](StoreTransaction& transaction, bool is_away) {
            UserRow user = *transaction.user("lan");
            user.disabled = is_away;
            transaction.put_user(user);
        };
    }
    SECTION("it is revoked") {
        word = "revoked";
        turn_away = [&](StoreTransaction& transaction, bool is_away) {
            nuong::DeviceRow row = *transaction.device(device);
            row.standing = is_away ? DeviceStanding::revoked : DeviceStanding::active;
            transaction.put_device(row);
        };
    }
    const auto set = [&](bool is_away) {
        const auto transaction = district.store->begin();
        turn_away(*transaction, is_away);
        district.service.committed(transaction->commit());
    };
    set(true);
    CHECK(laptop.sync().outcome == SyncOutcome::refused);
    CHECK(laptop.replica->device().shut_out == word);
    CHECK_FALSE(shows());
    laptop.line.is_down = true;
    laptop.sync();  // nobody says anything: it stays so
    CHECK_FALSE(shows());
    laptop.line.is_down = false;
    set(false);
    CHECK(laptop.sync().pushed == 1);
    CHECK(shows());
    CHECK(district.record(unsent));
}

TEST_CASE("a revoked device says what has become of it, and what is not sent still goes by stick") {
    TemporaryFolder home;
    Desk desk(home.path());
    {
        const auto store = desk.store();
        store->devices().note_shut_out("revoked");
    }
    desk.unlock();
    CHECK(desk.screen<SyncView>().lease.starts_with("Huyện đã thu hồi máy này"));
    desk.perform(OpenPeople{});
    CHECK(std::holds_alternative<SyncView>(desk.view().screen));
    desk.perform(OpenHandOver{});
    CHECK(std::holds_alternative<HandOverView>(desk.view().screen));
    contact(desk);
    desk.perform(Back{});
    desk.perform(GoHome{});
    CHECK(std::holds_alternative<HomeView>(desk.view().screen));
}
