// Changes that travel by stick: handed over, carried, imported at the district, heard of later.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/sync/bundle_file.h"
#include "tests/client/app/line.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;
using nuong::test::bytes_of;
using nuong::test::TemporaryFolder;
using std::chrono::hours;

namespace {

constexpr const char* person = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
  {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}}]})";

struct Town : nuong::testing::District {
    Town() {
        publish_more({{"person.json", "forms", person}});
        for (const char* name : {"lan", "binh", "hoa"}) add_user(name, "worker", {"089"});
        add_user("xa", "worker", {"080"});  // of another part of the province
        add_user("dung", "police", {"089"});
    }

    // As `nuong-server bundle import` does it.
    Result<std::vector<MakerOutcome>> import(const std::string& file) {
        const auto opened = open_bundle(*store->read(), bytes_of(file));
        if (!opened) return opened.error();
        const auto transaction = store->begin();
        auto makers = take_bundle(*transaction, *service.book(), *opened, "console", clock.now());
        service.committed(transaction->commit());
        return makers;
    }

    void set_standing(const Laptop& laptop, DeviceStanding standing) {
        const auto transaction = store->begin();
        auto device = transaction->device(laptop.replica->device().device);
        device->standing = standing;
        transaction->put_device(*device);
        service.committed(transaction->commit());
        if (!service.refresh(*store->read())) throw std::runtime_error("cannot refresh");
    }

    std::size_t audited(const std::string& what) {
        const auto entries = store->read()->audit(0, 10'000);
        return static_cast<std::size_t>(
            std::count_if(entries.begin(), entries.end(), [&](const AuditRow& row) { return row.what == what; }));
    }
    std::size_t changes() { return store->read()->changes(0, 10'000).size(); }
};

struct Stick {
    TemporaryFolder folder;
    std::string file = folder / "lan.nuong";

    BundleCount out_of(Laptop& laptop) { return export_bundle(*laptop.replica, file, laptop.clock.now()).value(); }
    BundleCount into(Laptop& laptop) { return import_bundle(*laptop.replica, file, laptop.clock.now()).value(); }
};

std::int64_t waiting(Laptop& laptop) { return laptop.replica->log().count(LogState::waiting); }

}  // namespace

TEST_CASE("A week without a network: a colleague takes the stick along, and everything of both is at the district") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    std::vector<RecordId> of_lan, of_binh;
    for (int day = 0; day < 7; ++day) {
        of_lan.push_back(lan.add("Người của Lan " + std::to_string(day)));
        of_binh.push_back(binh.add("Người của Bình " + std::to_string(day)));
        lan.edit(of_lan.back(), "phone", "091" + std::to_string(day));
        lan.clock.advance(hours(24));
        binh.clock.advance(hours(24));
    }
    Stick stick;
    CHECK(stick.out_of(lan).changes == 14);
    CHECK(stick.into(binh).changes == 14);

    const SyncReport report = binh.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.pushed == 7);
    CHECK(report.handed_on == 14);
    CHECK(report.held_back.en == "");
    CHECK_FALSE(binh.replica->bundles().is_carrying());
    for (const RecordId& record : of_lan) CHECK(town.record(record));
    for (const RecordId& record : of_binh) CHECK(town.record(record));
    // Bình may see them, so they came down with the same sync.
    CHECK(binh.shown(of_lan[3], "phone") == "0913");

    lan.line.changes_sent = 0;
    const SyncReport heard = lan.sync();
    CHECK(heard.outcome == SyncOutcome::ok);
    CHECK(lan.line.changes_sent == 0);
    CHECK(waiting(lan) == 0);
    for (const RecordId& record : of_lan) CHECK(lan.replica->records().shown(record) == town.record(record));
    CHECK(town.changes() == 21);
    CHECK(lan.sync().requests == 1);  // and the usual line again
}

