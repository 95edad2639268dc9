// Who looked at whom: noted on the device as it happens, sent up with the next sync, kept at the district in chains
// from which nothing can be taken.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <filesystem>

#include "client/store/listing.h"
#include "shared/protocol/run_proof.h"
#include "sync-server/core/device_audit.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/relay_house.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_store.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;
using nuong::client::testing::RelayHouse;
using nuong::client::testing::Top;
using nuong::test::TemporaryFolder;

namespace {

void look_at(Laptop& laptop, const RecordId& record, int times = 1) {
    for (int i = 0; i < times; ++i) laptop.replica->note({"read", record}, laptop.clock.now());
}

std::vector<DeviceAuditRow> entries_at(nuong::testing::District& server) {
    return server.store->read()->device_audits(0, 10'000);
}

std::vector<std::string> problems_of(nuong::testing::District& server) {
    return check_audit(*server.store->read()).problems;
}

void forget(nuong::testing::District& server, const std::string& where) {
    server.store->sql().execute("delete from device_audit where " + where);
}

}  // namespace

TEST_CASE("What was opened on a device stands in the district's audit after the next sync, once") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    look_at(lan, record, 2);
    lan.replica->note({"search", std::nullopt, "3"}, lan.clock.now());
    CHECK(lan.replica->audit().is_waiting());
    lan.line.answers_to_lose = 1;
    CHECK(lan.sync().pushed == 1);  // nobody is told of entries as of changes
    CHECK_FALSE(lan.replica->audit().is_waiting());
    const auto rows = entries_at(top);
    REQUIRE(rows.size() == 3);
    const auto first = protocol::decode_audit_entry(rows[0].body).value().entry;
    CHECK(first.who == "lan");
    CHECK(first.what == "read");
    CHECK(first.record == record);
    CHECK(protocol::decode_audit_entry(rows[2].body).value().entry.detail == "3");
    CHECK(problems_of(top).empty());
    CHECK(lan.sync().requests == 1);
    CHECK(entries_at(top).size() == 3);
    look_at(lan, record);
    const SyncReport report = lan.sync();
    CHECK(report.requests == 1);  // they ride along
    CHECK(report.pushed == 0);
    CHECK(entries_at(top).size() == 4);
    CHECK(problems_of(top).empty());
}

// The answer itself came, but without its documents it cannot be taken: not what it says of the audit either, or a
// server that is put back before the next sync would lack the entries for ever.
TEST_CASE("A line that breaks before the new forms are here leaves the openings waiting as well") {
    Top top;
    Laptop lan(top, "lan");
    look_at(lan, lan.add("Vàng Seo Phử"), 2);
    top.publish_more({{"person.json", "forms",
                       R"({"id":"person","version":3,"title":{"vi":"Người","en":"Person"},"survey":[
                         {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}}]})"}});
    lan.line.requests_until_down = 1;
    CHECK(lan.sync().outcome == SyncOutcome::offline);
    CHECK(entries_at(top).size() == 2);
    CHECK(lan.replica->audit().is_waiting());

    forget(top, "n > 0");  // an earlier state was put back
    lan.line.is_down = false;
    lan.line.requests_until_down = -1;
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK_FALSE(lan.replica->audit().is_waiting());
    CHECK(entries_at(top).size() == 2);
    CHECK(problems_of(top).empty());
}

TEST_CASE("A day of five hundred openings goes up page by page in one sync") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    look_at(lan, record, 500);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK_FALSE(lan.replica->audit().is_waiting());
    CHECK(entries_at(top).size() == 500);
    CHECK(problems_of(top).empty());
}

