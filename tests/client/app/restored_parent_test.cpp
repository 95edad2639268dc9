// A district that was restored and knows a relay, or a device behind one, no more.
#include <catch2/catch_test_macros.hpp>

#include "client/sync/enrolment.h"
#include "sync-server/core/enrol.h"
#include "tests/client/app/relay_house.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::at;
using nuong::client::testing::Laptop;
using nuong::client::testing::RelayHouse;
using nuong::client::testing::Top;

namespace {

// The relay asked for a new code and has it.
void come_back(RelayHouse& relay, nuong::testing::District& restored, const UserId& account = "tram") {
    relay.up.connect(restored);
    REQUIRE(
        enrol_upstream(*relay.store, relay.up, "http://127.0.0.1", "", restored.code_for(account), relay.clock.now()));
}

// An old copy was put in its place, and nobody said so: the same epoch goes on without what was saved since.
void lose_in_silence(Top& top) {
    top.store->sql().execute("delete from change; delete from record; delete from digest; delete from run_signature");
    top.store->sql().prepare("update device set acked = 0, link = ?").bind(1, Blob(Hash{})).run();
    REQUIRE(top.service.load(*top.store->read()));
}

// At the district; then back to where it usually syncs.
void give_code(Laptop& laptop, nuong::testing::District& district, nuong::testing::District& usual) {
    laptop.line.connect(district);
    REQUIRE(confirm_device(*laptop.replica, laptop.line, district.code_for("lan")));
    laptop.line.connect(usual);
}

}  // namespace

TEST_CASE(
    "A relay and its device that a restored district has forgotten come back with new codes, and nothing is lost") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const RecordId record = lan.add("Vàng Seo Phử");
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    Top restored;
    relay.up.connect(restored);
    const auto refused = exchange_upstream(*relay.store, relay.service, relay.up, relay.clock);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.vi.find("--upstream-code") != std::string::npos);
    CHECK_FALSE(at(relay, record).empty());

    come_back(relay, restored);
    relay.exchange();
    lan.line.connect(restored);
    CHECK(lan.sync().needs_code);
    give_code(lan, restored, relay);
    relay.exchange();
    lan.add("Giàng Thị Súa");
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    relay.exchange();
    CHECK_FALSE(at(restored, record).empty());
    CHECK(restored.store->read()->records("person", std::nullopt, 10).size() == 2);
    CHECK(relay.problems().empty());
    CHECK(verify(*restored.store->read()).problems.empty());
}

TEST_CASE("A relay whose own id the parent knows, and its token no more, comes back under another id") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    top.store->sql().execute(R"(delete from enrolment where "user" = 'tram')");
    REQUIRE(top.service.load(*top.store->read()));
    REQUIRE_FALSE(relay.has_line());
    come_back(relay, top);
    relay.exchange();
    CHECK_FALSE(at(top, record).empty());
    CHECK(relay.problems().empty());
}

TEST_CASE("A device that a restored district has forgotten hears of it from its relay, which goes on taking its work") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const RecordId before = lan.add("Vàng Seo Phử");
    CHECK_FALSE(lan.sync().needs_code);
    Top restored;
    come_back(relay, restored);
    relay.exchange();
    const RecordId after = lan.add("Giàng Thị Súa");
    const SyncReport told = lan.sync();
    CHECK(told.outcome == SyncOutcome::ok);
    CHECK(told.needs_code);
    CHECK(told.message.vi.find("huyện không còn nhận ra máy này") != std::string::npos);
    CHECK(told.pushed == 1);
    CHECK_FALSE(at(relay, after).empty());

    give_code(lan, restored, relay);
    relay.exchange();
    const SyncReport known = lan.sync();
    CHECK(known.outcome == SyncOutcome::ok);
    CHECK_FALSE(known.needs_code);
    CHECK(known.message.vi.empty());
    for (const RecordId& record : {before, after}) CHECK(at(restored, record) == at(relay, record));
    CHECK(verify(*restored.store->read()).problems.empty());
}

