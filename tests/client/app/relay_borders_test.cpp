// Where a relay ends: what it may refuse, what lies outside its areas or leaves them, and devices that it met too late.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "sync-server/core/quarantine.h"
#include "tests/client/app/relay_house.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::at;
using nuong::client::testing::Laptop;
using nuong::client::testing::RelayHouse;
using nuong::client::testing::Top;

TEST_CASE("Only the first server refuses: what the relay took when it was right stands, and is flagged") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    relay.up.is_down = true;
    lan.line.connect(relay);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    top.change_user("lan", [](UserRow& user) { user.areas = {"03079"}; });  // has another commune meanwhile
    relay.up.is_down = false;
    relay.exchange();
    CHECK(at(top, record) == at(relay, record));
    CHECK(top.quarantine().empty());
    const auto audit = top.store->read()->audit(0, 1000);
    CHECK(std::any_of(audit.begin(), audit.end(), [](const AuditRow& row) { return row.what == "relay_flag"; }));
}

TEST_CASE("A district officer works at a commune's relay: what she writes of other communes reaches the district") {
    Top top;
    RelayHouse relay(top);
    Laptop office(top, "huyen");
    relay.exchange();
    office.line.connect(relay);
    const RecordId elsewhere = office.add("Ngoài xã", "03079");
    CHECK(office.sync().refused == 0);
    relay.exchange();
    CHECK(top.record(elsewhere));
    CHECK(top.quarantine().empty());
}

TEST_CASE(
    "What was saved at the relay before a person was disabled reaches the district, and the audit says whose it was") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    relay.exchange();
    relay.up.is_down = true;
    lan.line.connect(relay);
    binh.line.connect(relay);
    const RecordId of_lan = lan.add("Vàng Seo Phử"), of_binh = binh.add("Giàng Thị Súa");
    lan.sync();
    binh.sync();
    top.change_user("lan", [](UserRow& user) { user.disabled = true; });
    relay.up.is_down = false;
    relay.exchange();
    CHECK(top.record(of_lan));
    CHECK(top.record(of_binh));
    CHECK(at(top, of_lan) == at(relay, of_lan));
    const auto audit = top.store->read()->audit(0, 1000);
    CHECK(std::any_of(audit.begin(), audit.end(), [](const AuditRow& row) { return row.what == "relay_flag"; }));
}

TEST_CASE("A device that never heard that the district has its work is no copy to a relay that has heard it") {
    Top top;
    Laptop lan(top, "lan");
    std::vector<RecordId> records{lan.add("Vàng Seo Phử")};
    lan.sync();
    records.push_back(lan.add("Vàng Thị Mỷ"));
    lan.line.answers_to_lose = 3;
    CHECK(lan.sync().outcome == SyncOutcome::offline);
    records.push_back(lan.add("Giàng Thị Súa"));
    RelayHouse relay(top);
    lan.line.connect(relay);
    const SyncReport report = lan.sync();
    CHECK_FALSE(report.is_renewed);
    CHECK(report.outcome == SyncOutcome::ok);
    relay.exchange();
    CHECK(top.store->read()->changes(0, 100).size() == 3);
    for (const RecordId& record : records) CHECK(at(top, record) == at(relay, record));
    CHECK(relay.problems().empty());
}

TEST_CASE("A copy that its twin's relay cannot tell from it loses nothing there, and finds out at the district") {
    Top top;
    const nuong::test::TemporaryFolder disk;
    const DatabaseKey key{std::array<std::uint8_t, 32>{}};
    std::filesystem::create_directories(disk / "lan");
    Laptop lan(top, std::move(Replica::open(disk / "lan", key).value()), "lan");
    std::filesystem::copy(disk / "lan", disk / "twin");
    Laptop twin(top, std::move(Replica::open(disk / "twin", key).value()));
    const RecordId first = lan.add("Vàng Seo Phử");
    lan.sync();
    RelayHouse relay(top);  // hears that the district has one save of that device
    twin.line.connect(relay);
    const RecordId second = twin.add("Vàng Thị Mỷ");
    CHECK(twin.sync().outcome == SyncOutcome::offline);
    CHECK(twin.replica->log().count(LogState::waiting) == 1);
    CHECK_FALSE(relay.record(second));
    twin.line.connect(top);
    CHECK(twin.sync().is_renewed);
    CHECK(top.record(first));
    CHECK(top.record(second));
}

