// A relay on the team leader's laptop: it serves the commune's devices while the district is out of reach, and hands on
// what they save when a line comes by.
#include <catch2/catch_test_macros.hpp>

#include "client/sync/bundle_file.h"
#include "shared/base/time_zone.h"
#include "tests/client/app/relay_house.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::at;
using nuong::client::testing::Laptop;
using nuong::client::testing::RelayHouse;
using nuong::client::testing::Top;

TEST_CASE("A team works at its relay without a line to the district; later everything is there, and equal") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh"), office(top, "huyen");
    relay.exchange();  // learns of the two devices
    relay.up.is_down = true;
    for (Laptop* laptop : {&lan, &binh}) laptop->line.connect(relay);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.edit(record, "phone", "0911");
    CHECK(lan.sync().pushed == 2);
    CHECK(binh.sync().received == 1);  // without the district
    CHECK(binh.shown(record, "phone") == "0911");
    binh.edit(record, "phone", "0922");
    CHECK(binh.sync().pushed == 1);
    CHECK(lan.sync().received == 1);
    CHECK_FALSE(relay.has_line());
    CHECK_FALSE(top.record(record));
    CHECK(lan.replica->device().top == 0);  // and the device knows that the district has none of it

    relay.up.is_down = false;
    CHECK(relay.exchange().forwarded == 3);
    CHECK(at(top, record) == at(relay, record));
    lan.sync();
    CHECK(lan.replica->device().top == 2);
    CHECK(office.sync().received == 1);
    CHECK(office.shown(record, "phone") == "0922");
    office.edit(record, "phone", "0933");
    office.sync();
    CHECK(relay.exchange().received == 1);
    CHECK(lan.sync().received == 1);
    CHECK(lan.shown(record, "phone") == "0933");
    CHECK(at(top, record) == at(relay, record));
    CHECK(top.store->read()->changes(0, 100).size() == 4);
    CHECK(relay.problems().empty());
    CHECK(verify(*top.store->read()).problems.empty());
    CHECK(relay.exchange().requests == 2);  // nothing new: one of each
    CHECK(lan.sync().requests == 1);
}

TEST_CASE("A relay that burns down has lost nothing: its devices give the district what they had given it") {
    Top top;
    Laptop lan(top, "lan"), binh(top, "binh");
    RecordId first, second;
    {
        RelayHouse relay(top);
        lan.line.connect(relay);
        first = lan.add("Vàng Seo Phử");
        lan.sync();
        relay.exchange();
        second = lan.add("Vàng Thị Mỷ");
        CHECK(lan.sync().pushed == 1);
    }  // before it was handed on
    lan.line.connect(top);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(top.record(first));
    CHECK(top.record(second));
    CHECK(top.store->read()->changes(0, 100).size() == 2);
    binh.sync();
    CHECK(binh.shown(second, "full_name") == "Vàng Thị Mỷ");
    CHECK(lan.sync().requests == 1);
}

TEST_CASE("A device that goes from the district to a relay and back keeps everything, and nothing is there twice") {
    Top top;
    RelayHouse here(top), there(top, "tram2");
    Laptop lan(top, "lan"), binh(top, "binh");
    here.exchange();
    there.exchange();
    std::vector<RecordId> records;
    nuong::testing::District* const stations[] = {&top, &here, &there, &here, &top, &there, &top};
    for (std::size_t day = 0; day < std::size(stations); ++day) {
        lan.line.connect(*stations[day]);
        records.push_back(lan.add("Người ngày " + std::to_string(day)));
        lan.edit(records.front(), "phone", "091" + std::to_string(day));
        const SyncReport report = lan.sync();
        CHECK(report.outcome == SyncOutcome::ok);
        CHECK(report.refused == 0);
        if (day % 2 == 1) here.exchange();
        if (day % 3 == 1) there.exchange();
    }
    for (int round = 0; round < 3; ++round) {
        here.exchange();
        there.exchange();
    }
    for (const RecordId& record : records) {
        CHECK(at(top, record) == at(here, record));
        CHECK(at(top, record) == at(there, record));
    }
    binh.line.connect(here);
    binh.sync();
    CHECK(binh.shown(records.front(), "phone") == "0916");
    CHECK(top.store->read()->changes(0, 1000).size() == 2 * std::size(stations));
    CHECK(here.problems().empty());
    CHECK(there.problems().empty());
}