TEST_CASE("Nobody takes an entry out of a device's audit, alters it or puts it elsewhere without being found out") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    look_at(lan, record, 3);
    lan.sync();
    look_at(lan, record, 2);
    lan.sync();
    REQUIRE(problems_of(top).empty());
    SECTION("one from the middle") { forget(top, "n = 2"); }
    SECTION("the first") { forget(top, "n = 1"); }
    SECTION("the last") { forget(top, "n = 5"); }
    SECTION("all") { forget(top, "n > 0"); }
    SECTION("who it was") {
        nuong::testing::alter_sealed(*top.store, "device_audit", "body", "n", "n = 3", "lan", "binh");
    }
    SECTION("who it was, and the link with it") {
        const DeviceAuditRow row = entries_at(top)[4];
        const std::string body = R"({"n":5,"at":1,"who":"binh","what":"read"})";
        top.store->sql()
            .prepare("update device_audit set body = ?, link = ? where n = 5")
            .bind_sealed(1, body)
            .bind(2, Blob(next_link(row.previous, sha256(body))))
            .run();
    }
    SECTION("their order") { top.store->sql().execute("update device_audit set n = 7 - n where n in (3, 4)"); }
    SECTION("that something came at all, in the server's own audit") {
        top.store->sql().execute("delete from audit where what = 'device_audit'");
    }
    SECTION("the last of the server's own") {
        top.store->sql().execute("delete from audit where n = (select max(n) from audit)");
    }
    SECTION("what the device has signed, whoever else has written it there") {
        const SigningKey of_another = make_signing_key();
        const DeviceAuditRow row = entries_at(top)[4];
        top.store->sql()
            .prepare("update device_audit set signature = ? where n = 5")
            .bind(1, Blob(protocol::sign_audit({row.device, row.n, row.link}, of_another)))
            .run();
    }
    CHECK_FALSE(problems_of(top).empty());
    CHECK_FALSE(verify(*top.store->read()).problems.empty());
}

TEST_CASE("Audit verify names the first entry that is missing, altered or elsewhere at the server") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    look_at(lan, record, 6);
    top.clock.advance(std::chrono::minutes(1));
    lan.sync();
    const std::string entry = "audit of device " + to_string(lan.replica->device().device) + ", entry ";
    const auto first = [&] { return problems_of(top).front(); };
    SECTION("removed") {
        forget(top, "n in (3, 5)");
        CHECK(first() == entry + "3: is missing");
    }
    SECTION("changed") {
        nuong::testing::alter_sealed(*top.store, "device_audit", "body", "n", "n in (4, 6)", "lan", "binh");
        CHECK(first() == entry + "4: is not what was written there");
    }
    SECTION("reordered") {
        top.store->sql().execute(
            "create temp table two as select n, body from device_audit where n in (2, 3);"
            "update device_audit set body = (select body from two where two.n = 5 - device_audit.n) where n in (2, 3)");
        CHECK(first() == entry + "2: is not what was written there");
    }
    SECTION("written anew, which the device cannot have signed, without its signatures") {
        top.store->sql().execute("update device_audit set signature = null");
        CHECK(first() == entry + "6: the device signs what it sends, and has not signed this");
    }
    SECTION("one of the server's own, removed") {
        top.store->sql().execute("delete from audit where n = 2");
        CHECK(first() == "audit, entry 2: is missing");
    }
    SECTION("one of the server's own, changed") {
        top.store->sql().execute("update audit set who = 'nobody' where n = 3");
        CHECK(first() == "audit, entry 3: is not what was written there");
    }
}

TEST_CASE(
    "Who alters the audit on the device before it is sent is found out at the district, and what comes is not taken") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    look_at(lan, record, 5);
    Database& store = lan.replica->database();
    store.execute("drop trigger audit_is_kept; drop trigger audit_waits");
    SECTION("removed") { store.execute("delete from audit where n = 3"); }
    SECTION("changed") { store.execute("update audit set body = replace(body, 'lan', 'binh') where n = 3"); }
    SECTION("reordered") {
        store.execute(
            "create temp table two as select n, body from audit where n in (2, 3);"
            "update audit set body = (select body from two where two.n = 5 - audit.n) where n in (2, 3)");
    }
    CHECK(lan.sync().pushed == 1);  // her work is not held up by it
    CHECK(entries_at(top).empty());
    REQUIRE(problems_of(top).size() == 1);
    CHECK(problems_of(top)[0].find(to_string(lan.replica->device().device) + " 1-5 ") != std::string::npos);
    CHECK(lan.replica->audit().is_waiting());
}

