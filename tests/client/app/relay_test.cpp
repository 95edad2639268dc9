// A relay on the team leader's laptop: it serves the commune's devices while the district is out of reach, and hands on
// what they save when a line comes by.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "sync-server/core/quarantine.h"
#include "sync-server/core/verify.h"
#include "sync-server/relay/upstream_session.h"
#include "tests/client/app/line.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;
using nuong::client::testing::Line;

namespace {

constexpr const char* roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
  {"id":"relay","name_vi":"Trung chuyển","name_en":"Relay","write":[],"read":["person","contact"],"relay":true}]})";
constexpr const char* person = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
  {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}}]})";

struct Top : nuong::testing::District {
    Top() {
        publish_more({{"roles.json", "roles", roles}, {"person.json", "forms", person}});
        for (const char* name : {"lan", "binh"}) add_user(name, "worker", {"03076"});
        add_user("huyen", "worker", {"089"});
        add_user("xa", "worker", {"080"});
        add_user("tram", "relay", {"03076"});
        add_user("tram2", "relay", {"089"});
    }
};

struct RelayHouse : nuong::testing::District {
    explicit RelayHouse(nuong::testing::District& parent, const UserId& account = "tram")
        : District(Bare{}), up(parent) {
        clock.set(parent.clock.now());
        if (!service.load(*store->read())) throw std::runtime_error("cannot load");
        if (const Status joined =
                enrol_upstream(*store, up, "http://127.0.0.1", "", parent.code_for(account), clock.now());
            !joined)
            throw std::runtime_error(joined.error().message.en);
        exchange();
    }
    UpstreamReport exchange() {
        const auto report = exchange_upstream(*store, service, up, clock);
        if (!report) throw std::runtime_error(report.error().message.en);
        return *report;
    }
    bool has_line() { return static_cast<bool>(exchange_upstream(*store, service, up, clock)); }
    std::vector<std::string> problems() { return verify(*store->read()).problems; }

    Line up;
};

// Whatever server holds it: the same bytes.
std::string at(nuong::testing::District& server, const RecordId& record) {
    const auto row = server.store->read()->record(record);
    return row ? row->area + " " + row->state : "";
}

}  // namespace

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

TEST_CASE("A parent that came back from a backup is made whole by its relay") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan");
    relay.exchange();
    lan.line.connect(relay);
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    // What the parent had when the backup was made: nothing of it. (Its answer is what the relay goes by.)
    Top restored;
    restored.clock.set(top.clock.now());
    {
        const auto transaction = restored.store->begin();
        for (const DeviceRow& device : top.store->read()->devices()) transaction->put_device(device);
        for (const DeviceRow& device : top.store->read()->devices())
            for (const EnrolmentRow& row : top.store->read()->enrolments(device.id)) transaction->put_enrolment(row);
        restored.service.committed(transaction->commit());
    }
    REQUIRE(restored.service.refresh(*restored.store->read()));
    relay.exchange();
    REQUIRE(top.record(record));
    relay.up.connect(restored);
    relay.exchange();
    CHECK(at(restored, record) == at(top, record));
    CHECK(at(relay, record) == at(top, record));
    CHECK(relay.problems().empty());
}

TEST_CASE("A photo left at the relay goes up with the records, and one of the district comes down") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh"), office(top, "huyen");
    relay.exchange();
    const auto attach = [](Laptop& laptop, const RecordId& record, const std::string& bytes) {
        auto form = OpenForm::edit(laptop.workbook, record, Language::vi).value();
        const Attachment file = laptop.replica->blobs().add(bytes, "pdf", form.draft().id);
        REQUIRE(form.answer("phone", name_of(file)));
        REQUIRE(form.submit());
        return file;
    };
    const std::string up = "%PDF-" + std::string(300'000, 'u'), down = "%PDF-" + std::string(200'000, 'd');
    for (Laptop* laptop : {&lan, &binh}) laptop->line.connect(relay);
    const RecordId first = lan.add("Vàng Seo Phử");
    const Attachment taken = attach(lan, first, up);
    relay.up.is_down = true;
    lan.sync();
    binh.sync();
    CHECK(binh.replica->blobs().bytes(taken.blob) == up);
    relay.up.is_down = false;
    CHECK(relay.exchange().files_sent == 1);
    office.sync();
    CHECK(office.replica->blobs().bytes(taken.blob) == up);

    const Attachment sent = attach(office, first, down);
    office.sync();
    CHECK(relay.exchange().files_received == 1);
    CHECK(binh.sync().files_received == 1);
    CHECK(binh.replica->blobs().bytes(sent.blob) == down);
    const int idle = relay.exchange().requests;
    CHECK(idle == 2);
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