TEST_CASE(
    "A device that was at the district before the relay heard of it is not refused there for what the relay knows") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    relay.exchange();  // has the record, by way of the district
    lan.line.connect(relay);
    const SyncReport report = lan.sync();
    CHECK(report.refused == 0);
    CHECK(relay.quarantine().empty());
    CHECK(at(top, record) == at(relay, record));
    relay.exchange();
    CHECK(top.store->read()->changes(0, 100).size() == 1);
    CHECK(relay.problems().empty());
}

TEST_CASE("A person who is disabled at the district is disabled at the relay as soon as it hears of it") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    top.change_user("lan", [](UserRow& user) { user.disabled = true; });
    relay.exchange();
    lan.add("Vàng Seo Phử");
    const SyncReport report = lan.sync();
    CHECK(report.outcome == SyncOutcome::refused);
}

TEST_CASE("Answers of the parent that are lost on the way change nothing but the time that it takes") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    std::vector<RecordId> records;
    for (int day = 0; day < 12; ++day) {
        records.push_back(lan.add("Người ngày " + std::to_string(day)));
        lan.sync();
        relay.up.answers_to_lose = day % 3;
        (void)relay.has_line();
    }
    relay.up.answers_to_lose = 0;
    relay.exchange();
    for (const RecordId& record : records) CHECK(at(top, record) == at(relay, record));
    CHECK(top.store->read()->changes(0, 1000).size() == 12);
    CHECK(relay.problems().empty());
}

namespace {

Attachment attach_paper(Laptop& laptop, const RecordId& record, const std::string& bytes) {
    auto form = OpenForm::edit(laptop.workbook, record, Language::vi).value();
    const Attachment file = laptop.replica->blobs().add(bytes, "pdf", form.draft().id);
    REQUIRE(form.answer("phone", name_of(file)));
    REQUIRE(form.submit());
    return file;
}

// The same people with the same devices, and nothing that any of them has saved.
void know_people_of(Top& restored, Top& top) {
    restored.clock.set(top.clock.now());
    const auto transaction = restored.store->begin();
    const auto reader = top.store->read();
    for (DeviceRow device : reader->devices()) {
        device.acked = 0;
        device.link = {};
        transaction->put_device(device);
        for (const EnrolmentRow& row : reader->enrolments(device.id)) transaction->put_enrolment(row);
    }
    restored.service.committed(transaction->commit());
    if (!restored.service.refresh(*restored.store->read())) throw std::runtime_error("cannot load");
}

}  // namespace

TEST_CASE("A parent that came back from a backup is made whole by its relay") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    Top restored;  // what the parent had when the backup was made: nothing of it
    know_people_of(restored, top);
    relay.exchange();
    REQUIRE(top.record(record));
    relay.up.connect(restored);
    relay.exchange();
    CHECK(at(restored, record) == at(top, record));
    CHECK(at(relay, record) == at(top, record));
    CHECK(relay.problems().empty());
}

// Seed 10050476: the parent tells how far it knows the devices of whoever works there, and she did so no more.
TEST_CASE("A parent that came back from a backup is told again of the work of somebody who is elsewhere by now") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    relay.exchange();
    Top restored;
    know_people_of(restored, top);
    restored.change_user("lan", [](UserRow& user) { user.areas = {"080"}; });
    relay.up.connect(restored);
    relay.exchange();
    relay.exchange();
    CHECK(restored.store->read()->changes_of(record).size() == 1);
    CHECK(relay.problems().empty());
}

TEST_CASE("What a restored district had from the device itself comes again by way of the relay where she is now") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    std::vector<RecordId> records;
    for (const char* name : {"Vàng Seo Phử", "Vàng Seo Páo"}) records.push_back(lan.add(name));
    lan.sync();  // at the district
    relay.exchange();
    lan.line.connect(relay);
    binh.line.connect(relay);
    records.push_back(lan.add("Giàng Thị Súa"));
    lan.edit(records.front(), "phone", "0912");
    lan.sync();
    Top restored;
    know_people_of(restored, top);
    relay.up.connect(restored);
    CHECK(relay.exchange().held_back == 0);  // it does not have what the district has lost; the device is asked
    CHECK(relay.problems().empty());
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(relay.problems().empty());
    relay.exchange();
    binh.sync();
    for (const RecordId& record : records) {
        CHECK_FALSE(at(restored, record).empty());
        CHECK(at(restored, record) == at(relay, record));
        CHECK(binh.shown(record, "full_name") == lan.shown(record, "full_name"));
    }
    CHECK(binh.shown(records.front(), "phone") == "0912");
    CHECK(restored.store->read()->changes(0, 1000).size() == 4);
    CHECK(verify(*restored.store->read()).problems.empty());
    CHECK(relay.problems().empty());
    CHECK_FALSE(lan.sync().is_renewed);
}

