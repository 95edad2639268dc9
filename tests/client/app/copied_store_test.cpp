// Stores that were copied, or set back to an old copy: numbers of saves that mean two things at once, and the server
// that has to be asked which of them it means.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <filesystem>

#include "client/sync/bundle_file.h"
#include "client/sync/shared_history.h"
#include "sync-server/core/verify.h"
#include "sync-server/store/copy_store.h"
#include "sync-server/store/sqlite_change_store.h"
#include "tests/client/app/line.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;
using nuong::test::TemporaryFolder;

namespace {

constexpr const char* person = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
  {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}},
  {"type":"integer","name":"visits","label":{"vi":"Số lần thăm","en":"Visits"},"policy":"counter"}]})";

struct Town : nuong::testing::District {
    Town() {
        publish_more({{"person.json", "forms", person}});
        for (const char* name : {"lan", "binh"}) add_user(name, "worker", {"089"});
    }
    // A new incarnation each time.
    void back_up() {
        copy = std::move(SqliteChangeStore::create_empty(Database::open_in_memory()).value());
        REQUIRE(copy_store(store->sql(), copy->sql()));
    }
    void set_back() {
        store = std::move(copy);
        const auto transaction = store->begin();
        transaction->start_epoch("restore " + std::to_string(++restores));
        transaction->commit();
        REQUIRE(service.load(*store->read()));
    }
    std::size_t records() { return store->read()->records("", std::nullopt, 10'000).size(); }
    std::size_t changes() { return store->read()->changes(0, 10'000).size(); }
    std::unique_ptr<SqlChangeStore> copy;
    int restores = 0;
};

// A machine's disk: stores are folders that can be copied and brought back.
struct Disk {
    TemporaryFolder folder;
    DatabaseKey key{std::array<std::uint8_t, 32>{}};

    std::unique_ptr<Replica> open(const std::string& name) {
        std::filesystem::create_directories(folder / name);
        auto replica = Replica::open(folder / name, key);
        REQUIRE(replica);
        return std::move(*replica);
    }
    void copy(const std::string& from, const std::string& to) {
        std::filesystem::remove_all(folder / to);
        std::filesystem::copy(folder / from, folder / to);
    }
};

void add_people(Laptop& laptop, const std::string& name, int count) {
    for (int i = 1; i <= count; ++i) laptop.add(name + " " + std::to_string(i));
}

std::int64_t waiting(Laptop& laptop) { return laptop.replica->log().count(LogState::waiting); }

void export_from(Laptop& laptop, const std::string& file) {
    REQUIRE(export_bundle(*laptop.replica, file, laptop.clock.now()));
}

}  // namespace

TEST_CASE("A copy that wrote a stick before it synced does not take its twin's saves for its own") {
    Town town;
    Disk disk;
    {
        Laptop lan(town, disk.open("first"), "lan");
        lan.add("Vàng Seo Phử");
        lan.sync();
    }
    disk.copy("first", "second");
    Laptop first(town, disk.open("first")), second(town, disk.open("second"));
    add_people(first, "Giàng", 3);
    first.sync();
    const int made = GENERATE(2, 3, 5);  // fewer than its twin, as many, more
    add_people(second, "Lý", made);
    export_from(second, disk.folder / "stick");  // so its next sync asks first what the server has
    const SyncReport report = second.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.is_renewed);
    CHECK(waiting(second) == 0);
    CHECK(town.records() == 4 + static_cast<std::size_t>(made));
}

TEST_CASE("A restored server that hears of a copy first gets the original's saves as well") {
    Town town;
    Disk disk;
    {
        Laptop lan(town, disk.open("first"), "lan");
        lan.add("Vàng Seo Phử");
        lan.sync();
    }
    town.back_up();
    disk.copy("first", "second");
    Laptop first(town, disk.open("first")), second(town, disk.open("second"));
    add_people(first, "Giàng", 3);
    first.sync();
    REQUIRE(waiting(first) == 0);
    town.set_back();
    add_people(second, "Lý", GENERATE(2, 3, 5));
    const auto by_second = static_cast<std::size_t>(waiting(second));
    second.sync();  // under the numbers that the original has used, and of which the server knows nothing any more
    CHECK_FALSE(second.replica->device().device != first.replica->device().device);
    if (GENERATE(false, true)) first.add("Thào");
    const std::size_t more = static_cast<std::size_t>(waiting(first));
    const SyncReport report = first.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.is_renewed);
    CHECK(waiting(first) == 0);
    CHECK(town.records() == 4 + by_second + more);
}

TEST_CASE("Work that two copies hold, because one was copied from the other, is at the district once") {
    Town town;
    Disk disk;
    const auto count = [](Laptop& laptop, const RecordId& record, int more) {
        const std::string now = laptop.shown(record, "visits");
        laptop.edit(record, "visits", std::to_string((now.empty() ? 0 : std::stoi(now)) + more));
    };
    RecordId record;
    {
        Laptop lan(town, disk.open("first"), "lan");
        record = lan.add("Vàng Seo Phử");
        count(lan, record, 5);
        lan.sync();
    }
    disk.copy("first", "second");
    {
        Laptop second(town, disk.open("second"));
        count(second, record, 10);
        second.add("Lý Láo Sử");
    }
    disk.copy("second", "third");
    Laptop first(town, disk.open("first")), second(town, disk.open("second")), third(town, disk.open("third"));
    count(first, record, 1);
    count(second, record, 100);
    count(third, record, 1000);
    first.sync();
    CHECK(second.sync().is_renewed);
    CHECK(third.sync().is_renewed);
    CHECK(second.replica->device().device != third.replica->device().device);
    CHECK(town.records() == 2);
    for (Laptop* laptop : {&first, &second, &third}) {
        laptop->sync();
        CHECK(waiting(*laptop) == 0);
        CHECK(laptop->shown(record, "visits") == "1116");
    }
}

TEST_CASE("A device set back twice to the same old copy sends what that copy held once") {
    Town town;
    Disk disk;
    {
        Laptop lan(town, disk.open("now"), "lan");
        lan.add("Vàng Seo Phử");
        lan.sync();
    }
    disk.copy("now", "monday");
    {
        Laptop lan(town, disk.open("now"));
        lan.add("Giàng Thị Súa");
        lan.sync();
    }
    {
        Laptop lan(town, disk.open("monday"));
        lan.add("Lý Láo Sử");  // and before it could sync, it is backed up
    }
    disk.copy("monday", "tuesday");
    {
        Laptop lan(town, disk.open("monday"));
        CHECK(lan.sync().is_renewed);
        CHECK(town.records() == 3);
    }
    Laptop lan(town, disk.open("tuesday"));
    lan.add("Thào A Sính");
    CHECK(lan.sync().is_renewed);
    CHECK(waiting(lan) == 0);
    CHECK(town.records() == 4);
    CHECK(town.changes() == 4);
}

TEST_CASE("A copy may send the photo that it took when it was the other, also of what it may no longer see") {
    Town town;
    Disk disk;
    const std::string bytes = "%PDF-" + std::string(500, 'x');
    Laptop first(town, disk.open("first"), "lan");
    first.sync();
    const RecordId record = first.add("Vàng Seo Phử");
    const Attachment file = first.replica->blobs().add(bytes, "pdf", record);
    first.edit(record, "phone", name_of(file));
    disk.copy("first", "second");
    Laptop second(town, disk.open("second"));
    first.add("Vàng Thị Mỷ");
    first.sync();
    {
        const auto transaction = town.store->begin();
        transaction->drop_blob(file.blob);  // as if only the records had arrived
        transaction->commit();
    }
    town.change_user("lan", [](UserRow& user) { user.areas = {"080"}; });
    second.add("Giàng A Páo");
    CHECK(second.sync().is_renewed);
    CHECK(second.sync().files_waiting == 0);
    CHECK(town.store->read()->blob(file.blob));
    CHECK(second.sync().requests == 1);
}

TEST_CASE("A copy hears what was refused of the work that it shares with its twin") {
    Town town;
    Disk disk;
    {
        Laptop lan(town, disk.open("first"), "lan");
        town.add_user("lan", "worker", {"03079"});  // she has not heard yet
        lan.add("Vàng Seo Phử", "03076");
    }
    disk.copy("first", "second");
    Laptop first(town, disk.open("first")), second(town, disk.open("second"));
    first.add("Giàng Thị Súa", "03079");
    second.add("Lý Láo Sử", "03079");
    CHECK(first.sync().refused == 1);
    CHECK(second.sync().is_renewed);
    REQUIRE(second.replica->log().refused().size() == 1);
    CHECK(second.replica->log().refused().front().code == "no_right");
}

TEST_CASE("A form that was open while its device found out that it is a copy replaces what it was opened over") {
    Town town;
    Disk disk;
    {
        Laptop lan(town, disk.open("first"), "lan");
        lan.add("Vàng Seo Phử");
        lan.sync();
    }
    disk.copy("first", "second");
    Laptop first(town, disk.open("first")), second(town, disk.open("second"));
    const RecordId record = first.replica->records().list({}).front().record;
    first.edit(record, "full_name", "Vàng Seo Phủ");  // under the number that the copy uses for its own edit
    second.edit(record, "phone", "0911");
    auto open = OpenForm::edit(second.workbook, record, Language::vi);
    REQUIRE(open);
    first.sync();
    CHECK(second.sync().is_renewed);
    REQUIRE(open->answer("phone", "0922"));
    REQUIRE(open->submit());
    second.sync();
    first.sync();
    for (Laptop* laptop : {&first, &second}) {
        CHECK(laptop->shown(record, "phone") == "0922");
        CHECK(laptop->shown(record, "full_name") == "Vàng Seo Phủ");
        CHECK(laptop->conflicts(record) == 0);
    }
}

TEST_CASE("A server set back to before a copy was recognised takes the copy in again, and what it has made since") {
    Town town;
    Disk disk;
    {
        Laptop lan(town, disk.open("first"), "lan");
        lan.add("Vàng Seo Phử");
        lan.sync();
    }
    disk.copy("first", "second");
    town.back_up();
    Laptop first(town, disk.open("first")), second(town, disk.open("second"));
    first.add("Giàng Thị Súa");
    second.add("Lý Láo Sử");
    first.sync();
    CHECK(second.sync().is_renewed);
    second.add("Thào A Sính");
    second.sync();
    town.set_back();
    CHECK(second.sync().outcome == SyncOutcome::ok);
    CHECK(first.sync().outcome == SyncOutcome::ok);
    CHECK(town.records() == 4);
    CHECK(waiting(second) == 0);
    const DeviceId now = second.replica->device().device;
    CHECK(town.store->read()->device(now)->cloned_from == first.replica->device().device);
}

TEST_CASE("A server set back to before a device was enrolled takes it in again with a new code, and all that it made") {
    Town town;
    town.back_up();
    Laptop lan(town, "lan");
    add_people(lan, "Giàng", 2);
    lan.sync();
    town.set_back();
    lan.add("Lý Láo Sử");
    const DeviceId device = lan.replica->device().device;
    const SyncReport refused = lan.sync();
    CHECK(refused.outcome == SyncOutcome::refused);
    CHECK(refused.needs_code);
    CHECK(refused.message.vi.find("Không mất gì") != std::string::npos);
    CHECK(refused.message.en.find("a new code") != std::string::npos);
    CHECK(waiting(lan) == 1);

    CHECK(confirm_device(*lan.replica, lan.line, "0000-0000-0000").error().code == ErrorCode::refused);
    const auto other = confirm_device(*lan.replica, lan.line, town.code_for("binh"));
    CHECK(other.error().message.en.find("binh") != std::string::npos);
    const std::string code = town.code_for("lan");
    lan.line.answers_to_lose = 1;
    CHECK(confirm_device(*lan.replica, lan.line, code).error().code == ErrorCode::unreachable);
    REQUIRE(confirm_device(*lan.replica, lan.line, code));
    const SyncReport report = lan.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK_FALSE(report.needs_code);
    CHECK(lan.replica->device().device == device);
    CHECK(waiting(lan) == 0);
    CHECK(town.records() == 3);
    CHECK(town.changes() == 3);
    CHECK(verify(*town.store->read()).problems.empty());
}

TEST_CASE("A device whose new token a server has forgotten again proves by its key that it is itself") {
    Town town;
    town.back_up();
    auto before = std::move(town.copy);
    Laptop lan(town, "lan");
    lan.add("Giàng Thị Súa");
    lan.sync();
    town.back_up();  // knows the device by its first token
    auto between = std::move(town.copy);
    town.copy = std::move(before);
    town.set_back();
    REQUIRE(confirm_device(*lan.replica, lan.line, town.code_for("lan")));
    lan.add("Lý Láo Sử");
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    town.copy = std::move(between);
    town.set_back();
    CHECK(lan.sync().needs_code);
    SECTION("with its key") {
        REQUIRE(confirm_device(*lan.replica, lan.line, town.code_for("lan")));
        CHECK(lan.sync().outcome == SyncOutcome::ok);
        CHECK(town.records() == 2);
        CHECK(verify(*town.store->read()).problems.empty());
    }
    SECTION("who has a code and no key does not take its place") {
        lan.replica->database().execute("delete from bundle_key");
        const auto done = confirm_device(*lan.replica, lan.line, town.code_for("lan"));
        CHECK(done.error().code == ErrorCode::refused);
        CHECK(lan.sync().needs_code);
        CHECK(lan.replica->records().count("") == 2);
    }
}

TEST_CASE("A record that moved away while the server was being set back leaves the device that had read it") {
    Town town;
    town.add_user("binh", "worker", {"080", "089"});
    Laptop lan(town, "lan"), binh(town, "binh");
    town.back_up();
    const RecordId record = lan.add("Vàng Seo Phử"), kept = lan.add("Giàng Thị Súa");
    lan.sync();
    binh.sync();
    binh.edit(record, "phone", "0911");
    binh.sync();
    lan.sync();
    REQUIRE(lan.shown(record, "phone") == "0911");
    const Dot area = binh.replica->records().shown(record)->find(reserved::area)->heads.front().dot;
    town.set_back();
    // Bình moves it out of Lan's areas, and the server hears of that before it hears of the record from her.
    binh.replica->save({record, "person", 2, {{Path(reserved::area), Value("080"), {area}, std::nullopt}}, {}},
                       binh.clock.now());
    binh.sync();
    CHECK(lan.sync().refused == 1);  // it is not hers to write any more; what she wrote is kept, with the reason
    CHECK_FALSE(lan.replica->records().shown(record));
    CHECK(lan.replica->records().shown(kept) == town.record(kept));
    CHECK(lan.sync().requests == 1);
}

TEST_CASE("An answer counts as far as it speaks of this store's own changes") {
    using Kind = SharedHistory::Kind;
    const auto link = [](std::uint64_t seq) { return sha256("ours " + std::to_string(seq)); };
    const auto said = [&](std::uint64_t acked, bool ours, std::uint64_t fork = 0) {
        protocol::SyncAnswer answer;
        answer.acked = acked;
        answer.chain = protocol::mark_of(ours ? link(acked) : sha256("theirs"));
        if (fork > 0) answer.verdicts.push_back({fork, "fork", {}});
        return answer;
    };
    struct Case {
        const char* what;
        protocol::SyncAnswer answer;
        Asked asked;
        SharedHistory expected;
    };
    const std::vector<Case> cases{
        {"what was sent is acknowledged", said(7, true), {true, 4, 5, 7, 9}, {Kind::whole, 7}},
        {"nothing is new", said(4, true), {true, 4, 0, 0, 4}, {Kind::whole, 4}},
        {"a relay that cannot compare has it from our twin", said(7, false), {true, 0, 1, 9, 9}, {Kind::part, 0}},
        {"the same, when we meet it", said(7, false), {false, 5, 6, 9, 9}, {Kind::part, 0}},
        {"a stick came in before us", said(7, true), {true, 4, 0, 0, 9}, {Kind::whole, 7}},
        {"our twin's saves came in before us", said(7, false), {true, 4, 0, 0, 9}, {Kind::part, 4}},
        {"more than one request holds, and a twin", said(8, false), {true, 4, 5, 6, 9}, {Kind::part, 6}},
        {"our twin has sent more than we ever made", said(12, false), {true, 4, 5, 9, 9}, {Kind::copy, 9}},
        {"the same, with nothing waiting here", said(12, false), {true, 9, 0, 0, 9}, {Kind::copy, 9}},
        {"a fork that the server saw by comparing", said(8, false, 6), {true, 4, 5, 9, 9}, {Kind::copy, 5}},
        {"a fork before what was sent", said(4, false, 5), {true, 4, 5, 9, 9}, {Kind::part, 0}},
        {"the same, seen from the first change on", said(0, false, 1), {true, 0, 1, 9, 9}, {Kind::copy, 0}},
        {"a server set back has forgotten some", said(3, true), {false, 9, 0, 0, 9}, {Kind::whole, 3}},
        {"a server set back has heard a twin since", said(8, false), {false, 9, 0, 0, 9}, {Kind::part, 0}},
        {"the same, told by a fork", said(9, false, 10), {false, 9, 10, 10, 10}, {Kind::part, 0}},
        {"a server set back takes what follows", said(10, true), {false, 9, 10, 10, 10}, {Kind::whole, 10}},
    };
    for (const Case& each : cases) {
        CAPTURE(each.what);
        CHECK(shared_history(each.answer, each.asked, link) == each.expected);
    }
    protocol::SyncAnswer older = said(7, true);
    older.chain.reset();  // a server that does not say: then everything is sent, and compared
    CHECK(shared_history(older, {true, 4, 0, 0, 9}, link) == SharedHistory{Kind::part, 4});
}

// A clinic copied one tablet's store to two others. Both copies hold the same work, so both ask for the same number.
TEST_CASE("A copy is not wiped for its twin that was reported lost") {
    Town town;
    Disk disk;
    RecordId shared;
    {
        Laptop lan(town, disk.open("first"), "lan");
        shared = lan.add("Vàng Seo Phử");
        lan.sync();
        lan.edit(shared, "phone", "0900");
    }
    for (const char* copy : {"second", "third"}) disk.copy("first", copy);
    Laptop first(town, disk.open("first")), second(town, disk.open("second")), third(town, disk.open("third"));
    first.edit(shared, "phone", "0911");
    first.sync();
    REQUIRE(second.sync().is_renewed);
    const DeviceId lost = second.replica->device().device;
    town.change_device(lost, [](DeviceRow& device) { device.standing = DeviceStanding::wiped; });
    third.add("Giàng Thị Súa");
    const SyncReport report = third.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.is_renewed);
    CHECK_FALSE(report.must_be_wiped);
    CHECK(third.replica->device().device != lost);
    CHECK(waiting(third) == 0);
    CHECK(town.records() == 2);
    REQUIRE(second.replica->bundles().known_district());
    CHECK(second.sync().must_be_wiped);  // by the district's order for the key that it signs with by now
}