TEST_CASE("That the top has forgotten a device comes down over two relays, and goes when the device is known again") {
    Top top;
    RelayHouse town(top, "tram2"), village(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    town.exchange();
    village.up.connect(town);
    village.exchange();
    lan.line.connect(village);
    binh.line.connect(village);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    Top restored;
    come_back(town, restored, "tram2");
    for (RelayHouse* relay : {&village, &town, &village}) relay->exchange();
    CHECK(lan.sync().needs_code);
    CHECK_FALSE(binh.sync().needs_code);  // has nothing that is missing there

    give_code(lan, restored, village);
    for (RelayHouse* relay : {&town, &village}) relay->exchange();
    CHECK_FALSE(lan.sync().needs_code);
    CHECK_FALSE(at(restored, record).empty());
}

TEST_CASE("What the top has lost in silence is asked for over two relays that never had it") {
    Top top;
    RelayHouse town(top, "tram2"), village(top);
    Laptop lan(top, "lan");
    const RecordId before = lan.add("Vàng Seo Phử");
    CHECK(lan.sync().pushed == 1);
    town.exchange();
    village.up.connect(town);
    village.exchange();
    lose_in_silence(top);
    lan.line.connect(village);
    const RecordId after = lan.add("Giàng Thị Súa");
    CHECK(lan.sync().pushed == 1);
    for (int round = 0; round < 3; ++round) {
        village.exchange();
        town.exchange();
        CHECK(lan.sync().outcome == SyncOutcome::ok);
    }
    for (const RecordId& record : {before, after}) {
        CHECK_FALSE(at(top, record).empty());
        CHECK(at(top, record) == at(village, record));
    }
    for (RelayHouse* relay : {&town, &village}) CHECK(relay->problems().empty());
    CHECK(verify(*top.store->read()).problems.empty());
}

// Whoever has the token of a relay may name ten thousand devices a second that nobody ever had.
TEST_CASE("What a relay is asked about devices that it does not know is not carried up") {
    Top top;
    RelayHouse town(top, "tram2"), village(top);
    Laptop lan(top, "lan");
    lan.add("Vàng Seo Phử");
    lan.sync();
    town.exchange();
    village.up.connect(town);
    village.exchange();
    lan.line.connect(village);
    lan.add("Giàng Thị Súa");
    lan.sync();
    protocol::RelayRequest request;
    for (std::uint64_t i = 1; i <= protocol::relayed_max; ++i) request.below_top.push_back(DeviceId{i << 32});
    request.below_top.back() = lan.replica->device().device;
    const Hash token = *token_hash(village.store->read()->upstream()->token);
    REQUIRE(std::holds_alternative<std::string>(town.service.relay(*town.store, token, request, town.clock.now())));
    CHECK(town.service.relay_memory().take_asked() == std::vector{lan.replica->device().device});
    town.exchange();
    CHECK(town.problems().empty());
}

TEST_CASE("A relay that has handed on everything and read nothing yet sees that the top has lost it in silence") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    relay.up.requests_until_down = 1;
    REQUIRE_FALSE(relay.has_line());  // it was handed on, and then the line broke
    relay.up.requests_until_down = -1;
    REQUIRE_FALSE(at(top, record).empty());
    lose_in_silence(top);
    relay.exchange();
    CHECK(at(top, record) == at(relay, record));
    CHECK_FALSE(at(top, record).empty());
    CHECK(relay.problems().empty());
}

TEST_CASE("A relay whose parent has another address and whose code is not taken there stays what it was") {
    Top top;
    RelayHouse relay(top);
    const UpstreamRow known = *relay.store->read()->upstream();
    CHECK_FALSE(enrol_upstream(*relay.store, relay.up, "https://127.0.0.1", "", "ABCD-EFGH-JKMN", relay.clock.now()));
    CHECK(relay.store->read()->upstream()->url == known.url);
    CHECK(relay.store->read()->upstream()->token == known.token);
    CHECK(relay.has_line());
    REQUIRE(enrol_upstream(*relay.store, relay.up, "https://127.0.0.1", "", top.code_for("tram"), relay.clock.now()));
    CHECK(relay.store->read()->upstream()->url == "https://127.0.0.1");
    relay.exchange();
    CHECK(relay.problems().empty());
}