TEST_CASE("What a restored district has lost comes again over two relays, from where its maker is now") {
    Top top;
    RelayHouse commune(top, "tram2");
    RelayHouse hamlet(top);
    commune.exchange();  // learns of the hamlet's relay
    hamlet.up.connect(commune);
    Laptop lan(top, "lan");
    const RecordId before = lan.add("Vàng Seo Phử");
    lan.sync();  // at the district
    commune.exchange();
    hamlet.exchange();
    lan.line.connect(hamlet);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    Top restored;
    know_people_of(restored, top);
    commune.up.connect(restored);
    commune.exchange();
    hamlet.exchange();
    const RecordId after = lan.add("Giàng Thị Súa");
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(hamlet.exchange().held_back == 0);
    commune.exchange();
    for (const RecordId& record : {before, after}) {
        CHECK_FALSE(at(restored, record).empty());
        CHECK(at(restored, record) == at(hamlet, record));
    }
    CHECK_FALSE(lan.sync().is_renewed);
    CHECK(hamlet.problems().empty());
}

TEST_CASE("What a restored district has in another place by now leaves a relay that read it before, at once") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), office(top, "huyen");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    office.sync();
    relay.exchange();
    REQUIRE_FALSE(at(relay, record).empty());
    Top restored;
    know_people_of(restored, top);
    office.line.connect(restored);
    client::testing::move(office, record, "03079");
    office.sync();
    relay.up.connect(restored);
    relay.exchange();
    const auto row = relay.store->read()->record(record);
    CHECK((!row || row->area.empty()));
    CHECK_FALSE(relay.store->read()->base(record));
    CHECK(relay.problems().empty());
}

TEST_CASE("A relay that knows a save only by what took its place, in a restored district, still takes that save") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), office(top, "huyen");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    office.sync();
    client::testing::move(office, record, "03076");  // into the commune where it lies: said again
    office.sync();
    Top restored;
    know_people_of(restored, top);
    office.line.connect(restored);
    office.sync();  // her change comes first: of Lan's save the district knows that it is replaced, and no more
    relay.up.connect(restored);
    relay.exchange();
    lan.line.connect(relay);
    lan.sync();
    CHECK(lan.replica->log().count(LogState::refused) == 0);
    relay.exchange();
    office.sync();
    CHECK(restored.store->read()->changes(0, 1000).size() == 2);
    CHECK(at(restored, record) == at(relay, record));
    CHECK(office.shown(record, "full_name") == "Vàng Seo Phử");
    CHECK(relay.problems().empty());
}

TEST_CASE("Who comes to a relay with work that the district has had is told how all of it stands, however much it is") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    relay.exchange();
    std::vector<RecordId> records;
    for (int i = 0; i < 100; ++i) records.push_back(lan.add("Người " + std::to_string(i)));
    lan.line.answers_to_lose = 1'000;
    lan.sync();  // the district has it, and she does not know
    lan.line.answers_to_lose = 0;
    binh.sync();
    for (const RecordId& record : records) binh.edit(record, "phone", "0912");
    binh.sync();
    relay.exchange();
    lan.line.connect(relay);
    for (int round = 0; round < 2; ++round) CHECK(lan.sync().outcome == SyncOutcome::ok);
    for (const RecordId& record : records) CHECK(lan.shown(record, "phone") == "0912");
    CHECK(relay.problems().empty());
}

TEST_CASE("A photo left at the relay goes up with the records, and one of the district comes down") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh"), office(top, "huyen");
    relay.exchange();
    const std::string up = "%PDF-" + std::string(300'000, 'u'), down = "%PDF-" + std::string(200'000, 'd');
    for (Laptop* laptop : {&lan, &binh}) laptop->line.connect(relay);
    const RecordId first = lan.add("Vàng Seo Phử");
    const Attachment taken = attach_paper(lan, first, up);
    relay.up.is_down = true;
    lan.sync();
    binh.sync();
    CHECK(binh.replica->blobs().bytes(taken.blob) == up);
    relay.up.is_down = false;
    CHECK(relay.exchange().files_sent == 1);
    office.sync();
    CHECK(office.replica->blobs().bytes(taken.blob) == up);

    const Attachment sent = attach_paper(office, first, down);
    office.sync();
    CHECK(relay.exchange().files_received == 1);
    CHECK(binh.sync().files_received == 1);
    CHECK(binh.replica->blobs().bytes(sent.blob) == down);
    const int idle = relay.exchange().requests;
    CHECK(idle == 2);
    CHECK(relay.problems().empty());
}