TEST_CASE("A device that is lost after it handed over has lost nothing") {
    Town town;
    Laptop binh(town, "binh");
    Stick stick;
    RecordId record;
    {
        Laptop lan(town, "lan");
        record = lan.add("Vàng Seo Phử");
        stick.out_of(lan);
    }  // falls into the river
    stick.into(binh);
    binh.sync();
    CHECK(binh.shown(record, "full_name") == "Vàng Seo Phử");
}

TEST_CASE("Carried changes go on by stick: through two pairs of hands, and the district hears who made them") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh"), hoa(town, "hoa");
    const RecordId of_lan = lan.add("Vàng Seo Phử"), of_binh = binh.add("Giàng Thị Súa");
    Stick first, second;
    first.out_of(lan);
    first.into(binh);
    const BundleCount both = second.out_of(binh);
    CHECK(both.changes == 2);
    CHECK(both.carried == 1);
    CHECK(second.into(hoa).changes == 2);
    CHECK(hoa.sync().handed_on == 2);
    CHECK(town.record(of_lan)->registers.front().heads.front().author == "lan");
    CHECK(town.record(of_binh));
    // Bình still carries Lan's: handing it on once more changes nothing.
    CHECK(binh.sync().handed_on == 1);
    CHECK_FALSE(binh.replica->bundles().is_carrying());
    CHECK(waiting(binh) == 0);
    CHECK(town.changes() == 2);
}

TEST_CASE("A stick that got lost is written again, with what came since") {
    Town town;
    Laptop lan(town, "lan");
    Stick lost, again;
    lan.add("Vàng Seo Phử");
    lost.out_of(lan);
    lan.add("Giàng Thị Súa");
    CHECK(again.out_of(lan).changes == 2);
    CHECK(town.import(again.file).value().front().taken == 2);
    // And found again after all.
    const auto makers = town.import(lost.file).value();
    CHECK(makers.front().known == 1);
    CHECK(makers.front().taken == 0);
    CHECK(town.changes() == 2);
}

TEST_CASE("One bundle imported twice, handed on by two colleagues, and synced as well, is there once") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh"), hoa(town, "hoa");
    const RecordId record = lan.add("Vàng Seo Phử");
    Stick stick;
    stick.out_of(lan);
    CHECK(stick.into(binh).changes == 1);
    CHECK(stick.into(binh).changes == 0);
    stick.into(hoa);
    CHECK(stick.into(lan).changes == 0);  // its own
    town.import(stick.file).value();
    const auto state = town.record(record);
    const std::uint64_t position = town.store->read()->facts().position;
    CHECK(town.import(stick.file).value().front().known == 1);
    binh.sync();
    hoa.sync();
    lan.sync();
    CHECK(town.record(record) == state);
    CHECK(town.store->read()->facts().position == position);
    CHECK(town.changes() == 1);
}

TEST_CASE("What came by stick against what was synced meanwhile: both values stand until a person decides") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    binh.sync();
    lan.edit(record, "phone", "0912");
    binh.edit(record, "phone", "0987");
    Stick stick;
    stick.out_of(lan);
    binh.sync();
    town.import(stick.file).value();
    binh.sync();
    CHECK(binh.conflicts(record) == 1);
    lan.sync();
    CHECK(lan.conflicts(record) == 1);
    CHECK(lan.replica->records().shown(record) == binh.replica->records().shown(record));
}

TEST_CASE("Who finds the stick reads nothing, and neither does the colleague who carries it") {
    Town town;
    Laptop lan(town, "lan"), xa(town, "xa");
    const RecordId record = lan.add("Vàng Seo Phử");
    Stick stick;
    stick.out_of(lan);
    const std::string bytes = bytes_of(stick.file);
    for (const char* word : {"Vàng", "full_name", "person", "lan", "03076", "changes", "\x28\xB5\x2F\xFD"}) {
        CAPTURE(word);
        CHECK(bytes.find(word) == std::string::npos);
    }
    stick.into(xa);
    xa.sync();
    CHECK(town.record(record));
    CHECK_FALSE(xa.replica->records().shown(record));  // not for Xa's area, before and after
    CHECK_FALSE(protocol::open_parcel(protocol::decode_bundle(bytes).value().front(), make_seal_key()));
}