TEST_CASE("Who alters the audit at a relay is found out at the top") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const RecordId record = lan.add("Vàng Seo Phử");
    look_at(lan, record, 3);
    lan.sync();
    lan.sync();
    REQUIRE(entries_at(relay).size() == 3);
    const std::string entry = "audit of device " + to_string(lan.replica->device().device);
    SECTION("removed") { forget(relay, "n = 2"); }
    SECTION("the last removed") { forget(relay, "n = 3"); }
    SECTION("changed") {
        nuong::testing::alter_sealed(*relay.store, "device_audit", "body", "n", "n = 2", "lan", "binh");
    }
    SECTION("changed, and the chain after it made anew") {
        Hash previous{};
        for (const DeviceAuditRow& row : entries_at(relay)) {
            std::string body = row.body;
            if (row.n == 2) body.replace(body.find("lan"), 3, "bin");
            const Hash link = next_link(previous, sha256(body));
            relay.store->sql()
                .prepare("update device_audit set body = ?, previous = ?, link = ? where n = ?")
                .bind_sealed(1, body)
                .bind(2, Blob(previous))
                .bind(3, Blob(link))
                .bind(4, static_cast<std::int64_t>(row.n))
                .run();
            previous = link;
        }
    }
    SECTION("reordered") {
        relay.store->sql().execute(
            "create temp table two as select n, body from device_audit where n in (2, 3);"
            "update device_audit set body = (select body from two where two.n = 5 - device_audit.n) where n in (2, 3)");
    }
    CHECK_FALSE(problems_of(relay).empty());
    CHECK(relay.exchange().held_back == 0);  // her records are handed on all the same
    REQUIRE_FALSE(problems_of(top).empty());
    CHECK(problems_of(top).front().starts_with(entry));
}

TEST_CASE("With a stolen token nobody adds to a device's audit, and what was taken is not said of another device") {
    Top top;
    Laptop lan(top, "lan"), binh(top, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    look_at(lan, record);
    const DeviceInfo device = lan.replica->device();
    protocol::SyncRequest request;
    request.device = device.device;
    request.epoch = device.epoch;
    request.grants = protocol::fingerprint(device.grants());
    request.clock = lan.clock.now();
    request.audit = lan.replica->due_audit(10);
    const auto taken = [&](const std::string& token) {
        const auto answer = top.exchange(token, request);
        return std::get<protocol::SyncAnswer>(answer).audited.value().count;
    };
    request.audit->signature.reset();
    CHECK(taken(device.token) == 0);
    request.audit->signature =
        protocol::sign_audit({device.device, 1, protocol::end_of(*request.audit)}, make_signing_key());
    CHECK(taken(device.token) == 0);
    request.audit = lan.replica->due_audit(10);
    request.device = binh.replica->device().device;
    CHECK(taken(binh.replica->device().token) == 0);
    CHECK(entries_at(top).empty());
    CHECK(problems_of(top).size() == 3);
    lan.sync();
    CHECK(entries_at(top).size() == 1);
    // The one that was only signed wrongly has come since; the two others are told for ever.
    CHECK(lan.sync().requests == 1);
}

TEST_CASE("What the district has leaves the device after a while, and the chain goes on from where it stands") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    look_at(lan, record, 2'600);
    lan.sync();
    CHECK(lan.replica->audit().entries().size() <= 1'001);
    look_at(lan, record, 2);
    lan.sync();
    CHECK(entries_at(top).size() == 2'602);
    CHECK(problems_of(top).empty());
    CHECK_FALSE(lan.replica->audit().is_waiting());
}

TEST_CASE("Who goes to and fro between relay and district says the audit once, and only asks how far the top is") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    const RecordId record = lan.add("Vàng Seo Phử");
    look_at(lan, record, 200);
    lan.sync();
    lan.line.connect(relay);
    lan.sync();
    const auto at_relay = lan.sync();
    CHECK(at_relay.requests == 1);
    CHECK(at_relay.bytes_up < 400);
    CHECK(entries_at(relay).empty());  // the top has them
    look_at(lan, record);
    lan.sync();
    CHECK(entries_at(relay).size() == 1);
    CHECK(lan.sync().bytes_up < 500);  // a question, not the entry again
    relay.exchange();
    lan.sync();
    CHECK_FALSE(lan.replica->audit().is_waiting());
    lan.line.connect(top);
    lan.sync();
    CHECK(lan.sync().bytes_up < 400);
    CHECK(entries_at(top).size() == 201);
    CHECK(problems_of(top).empty());
    CHECK(problems_of(relay).empty());
}

TEST_CASE("On the device, too, an entry stays as it is, and until the district has it") {
    Top top;
    Laptop lan(top, "lan");
    look_at(lan, lan.add("Vàng Seo Phử"));
    CHECK_THROWS_AS(lan.replica->database().execute("update audit set body = ''"), DatabaseError);
    CHECK_THROWS_AS(lan.replica->database().execute("delete from audit"), DatabaseError);
    CHECK(lan.replica->audit().entries().size() == 1);
}

TEST_CASE("By way of relays a device keeps its entries until the district has them") {
    Top top;
    RelayHouse district(top, "tram2"), commune(district, "tram");
    Laptop lan(top, "lan");
    district.exchange();
    commune.exchange();
    lan.line.connect(commune);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    look_at(lan, record, 3);
    lan.sync();
    CHECK(entries_at(commune).size() == 3);
    CHECK(lan.replica->audit().is_waiting());
    commune.exchange();
    lan.sync();
    CHECK(lan.replica->audit().is_waiting());  // only one step further
    district.exchange();
    commune.exchange();
    look_at(lan, record);
    lan.sync();
    CHECK(entries_at(top).size() == 3);
    CHECK(lan.replica->audit().is_waiting());  // the fourth
    for (int i = 0; i < 2; ++i) {
        commune.exchange();
        district.exchange();
    }
    commune.exchange();
    lan.sync();
    CHECK_FALSE(lan.replica->audit().is_waiting());
    CHECK(entries_at(top).size() == 4);
    for (nuong::testing::District* server :
         {static_cast<nuong::testing::District*>(&top), static_cast<nuong::testing::District*>(&district),
          static_cast<nuong::testing::District*>(&commune)})
        CHECK(problems_of(*server).empty());
    CHECK(commune.exchange().requests == 2);  // nothing is sent twice
}

TEST_CASE(
    "A relay that was set back and hears the second entry before the first hands on both as her device signed them") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    look_at(lan, lan.add("Vàng Seo Phử"), 2);
    lan.sync();
    auto rows = entries_at(relay);
    REQUIRE(rows.size() == 2);
    REQUIRE_FALSE(rows[0].signature);  // the second one's covers it
    forget(relay, "n > 0");
    const bool has_handed_on_the_second = GENERATE(false, true);
    for (const DeviceAuditRow& row : {rows[1], rows[0]}) {
        const auto transaction = relay.store->begin();
        transaction->add_device_audit(row);
        transaction->commit();
        if (has_handed_on_the_second) relay.exchange();
    }
    relay.exchange();
    CHECK(entries_at(top).size() == 2);
    CHECK(problems_of(top).empty());
}

TEST_CASE("A page that ends in the middle of what a device has signed hands on the rest of it as well") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    relay.exchange();
    for (Laptop* laptop : {&lan, &binh}) {
        laptop->line.connect(relay);
        look_at(*laptop, laptop->add("Vàng Seo Phử"), 600);
        laptop->sync();
    }
    relay.exchange();
    CHECK(entries_at(top).size() == 1200);
    CHECK(problems_of(top).empty());
}