TEST_CASE("What a relay that is behind refuses counts after all, when the district had taken it") {
    Top top;
    RelayHouse relay(top, "tram2");
    Laptop lan(top, "lan");
    relay.exchange();
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    relay.change_user("lan", [](UserRow& user) { user.areas = {"03079"}; });  // hears of it before the record
    lan.line.connect(relay);
    CHECK(lan.sync().refused == 1);
    lan.line.connect(top);
    lan.sync();
    CHECK(lan.replica->log().refused().empty());
    CHECK(lan.shown(record, "full_name") == "Vàng Seo Phử");
}

TEST_CASE("A move that the district refused and a relay did not know of leaves no record where it may not be seen") {
    Top top;
    RelayHouse relay(top, "tram2");
    Laptop office(top, "huyen");
    const RecordId record = office.add("Ngoài xã", "03079");
    office.sync();
    relay.exchange();
    client::testing::move(office, record, "03076");
    top.change_user("huyen", [](UserRow& user) { user.areas = {"03076"}; });  // who may not take it along
    office.line.answers_to_lose = 3;
    CHECK(office.sync().outcome == SyncOutcome::offline);
    relay.exchange();
    office.line.connect(relay);
    office.sync();
    CHECK_FALSE(office.workbook.open(record));  // the relay has read how it stands
    office.line.connect(top);
    CHECK(office.sync().outcome == SyncOutcome::ok);
    CHECK_FALSE(office.workbook.open(record));
}

TEST_CASE("What the district refused stays refused at a relay that had taken it, and its numbers stay used") {
    Top top;
    RelayHouse relay(top);
    Laptop office(top, "huyen");
    relay.exchange();
    office.line.connect(relay);
    const RecordId record = office.add("Ngoài xã", "03079");
    office.edit(record, "phone", "0911");
    office.line.answers_to_lose = 3;
    CHECK(office.sync().outcome == SyncOutcome::offline);
    top.change_user("huyen", [](UserRow& user) { user.areas = {"03076"}; });
    office.line.connect(top);
    CHECK(office.sync().refused == 1);
    office.line.connect(relay);
    office.sync();
    CHECK(office.replica->log().refused().size() == 1);
    CHECK_FALSE(office.workbook.open(record));
}

TEST_CASE("What the relay refused is in quarantine at the district too, and what is released there comes down") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    relay.exchange();
    lan.line.connect(relay);
    lan.sync();
    relay.change_user("lan", [](UserRow& user) { user.areas = {"03079"}; });
    lan.edit(record, "phone", "0911");
    CHECK(lan.sync().refused == 1);
    CHECK(relay.exchange().forwarded == 1);
    REQUIRE(top.quarantine().size() == 1);
    CHECK(top.quarantine()[0].verdict == "no_right");
    CHECK(at(top, record) == at(relay, record));
    {
        const auto transaction = top.store->begin();
        REQUIRE(release_from_quarantine(*transaction, lan.replica->device().device, 2, "huyen", top.clock.now()));
        top.service.committed(transaction->commit());
    }
    relay.exchange();
    CHECK(at(top, record) == at(relay, record));
    binh.line.connect(relay);
    binh.sync();
    CHECK(binh.shown(record, "phone") == "0911");
}

TEST_CASE("What the relay took and the district did not is told to its device when it comes to the district") {
    Top top;
    RelayHouse relay(top);
    Laptop office(top, "huyen");
    const RecordId record = office.add("Ngoài xã", "03079");
    office.sync();
    office.edit(record, "phone", "0911");
    top.change_user("huyen", [](UserRow& user) { user.areas = {"03076"}; });
    relay.exchange();
    office.line.connect(relay);
    CHECK(office.sync().refused == 0);  // the relay knows nothing of that record
    relay.exchange();
    REQUIRE(top.quarantine().size() == 1);
    office.line.connect(top);
    const SyncReport report = office.sync();
    CHECK(report.refused == 1);
    CHECK(report.pushed == 0);
    CHECK(office.replica->log().refused().size() == 1);
    CHECK(office.sync().refused == 0);  // once
}