TEST_CASE("A bit flipped anywhere, or a byte missing at the end, and nothing of a bundle is taken, by anybody") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    lan.add("Vàng Seo Phử");
    Stick stick;
    stick.out_of(lan);
    const std::string whole = bytes_of(stick.file);
    const auto before = town.changes();
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        const auto opened = open_bundle(*town.store->read(), flipped);
        if (opened) FAIL("bit " << bit << " may be flipped");
        CHECK_FALSE(opened.error().message.vi.empty());
    }
    for (std::size_t size = 0; size < whole.size(); ++size)
        if (open_bundle(*town.store->read(), whole.substr(0, size))) FAIL("may be cut at " << size);
    nuong::test::write_bytes(stick.file, whole.substr(0, whole.size() - 1));
    CHECK_FALSE(import_bundle(*binh.replica, stick.file, binh.clock.now()));
    CHECK_FALSE(binh.replica->bundles().is_carrying());
    CHECK(town.changes() == before);
}

TEST_CASE("A revoked device's bundle is refused and that is on record; what a colleague put beside it goes in") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    lan.add("Vàng Seo Phử");
    const RecordId of_binh = binh.add("Giàng Thị Súa");
    Stick alone, both;
    alone.out_of(lan);
    alone.into(binh);
    both.out_of(binh);
    town.set_standing(lan, DeviceStanding::revoked);
    const auto refused = town.import(alone.file).value();
    REQUIRE(refused.size() == 1);
    CHECK(refused.front().refusal->code == "revoked");
    CHECK(town.changes() == 0);
    CHECK(town.audited("bundle_import") == 1);

    CHECK(town.import(both.file).value().size() == 2);
    CHECK(town.record(of_binh));
    CHECK(town.changes() == 1);
    // By way of Bình's sync as well; it is kept there, and not sent again and again.
    const SyncReport report = binh.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.handed_on == 0);
    CHECK(report.held_back.vi != "");
    const std::size_t sent = binh.line.bundles_sent;
    binh.sync();
    CHECK(binh.line.bundles_sent == sent);
    CHECK(town.changes() == 1);
}

TEST_CASE("A change that is refused by way of a stick is told to its maker with the reason, and later ones count on") {
    Town town;
    Laptop dung(town, "dung");
    const RecordId record = make_uuid_v7(dung.clock.now());
    const std::vector<Write> writes{{"full_name", Value("X"), {}}, {Path(reserved::area), Value("03076"), {}}};
    dung.replica->save({record, "contact", 1, writes, std::nullopt}, dung.clock.now());  // not for police
    Stick stick;
    SECTION("when it has nothing more to send") {
        stick.out_of(dung);
        town.import(stick.file).value();
    }
    SECTION("when it has saved more since, and the answers get lost") {
        stick.out_of(dung);
        town.import(stick.file).value();
        dung.replica->save({make_uuid_v7(dung.clock.now()), "person", 2, writes, std::nullopt}, dung.clock.now());
        dung.line.answers_to_lose = 2;
    }
    SECTION("when the bundle arrives only after the device has asked in vain") {
        stick.out_of(dung);
        dung.line.answers_to_lose = 3;
        CHECK(dung.sync().outcome == SyncOutcome::offline);
        town.import(stick.file).value();
    }
    CHECK(town.quarantine().size() == 1);
    const SyncReport report = dung.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.refused == 1);
    CHECK(waiting(dung) == 0);
    const auto refused = dung.replica->log().refused();
    REQUIRE(refused.size() == 1);
    CHECK(refused[0].code == "no_right");
    CHECK_FALSE(dung.replica->records().shown(record));
    CHECK(town.quarantine().size() == 1);
}