TEST_CASE("A server that was set back is given again what it has forgotten") {
    Top top;
    Laptop lan(top, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    look_at(lan, record, 2);
    lan.sync();
    top.store->sql().execute("delete from device_audit; delete from audit; delete from audit_head");
    top.store->sql().execute("update store set epoch = 'after the restore'");
    REQUIRE(top.service.load(*top.store->read()));
    look_at(lan, record);
    lan.sync();
    lan.sync();
    CHECK(entries_at(top).size() == 3);
    CHECK(problems_of(top).empty());
    CHECK_FALSE(lan.replica->audit().is_waiting());
}

TEST_CASE("Two copies of one store part in their audit, and both parts are kept") {
    Top top;
    TemporaryFolder folder;
    const auto store_in = [&](const std::string& name) {
        std::filesystem::create_directories(folder / name);
        return std::move(Replica::open(folder / name, DatabaseKey{std::array<std::uint8_t, 32>{}}).value());
    };
    RecordId record;
    {
        Laptop lan(top, store_in("first"), "lan");
        record = lan.add("Vàng Seo Phử");
        look_at(lan, record);
        lan.sync();
    }
    std::filesystem::copy(folder / "first", folder / "second");
    Laptop first(top, store_in("first")), second(top, store_in("second"));
    look_at(first, record, 2);
    second.replica->note({"print", record}, second.clock.now());
    CHECK(first.sync().outcome == SyncOutcome::ok);
    CHECK(second.sync().outcome == SyncOutcome::ok);
    CHECK(entries_at(top).size() == 4);
    CHECK(problems_of(top).empty());
    second.add("Lý Thị Hoa");
    first.add("Giàng Thị Súa");
    CHECK(first.sync().pushed == 1);
    look_at(second, record);
    CHECK(second.sync().is_renewed);  // it goes on in the chain that it has begun
    CHECK_FALSE(second.replica->audit().is_waiting());
    CHECK(entries_at(top).size() == 5);
    CHECK(problems_of(top).empty());
}

TEST_CASE(
    "The window notes who was unlocked, searched for and opened; a search when it is done with, and not by name") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.perform(Unlock{"000000"});
    desk.unlock();
    const RecordId person = desk.device.person();
    desk.perform(OpenSearch{});
    for (const char* typed : {"v", "va", "van", "vang"}) desk.perform(Search{typed});
    desk.perform(OpenRecord{person});
    desk.perform(EditRecord{person});
    desk.perform(LeaveForm{});
    desk.perform(GoHome{});
    desk.perform(OpenPeople{});  // everybody on one page: nobody was searched for, all were seen
    desk.perform(Lock{});
    desk.unlock();  // its store is open again
    const auto key = Keyring(home.path(), FieldDevice::pin_cost).unlock("", FieldDevice::pin, desk.clock.now());
    const auto replica = std::move(Replica::open(home.path(), key.value()).value());
    std::vector<std::string> told;
    for (const protocol::AuditEntry& entry : replica->audit().entries()) {
        told.push_back(entry.what + (entry.detail.empty() ? "" : ": " + entry.detail));
        if (entry.what == "read") CHECK(entry.record == person);
        if (entry.what == "list") CHECK(entry.form == person_form);
        CHECK(entry.who == replica->device().user);
    }
    CHECK(told ==
          std::vector<std::string>{"unlock: wrong PINs before: 1", "search: 1", "read", "list: people", "unlock"});
}