TEST_CASE("A relay is no way around the rights: it gets and gives its own areas only") {
    Top top;
    RelayHouse relay(top);
    Laptop office(top, "huyen"), far(top, "xa");
    const RecordId inside = office.add("Trong xã", "03076"), outside = office.add("Ngoài xã", "03079");
    office.sync();
    relay.exchange();
    CHECK(relay.record(inside));
    CHECK_FALSE(relay.record(outside));
    CHECK_FALSE(relay.store->read()->user("xa"));  // nor whom it does not serve
    CHECK(relay.store->read()->user("huyen"));
    far.line.connect(relay);
    CHECK(far.sync().outcome == SyncOutcome::refused);
    office.line.connect(relay);
    office.edit(inside, "phone", "0911");
    CHECK(office.sync().outcome == SyncOutcome::ok);
    CHECK(office.shown(outside, "full_name") == "Ngoài xã");  // what the relay does not know stays
    relay.exchange();
    CHECK(at(top, inside) == at(relay, inside));

    // A person is no relay.
    const auto answer = top.service.relay(*top.store, *token_hash(office.replica->device().token), {}, top.clock.now());
    REQUIRE(std::holds_alternative<protocol::HttpError>(answer));
    CHECK(std::get<protocol::HttpError>(answer).code == "no_right");
}

TEST_CASE("A record that moves out of the relay's areas leaves the relay and its devices") {
    Top top;
    RelayHouse relay(top);
    Laptop office(top, "huyen"), lan(top, "lan");
    const RecordId record = office.add("Vàng Seo Phử", "03076");
    office.sync();
    relay.exchange();
    lan.line.connect(relay);
    lan.sync();
    CHECK(lan.shown(record, "full_name") == "Vàng Seo Phử");
    {
        const auto sheet = office.workbook.open(record).value();
        const Dot dot = sheet.state.find(reserved::area)->heads[0].dot;
        office.replica->save({record, "person", 2, {Write{Path(reserved::area), Value("03079"), {dot}}}, std::nullopt},
                             office.clock.now());
    }
    office.sync();
    relay.exchange();
    CHECK(lan.sync().left == 1);
    CHECK_FALSE(lan.workbook.open(record));
}

TEST_CASE(
    "A device that comes to a relay with what the district has moved away since brings nothing back to life there") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), office(top, "huyen"), binh(top, "binh");
    relay.exchange();
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    office.sync();
    {
        const auto sheet = office.workbook.open(record).value();
        const Dot dot = sheet.state.find(reserved::area)->heads[0].dot;
        office.replica->save({record, "person", 2, {Write{Path(reserved::area), Value("03079"), {dot}}}, std::nullopt},
                             office.clock.now());
    }
    office.sync();
    relay.exchange();
    lan.line.connect(relay);
    lan.sync();
    relay.exchange();
    CHECK(relay.store->read()->record(record)->area.empty());
    binh.line.connect(relay);
    CHECK(binh.sync().received == 0);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK_FALSE(lan.workbook.open(record));
    CHECK(relay.problems().empty());
}

TEST_CASE("A record that leaves a relay's areas before the relay has ever read it, and comes back, is whole there") {
    Top top;
    RelayHouse relay(top);
    Laptop office(top, "huyen");
    const RecordId record = office.add("Vàng Seo Phử", "03076");
    const auto move_to = [&](const AreaCode& area) {
        const auto sheet = office.workbook.open(record).value();
        const Dot dot = sheet.state.find(reserved::area)->heads[0].dot;
        office.replica->save({record, "person", 2, {Write{Path(reserved::area), Value(area), {dot}}}, std::nullopt},
                             office.clock.now());
        office.sync();
    };
    office.sync();
    move_to("03079");
    relay.exchange();
    CHECK_FALSE(relay.record(record));
    move_to("03076");
    relay.exchange();
    CHECK(at(top, record) == at(relay, record));
}

TEST_CASE("What was saved at a relay of another commune is handed on, and shows nobody there what is old by now") {
    Top top;
    RelayHouse relay(top);
    Laptop office(top, "huyen"), other(top, "huyen");
    relay.exchange();
    office.line.connect(relay);
    const RecordId elsewhere = office.add("Ngoài xã", "03079");
    office.sync();
    relay.exchange();
    office.line.connect(top);
    office.sync();
    office.edit(elsewhere, "phone", "0933");
    office.sync();
    other.sync();
    CHECK(other.shown(elsewhere, "phone") == "0933");
    relay.exchange();
    other.line.connect(relay);
    other.sync();
    CHECK(other.shown(elsewhere, "phone") == "0933");  // the relay has only the first of it
    CHECK(relay.store->read()->record(elsewhere)->area.empty());
    CHECK(relay.problems().empty());
}