TEST_CASE("A device that sends only the first of what the server has all by a stick hears what became of the rest") {
    Town town;
    Laptop dung(town, "dung");
    const RecordId record = make_uuid_v7(dung.clock.now());
    const std::vector<Write> writes{{"full_name", Value("X"), {}}, {Path(reserved::area), Value("03076"), {}}};
    dung.replica->save({make_uuid_v7(dung.clock.now()), "person", 2, writes, std::nullopt}, dung.clock.now());
    dung.replica->save({record, "contact", 1, writes, std::nullopt}, dung.clock.now());
    Stick stick;
    stick.out_of(dung);
    dung.replica->bundles().note_answer();  // the server was heard before the stick arrived there
    town.import(stick.file).value();
    // A line so bad that only one change goes at a time.
    protocol::SyncRequest request;
    const DeviceInfo device = dung.replica->device();
    request.device = device.device;
    request.epoch = device.epoch;
    const WaitingChanges first = dung.replica->log().waiting(1);
    REQUIRE(first.bodies.size() == 1);
    const auto sent = protocol::decode_sync_request(protocol::encode(request, first.bodies)).value();
    const auto answer = nuong::testing::answer_of(town.exchange(device.token, sent));
    CHECK(answer.acked == 2);
    REQUIRE(answer.verdicts.size() == 1);
    CHECK(answer.verdicts[0].seq == 2);
}

TEST_CASE("A bundle is for the district where its maker is enrolled, and for nobody else") {
    Town town, other;
    Laptop lan(town, "lan"), neighbour(other, "binh");
    lan.add("Vàng Seo Phử");
    Stick stick;
    stick.out_of(lan);
    CHECK(other.import(stick.file).error().message.en.find("another server") != std::string::npos);
    const auto carried = import_bundle(*neighbour.replica, stick.file, neighbour.clock.now());
    REQUIRE_FALSE(carried);
    CHECK(carried.error().message.en.find("another server") != std::string::npos);
    CHECK_FALSE(neighbour.replica->bundles().is_carrying());
}

TEST_CASE("Nobody makes a bundle in a colleague's name") {
    Town town;
    Laptop lan(town, "lan"), dung(town, "dung");
    lan.add("Vàng Seo Phử");
    const DeviceInfo of_lan = lan.replica->device();
    const WaitingChanges changes = lan.replica->log().waiting(1000);
    protocol::ParcelHead head;
    head.district = *dung.replica->bundles().district();
    head.first = 1;
    head.count = 1;
    const auto made = [&](DeviceId maker) {
        head.maker = maker;
        return protocol::make_parcel(head, {}, changes.bodies, dung.replica->bundles().signing_key(), lan.clock.now())
            .value();
    };
    Stick stick;
    SECTION("with the name of another and a key of one's own") {
        // Beside what Lan has really made, which it must not hold up.
        stick.out_of(lan);
        const auto genuine = protocol::decode_bundle(bytes_of(stick.file)).value().front();
        nuong::test::write_bytes(stick.file, protocol::encode_bundle({made(of_lan.device).bytes, genuine.bytes}));
        const auto makers = town.import(stick.file).value();
        REQUIRE(makers.size() == 1);
        CHECK(makers[0].refusal->code == "unknown_key");
        CHECK(makers[0].taken == 1);
    }
    SECTION("with another's changes in a parcel of one's own") {
        nuong::test::write_bytes(stick.file, protocol::encode_bundle({made(dung.replica->device().device).bytes}));
        CHECK(town.import(stick.file).value()[0].refusal->code == "malformed");
        CHECK(town.changes() == 0);
    }
    SECTION("with the number of a device that nobody has enrolled") {
        nuong::test::write_bytes(stick.file, protocol::encode_bundle({made(DeviceId{0x77}).bytes}));
        CHECK(town.import(stick.file).value()[0].refusal->code == "unknown_device");
    }
}