TEST_CASE("A search is noted however it ends: cleared, typed over, opened anew, read for a while, or with the window") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(OpenSearch{});
    const auto type = [&](std::string_view words) {
        for (std::size_t n = 1; n <= words.size(); ++n) desk.perform(Search{std::string(words.substr(0, n))});
    };
    const auto told = [&] {
        const auto replica = desk.store();
        std::vector<std::string> hits;
        for (const protocol::AuditEntry& entry : replica->audit().entries())
            if (entry.what == "search") hits.push_back(entry.detail);
        return hits;
    };
    type("vang");
    CHECK(told().empty());
    std::vector<std::string> expected{"1"};
    SECTION("cleared at once") { desk.perform(Search{""}); }
    SECTION("taken back letter by letter") {
        for (const char* left : {"van", "va", "v", ""}) desk.perform(Search{left});
    }
    SECTION("typed over") {
        desk.perform(Search{"zzz"});
        expected.push_back("0");
    }
    SECTION("opened anew") {
        desk.perform(OpenSearch{});
        CHECK(desk.screen<SearchView>().query.empty());
    }
    SECTION("read for a while, until somebody pulls the plug") {
        desk.session->receive();
        desk.clock.advance(std::chrono::seconds(6));
        desk.session->receive();
        CHECK(told() == expected);
    }
    SECTION("with the window") {}
    desk.session.reset();
    CHECK(told() == expected);
}

TEST_CASE("A server that is older than audits takes everything else, and the entries wait") {
    Top top;
    Laptop lan(top, "lan");
    look_at(lan, lan.add("Vàng Seo Phử"));
    lan.line.tamper = [](protocol::SyncAnswer& said) { said.audited.reset(); };
    CHECK(lan.sync().pushed == 1);
    CHECK(lan.replica->audit().is_waiting());
    look_at(lan, lan.add("Giàng Thị Súa"), 300);
    lan.sync();
    const SyncReport deaf = lan.sync();  // it is asked whether it hears now, and told nothing that it passes over
    CHECK(deaf.requests == 1);
    CHECK(deaf.bytes_up < 400);
    lan.line.tamper = nullptr;  // it was updated
    lan.sync();
    CHECK_FALSE(lan.replica->audit().is_waiting());
    CHECK(entries_at(top).size() == 301);
    CHECK(problems_of(top).empty());
}