TEST_CASE("A relay that serves other areas from now on keeps nothing of the old ones") {
    Top top;
    RelayHouse relay(top, "tram2");
    Laptop office(top, "huyen");
    const RecordId stays = office.add("Trong xã", "03076"), goes = office.add("Ngoài xã", "03079");
    office.sync();
    relay.exchange();
    top.change_user("tram2", [](UserRow& user) { user.areas = {"03076"}; });
    relay.exchange();
    CHECK(at(top, stays) == at(relay, stays));
    CHECK(relay.store->read()->record(goes)->area.empty());
    CHECK_FALSE(relay.store->read()->base(goes));
    CHECK(relay.problems().empty());
    top.change_user("tram2", [](UserRow& user) { user.areas = {"089"}; });
    relay.exchange();
    CHECK(at(top, goes) == at(relay, goes));
}

TEST_CASE("Of a record that was moved away at a relay nothing stays there when the relay then serves other areas") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "huyen");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    relay.exchange();
    lan.line.connect(relay);
    lan.sync();
    client::testing::move(lan, record, "03055");
    relay.up.is_down = true;
    lan.sync();
    relay.up.is_down = false;
    top.change_user("tram", [](UserRow& user) { user.areas = {"03079"}; });
    relay.exchange();
    CHECK_FALSE(relay.store->read()->base(record));
    CHECK(at(relay, record).find("Phử") == std::string::npos);
    CHECK(relay.problems().empty());
}

TEST_CASE("A photo of a record that leaves a relay's areas leaves the relay, and one that was only handed on as well") {
    Top top;
    RelayHouse relay(top);
    Laptop office(top, "huyen");
    relay.exchange();
    office.line.connect(relay);
    const RecordId inside = office.add("Trong xã", "03076"), outside = office.add("Ngoài xã", "03079");
    std::vector<Attachment> files;
    for (const RecordId& record : {inside, outside}) {
        files.push_back(office.replica->blobs().add("%PDF-" + to_string(record), "pdf", record));
        office.edit(record, "phone", name_of(files.back()));
    }
    office.sync();
    CHECK(relay.store->read()->blob(files[1].blob));  // until the district has it
    relay.exchange();
    CHECK(relay.store->read()->blob(files[0].blob));
    CHECK_FALSE(relay.store->read()->blob(files[1].blob));
    for (const Attachment& file : files) CHECK(top.store->read()->blob(file.blob));
    top.change_user("tram", [](UserRow& user) { user.areas = {"03079"}; });
    relay.exchange();
    CHECK_FALSE(relay.store->read()->blob(files[0].blob));
    CHECK(relay.store->read()->blob(files[1].blob)->is_whole());
}

TEST_CASE("A photo that a relay has handed to a relay stays there until the district has it, for that one may burn") {
    Top top;
    RelayHouse commune(top, "tram2"), hamlet(top);
    Laptop office(top, "huyen");
    commune.exchange();
    hamlet.up.connect(commune);
    hamlet.exchange();
    office.line.connect(hamlet);
    const RecordId outside = office.add("Ngoài xã", "03079");  // the hamlet's relay only hands it on
    const Attachment file = office.replica->blobs().add("%PDF-" + to_string(outside), "pdf", outside);
    office.edit(outside, "phone", name_of(file));
    office.sync();
    CHECK(hamlet.exchange().files_sent == 1);
    hamlet.exchange();
    CHECK(commune.store->read()->blob(file.blob)->is_whole());
    CHECK(hamlet.store->read()->blob(file.blob));
    CHECK(office.replica->blobs().find(file.blob));
    CHECK(hamlet.store->read()->has_blobs_ahead(office.replica->device().device));
    SECTION("the commune's relay hands it on") {
        commune.exchange();
        hamlet.exchange();
        CHECK_FALSE(hamlet.store->read()->has_blobs_ahead(office.replica->device().device));
        CHECK_FALSE(hamlet.store->read()->blob(file.blob));
        CHECK(hamlet.exchange().requests == 2);
    }
    SECTION("the commune's relay burns") {
        hamlet.up.connect(top);
        hamlet.exchange();
        hamlet.exchange();
    }
    REQUIRE(top.store->read()->blob(file.blob));
    CHECK(top.store->read()->blob(file.blob)->is_whole());
}