TEST_CASE("A stick may be lost between two: the later bundle waits until the earlier has come, or the device itself") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    lan.add("Vàng Seo Phử");
    lan.sync();
    lan.add("Giàng Thị Súa");
    Stick stick;
    stick.out_of(lan);
    stick.into(binh);
    // The district's server comes back from a backup that knows nothing of Lan's first.
    Town restored;
    {
        const auto transaction = restored.store->begin();
        restored.store->sql().execute("update store set epoch = 'restored'");
        transaction->put_device(*town.store->read()->device(lan.replica->device().device));
        transaction->set_progress(lan.replica->device().device, 0, Hash{}, Instant());
        transaction->put_enrolment(town.store->read()->enrolments(lan.replica->device().device).front());
        transaction->add_signing_key(lan.replica->device().device, lan.replica->bundles().signing_key().public_key,
                                     Instant(), 8);
        transaction->put_seal_secret(*town.store->read()->seal_secret());
        transaction->commit();
    }
    const auto makers = restored.import(stick.file).value();
    CHECK(makers[0].refusal->code == "gap");
    CHECK(restored.changes() == 0);
}

TEST_CASE("A server that is older than bundles is left in peace, and what is carried stays") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    lan.add("Vàng Seo Phử");
    Stick stick;
    stick.out_of(lan);
    stick.into(binh);
    binh.line.is_old = true;
    CHECK(binh.sync().outcome == SyncOutcome::ok);
    CHECK(binh.line.bundles_sent == 1);
    CHECK(binh.replica->bundles().is_carrying());
    binh.line.is_old = false;
    binh.line.answers_to_lose = 2;
    CHECK(binh.sync().handed_on == 1);
    CHECK(town.changes() == 1);
}

TEST_CASE("A device that has never heard the district's key says what to do") {
    Town town;
    Laptop lan(town, std::move(Replica::open_in_memory().value()));
    prepare_device(*lan.replica, {"http://127.0.0.1", "", "", "laptop"});
    TemporaryFolder folder;
    const auto count = export_bundle(*lan.replica, folder / "x", lan.clock.now());
    REQUIRE_FALSE(count);
    CHECK(count.error().code == ErrorCode::refused);
    CHECK_FALSE(std::filesystem::exists(folder / "x"));
}

TEST_CASE("A server that comes back from a backup is told the key again, and offered again what it had refused") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    lan.add("Vàng Seo Phử");
    Stick stick;
    stick.out_of(lan);
    stick.into(binh);
    town.store->sql().execute("delete from signing_key");
    CHECK(binh.sync().held_back.en.find("not signed with a key") != std::string::npos);
    CHECK_FALSE(binh.replica->bundles().is_carrying());  // kept, but not pressed upon a server that said no
    town.store->sql().execute("update store set epoch = 'after the restore'");
    REQUIRE(town.service.load(*town.store->read()));
    CHECK(town.changes() == 0);
    const DeviceInfo of_lan = lan.replica->device();
    lan.line.answers_to_lose = 3;  // its key arrives, and its change; it does not hear so
    lan.sync();
    CHECK(town.store->read()->signing_keys(of_lan.device).size() == 1);
    CHECK(binh.sync().handed_on == 1);
    lan.sync();
    CHECK(waiting(lan) == 0);
    CHECK(town.changes() == 1);
}

TEST_CASE("A store that turns out to be a copy signs with a key of its own, and its bundles are taken") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    const KeyBytes before = lan.replica->bundles().signing_key().public_key;
    lan.line.tamper = [](protocol::SyncAnswer& said) { said.acked = 7; };  // more than it remembers to have sent
    const DeviceId was = lan.replica->device().device;
    SyncSession session(*lan.replica, lan.line, lan.clock);
    CHECK(session.step());
    lan.line.tamper = nullptr;
    while (session.step()) {
    }
    CHECK(lan.replica->device().device != was);
    CHECK(lan.replica->bundles().signing_key().public_key != before);
    lan.edit(record, "phone", "0912");
    Stick stick;
    CHECK(stick.out_of(lan).changes == 1);
    CHECK(town.import(stick.file).value().front().taken == 1);
    lan.sync();
    CHECK(lan.replica->records().shown(record) == town.record(record));
}