TEST_CASE("A photo of a record that has left stays until the district has it, for the relay may burn with it") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const std::string bytes = "%PDF-" + std::string(30'000, 'd');
    const RecordId record = lan.add("Vàng Seo Phử");
    const Attachment file = attach_paper(lan, record, bytes);
    relay.up.is_down = true;
    lan.sync();
    {  // she may see it no longer, by what this relay knows
        UserRow user = *relay.store->read()->user("lan");
        user.areas = {"080"};
        const auto transaction = relay.store->begin();
        transaction->put_user(user);
        relay.service.committed(transaction->commit());
    }
    REQUIRE(relay.service.refresh(*relay.store->read()));
    lan.sync();
    CHECK_FALSE(lan.workbook.open(record));
    CHECK(lan.replica->blobs().bytes(file.blob) == bytes);
    SECTION("the relay hands it on") {
        relay.up.is_down = false;
        relay.exchange();
        lan.sync();
        CHECK_FALSE(lan.replica->blobs().find(file.blob));
    }
    SECTION("the relay burns") {
        lan.line.connect(top);
        lan.sync();
        lan.sync();
    }
    CHECK(top.store->read()->blob_bytes(file.blob, 0, 40'000) == bytes);
}

TEST_CASE("No photo is left at a relay whose answer did not come whole: the device would not know where it lies") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const std::string bytes = "%PDF-" + std::string(30'000, 'd');
    const Attachment file = attach_paper(lan, lan.add("Vàng Seo Phử"), bytes);
    lan.line.tamper = [](protocol::SyncAnswer& answer) {  // a new form, and the line breaks before it is here
        answer.catalogue = {{"forms", "new_one", 1, std::string(64, 'a')}};
    };
    const SyncReport report = lan.sync();
    CHECK(report.outcome == SyncOutcome::offline);
    CHECK(report.files_sent == 0);
    lan.line.tamper = {};
    lan.line.connect(top);  // the relay burns
    for (int round = 0; round < 2; ++round) CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK((top.store->read()->blob_bytes(file.blob, 0, 40'000) == bytes));
}

TEST_CASE("A photo that is mangled on its way down to a relay is fetched anew by the next exchange") {
    Top top;
    RelayHouse relay(top);
    Laptop office(top, "huyen");
    const std::string down = "%PDF-" + std::string(30'000, 'd');
    const RecordId record = office.add("Vàng Seo Phử");
    const Attachment sent = attach_paper(office, record, down);
    office.sync();
    relay.up.mangle_blobs = 1;
    CHECK(relay.exchange().files_received == 0);
    CHECK(relay.exchange().files_received == 1);
    CHECK(relay.store->read()->blob_bytes(sent.blob, 0, 40'000) == down);
}

TEST_CASE("Relays stand behind relays: hamlet, commune, district") {
    Top top;
    RelayHouse commune(top, "tram2");
    RelayHouse hamlet(top);
    Laptop lan(top, "lan"), office(top, "huyen");
    commune.exchange();  // learns of the hamlet's relay as of everybody else
    hamlet.up.connect(commune);
    hamlet.exchange();
    lan.line.connect(hamlet);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    hamlet.exchange();
    commune.exchange();
    CHECK(at(top, record) == at(hamlet, record));
    office.sync();
    office.edit(record, "phone", "0933");
    office.sync();
    commune.exchange();
    hamlet.exchange();
    lan.sync();
    CHECK(lan.shown(record, "phone") == "0933");
}

TEST_CASE("A relay whose clock fell back by eight years with its battery dates and ranks nobody's work by that year") {
    constexpr std::chrono::years since_its_battery{8};
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    top.publish_more({{"person.json", "forms", R"j({"id":"person","version":3,"title":{"vi":"Người"},"survey":[
      {"type":"text","name":"full_name","label":{"vi":"Họ và tên"}},
      {"type":"date","name":"seen_on","label":{"vi":"Ngày gặp"},"constraint":". <= today()"}]})j"}});
    relay.exchange();
    lan.line.connect(relay);
    const Instant right = top.clock.now();
    relay.clock.set(right - since_its_battery);
    const auto meet_somebody = [&] {
        REQUIRE(lan.sync().outcome == SyncOutcome::ok);
        CHECK(lan.replica->corrected(lan.clock.now()) == right);
        auto form = OpenForm::start(lan.workbook, "person", std::nullopt, "03076", Language::vi);
        REQUIRE(form);
        REQUIRE(form->answer("seen_on", to_string(date_of(right, viet_nam_offset))));
        const RecordId record = form->submit().value().record;
        CHECK(lan.sync().refused == 0);
        CHECK(relay.store->read()->changes(0, 99).back().received == right);
        return record;
    };

    SECTION("before it has heard of the district again") {
        const RecordId record = meet_somebody();
        CHECK_FALSE(at(relay, record).empty());
        relay.exchange();
        CHECK(at(top, record) == at(relay, record));
    }
    SECTION("after it has") {
        relay.exchange();
        const RecordId record = meet_somebody();
        relay.exchange();
        CHECK(at(top, record) == at(relay, record));
    }
    SECTION("also on a tablet whose own clock fell back with it") {
        lan.clock.set(right - since_its_battery);
        const RecordId record = meet_somebody();
        CHECK_FALSE(at(relay, record).empty());
    }
}

TEST_CASE("A device that meets a relay keeps the district's key: what it writes to a stick the district can open") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    const auto of_district = lan.replica->bundles().district();
    REQUIRE(of_district);
    relay.exchange();
    lan.line.connect(relay);
    lan.add("Vàng Seo Phử");
    nuong::test::TemporaryFolder folder;
    REQUIRE(export_bundle(*lan.replica, folder / "stick", lan.clock.now()));  // its next sync asks for the key
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.replica->bundles().district() == of_district);
}

TEST_CASE(
    "A device that has only ever met a relay hears the district's key there, and no relay can put another in its "
    "place") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    const auto of_district = binh.replica->bundles().district();
    lan.replica->database().execute("delete from bundle_key");
    top.store->sql()
        .prepare("delete from signing_key where device = ?")
        .bind(1, static_cast<std::int64_t>(lan.replica->device().device.value))
        .run();
    relay.exchange();
    lan.line.connect(relay);
    lan.sync();
    CHECK_FALSE(lan.replica->bundles().district());
    relay.exchange();
    lan.sync();
    CHECK(lan.replica->bundles().district() == of_district);
    const KeyBytes key = lan.replica->bundles().signing_key().public_key;
    CHECK(top.store->read()->signing_keys(lan.replica->device().device) == std::vector{key});
    {
        const auto transaction = relay.store->begin();
        transaction->add_signing_key(lan.replica->device().device, KeyBytes{9}, lan.clock.now(), 8);
        relay.service.committed(transaction->commit());
    }
    relay.exchange();
    CHECK(top.store->read()->signing_keys(lan.replica->device().device) == std::vector{key});
}

TEST_CASE("What a bug has lost or altered at a relay is read again from its parent within the hour") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    relay.exchange();
    std::vector<RecordId> records;
    for (const char* name : {"Vàng Seo Phử", "Vàng Seo Páo", "Lý Thị Hoa"}) records.push_back(lan.add(name));
    lan.sync();
    relay.exchange();
    binh.line.connect(relay);
    binh.sync();
    binh.edit(records[2], "phone", "0912");
    relay.up.is_down = true;
    binh.sync();  // waits at the relay while the rest is put right
    relay.up.is_down = false;
    const auto forget = [&](const std::string& sql, const RecordId& id) {
        relay.store->sql().prepare(sql).bind(1, Blob(id.bytes)).run();
    };
    forget("delete from base where rid = ?", records[0]);
    forget("delete from record where rid = ?", records[0]);
    forget("delete from change where rid = ?", records[0]);
    {
        std::string state = relay.store->read()->base(records[1]).value();
        state.replace(state.find("Páo"), std::string_view("Páo").size(), "Pao");
        const auto transaction = relay.store->begin();
        transaction->put_base(records[1], state);
        transaction->commit();
    }
    CHECK(relay.exchange().repaired == 0);  // too early
    relay.clock.advance(std::chrono::hours(2));
    top.clock.advance(std::chrono::hours(2));
    CHECK(relay.exchange().repaired == 2);
    for (const RecordId& record : records) CHECK(at(relay, record) == at(top, record));
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.shown(records[2], "phone") == "0912");
    relay.clock.advance(std::chrono::hours(2));
    top.clock.advance(std::chrono::hours(2));
    CHECK(relay.exchange().repaired == 0);
}