// Seed 15006860: the top knew the save that names the photo, so neither relay handed it on any more.
TEST_CASE("A photo that was replaced before anybody had it goes up over two relays that never saw who names it") {
    Top top;
    RelayHouse commune(top, "tram2"), hamlet(top);
    Laptop office(top, "huyen");
    const RecordId record = office.add("Vàng Seo Phử");
    const auto attach = [&](const std::string& bytes) {
        const Attachment file = office.replica->blobs().add(bytes, "pdf", record);
        office.edit(record, "phone", name_of(file));
        return file;
    };
    const Attachment first = attach("%PDF-first"), second = attach("%PDF-second");
    office.line.answers_to_lose = 9;
    CHECK(office.sync().outcome == SyncOutcome::offline);
    office.line.answers_to_lose = 0;
    REQUIRE(at(top, record).starts_with("03076 "));
    for (RelayHouse* relay : {&commune, &hamlet}) relay->exchange();
    hamlet.up.connect(commune);
    hamlet.exchange();
    office.line.connect(hamlet);
    CHECK(office.sync().files_sent == 2);
    for (int round = 0; round < 2; ++round)
        for (RelayHouse* relay : {&hamlet, &commune}) relay->exchange();
    for (const Attachment& file : {first, second}) {
        REQUIRE(top.store->read()->blob(file.blob));
        CHECK(top.store->read()->blob(file.blob)->is_whole());
    }
    hamlet.exchange();
    CHECK_FALSE(hamlet.store->read()->has_blobs_ahead(office.replica->device().device));
}

namespace {

// With people who may write some forms only, and some who read nothing but their own cases.
struct StrictTop : Top {
    StrictTop() {
        publish_more({{"roles.json", "roles", R"({"id":"roles","version":3,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
  {"id":"case","name_vi":"Quản lý ca","name_en":"Case worker","write":["person"],"read":[],"assigned_only":["person"]},
  {"id":"guest","name_vi":"Khách","name_en":"Guest","write":["contact"],"read":["person"]},
  {"id":"relay","name_vi":"Trung chuyển","name_en":"Relay","write":[],"read":["person","contact"],"relay":true}]})"}});
        add_user("khach", "guest", {"089"});
        add_user("ca", "case", {"03076"});
    }
};

}  // namespace

TEST_CASE(
    "Who may not write a form moves none of its records by way of a relay, whatever it comes to serve meanwhile") {
    StrictTop top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), guest(top, "khach");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    guest.sync();
    relay.exchange();
    guest.line.connect(relay);
    client::testing::move(guest, record, "03079");
    CHECK(guest.sync().refused == 1);
    top.change_user("tram", [](UserRow& user) { user.areas = {"089"}; });
    relay.exchange();
    CHECK(at(top, record).starts_with("03076 "));
    CHECK(top.quarantine().size() == 1);
    CHECK(at(top, record) == at(relay, record));
}

TEST_CASE("A case that lies elsewhere by now leaves whoever made it, also at a relay that never had it where it was") {
    StrictTop top;
    RelayHouse relay(top, "tram2");
    Laptop worker(top, "ca"), office(top, "huyen");
    const RecordId record = worker.add("Vàng Seo Phử");
    worker.sync();
    office.sync();
    client::testing::move(office, record, "03079");
    office.sync();
    relay.exchange();
    worker.line.connect(relay);
    CHECK(worker.sync().outcome == SyncOutcome::ok);
    CHECK_FALSE(worker.workbook.open(record));
}

namespace {

// All that stands in the record is theirs from now on, and the case as well; saved on the laptop, not sent yet.
void take_over(Laptop& laptop, const RecordId& record) {
    std::vector<Write> writes;
    const RecordState shown = laptop.replica->records().shown(record).value();
    for (const Register& reg : shown.registers)
        writes.push_back({reg.path,
                          reg.path == reserved::assigned ? Value(laptop.replica->device().user) : reg.heads[0].value,
                          {reg.heads[0].dot}});
    laptop.replica->save({record, "person", 2, std::move(writes), std::nullopt}, laptop.clock.now());
}

}  // namespace

TEST_CASE("A case that the office has taken over leaves whoever made it, also at a relay that never had their work") {
    StrictTop top;
    Laptop worker(top, "ca"), office(top, "huyen");
    const RecordId record = worker.add("Vàng Seo Phử");
    worker.sync();
    RelayHouse relay(top, "tram2");
    worker.line.connect(relay);
    worker.sync();
    CHECK(worker.workbook.open(record));
    office.sync();
    take_over(office, record);
    SECTION("at the district") {
        office.sync();
        relay.exchange();
    }
    SECTION("at the relay itself") {
        office.line.connect(relay);
        office.sync();
    }
    CHECK(worker.sync().outcome == SyncOutcome::ok);
    CHECK_FALSE(worker.workbook.open(record));
}

// Seed 10000098: when the device asked, the server had nothing of the record; later it came up in another area.
TEST_CASE("A record that was moved leaves its old readers though the restored server heard of the move first") {
    Top top;
    Laptop maker(top, "huyen"), binh(top, "binh"), office(top, "huyen");
    const RecordId record = maker.add("Vàng Seo Phử");
    maker.sync();
    binh.sync();
    office.sync();
    client::testing::move(office, record, "03079");
    office.sync();
    set_back_to_nothing(top);
    binh.sync();
    REQUIRE(binh.workbook.open(record));  // perhaps the last that is left of it
    office.sync();
    binh.sync();
    maker.sync();
    binh.sync();
    CHECK_FALSE(binh.workbook.open(record));
    CHECK(at(top, record).starts_with("03079 "));
    CHECK(verify(*top.store->read()).problems.empty());
}

// Seed 15040522, the shorter way to it.
TEST_CASE("Who never heard that the district has her work hears at a relay that it lies elsewhere by now") {
    Top top;
    Laptop lan(top, "lan"), office(top, "huyen");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.line.answers_to_lose = 9;
    CHECK(lan.sync().outcome == SyncOutcome::offline);
    lan.line.answers_to_lose = 0;
    office.sync();
    client::testing::move(office, record, "03079");
    office.sync();
    RelayHouse relay(top, "tram2");
    lan.line.connect(relay);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK_FALSE(lan.workbook.open(record));
}

// Seed 15040522: the relay's line broke off between hearing who has sent what and hearing what it says.
TEST_CASE("Who never heard that the district has her work hears that it moved from a relay that learns it only later") {
    Top top;
    RelayHouse relay(top, "tram2");
    Laptop lan(top, "lan"), office(top, "huyen");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.line.answers_to_lose = 9;
    CHECK(lan.sync().outcome == SyncOutcome::offline);
    lan.line.answers_to_lose = 0;
    relay.up.requests_until_down = 1;
    CHECK_FALSE(relay.has_line());
    relay.up.requests_until_down = -1;
    lan.line.connect(relay);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.workbook.open(record));
    office.sync();
    client::testing::move(office, record, "03079");
    office.sync();
    relay.exchange();
    lan.sync();
    CHECK_FALSE(lan.workbook.open(record));
    CHECK(at(relay, record) == at(top, record));
    CHECK(relay.problems().empty());
}

// Seeds 15073572 and 15068813: the restored server asks the rights of today, and the author has lost hers meanwhile.
TEST_CASE("What a restored server refuses now and took then leaves its readers with the move, and its photo arrives") {
    Top top;
    Laptop maker(top, "lan"), binh(top, "binh"), office(top, "huyen");
    const RecordId record = maker.add("Vàng Seo Phử");
    const Attachment file = maker.replica->blobs().add("%PDF-photo", "pdf", record);
    maker.edit(record, "phone", name_of(file));
    maker.sync();
    for (Laptop* reader : {&binh, &office}) reader->sync();
    set_back_to_nothing(top);
    top.store->sql().execute("delete from blob; delete from blob_part; delete from blob_reference");
    top.change_user("lan", [](UserRow& user) { user.areas = {"03079"}; });
    CHECK(maker.sync().refused == 1);  // that made it; what corrects it waits with it
    office.sync();
    REQUIRE(binh.workbook.open(record));  // perhaps the last that is left of it
    REQUIRE(top.store->read()->blob(file.blob));
    CHECK(top.store->read()->blob(file.blob)->is_whole());
    client::testing::move(office, record, "03079");
    office.sync();
    binh.sync();
    CHECK_FALSE(binh.workbook.open(record));
    CHECK(verify(*top.store->read()).problems.empty());
}
