// What an exchange with the server does to a device: what is shown, what waits, what leaves.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "sync-server/core/quarantine.h"
#include "tests/client/app/line.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;
using nuong::test::TemporaryFolder;
using std::chrono::hours;

namespace {

constexpr const char* person = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
  {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}},
  {"type":"integer","name":"visits","label":{"vi":"Số lần thăm","en":"Visits"},"policy":"counter"}]})";

struct Town : nuong::testing::District {
    Town() {
        publish_more({{"person.json", "forms", person}});
        add_user("lan", "worker", {"089"});
        add_user("binh", "worker", {"089"});
        add_user("dung", "police", {"089"});
    }
};

}  // namespace

TEST_CASE("A change that is refused disappears from what is shown, and its numbers are not used again") {
    Town town;
    Laptop dung(town, "dung");
    const RecordId record = make_uuid_v7(dung.clock.now());
    const std::vector<Write> writes{{"full_name", Value("X"), {}}, {Path(reserved::area), Value("03076"), {}}};
    dung.replica->save({record, "contact", 1, writes, std::nullopt}, dung.clock.now());  // not for police
    CHECK(dung.replica->records().shown(record));
    const SyncReport report = dung.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.refused == 1);
    CHECK_FALSE(dung.replica->records().shown(record));
    const auto refused = dung.replica->log().refused();
    REQUIRE(refused.size() == 1);
    CHECK_FALSE(refused[0].reason.vi.empty());
    dung.replica->save({record, "contact", 1, writes, std::nullopt}, dung.clock.now());
    const auto changes = dung.replica->log().changes_of(record);
    REQUIRE(changes.size() == 2);
    CHECK(changes[1].change.n0 >= changes[0].change.n0 + 2);
    CHECK(town.quarantine().size() == 1);
}

TEST_CASE("What the district lets through is no longer told as refused") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    binh.sync();
    town.change_user("binh", [](UserRow& user) { user.areas = {"03079"}; });
    binh.edit(record, "phone", "0911");
    CHECK(binh.sync().refused == 1);
    town.change_user("binh", [](UserRow& user) { user.areas = {"089"}; });
    REQUIRE(town.service.refresh(*town.store->read()));
    binh.sync();
    REQUIRE(binh.replica->log().count(LogState::refused) == 1);
    {
        const auto transaction = town.store->begin();
        REQUIRE(release_from_quarantine(*transaction, binh.replica->device().device, 1, "huyen", town.clock.now()));
        town.service.committed(transaction->commit());
    }
    binh.sync();
    CHECK(binh.shown(record, "phone") == "0911");
    CHECK(binh.replica->log().count(LogState::refused) == 0);
    CHECK(binh.replica->log().count(LogState::waiting) == 0);
}

TEST_CASE("An answer lost after the work was done is asked for again and applied once") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.line.answers_to_lose = 2;
    const SyncReport report = lan.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.pushed == 1);
    CHECK(report.requests >= 3);
    CHECK(lan.replica->log().count(LogState::waiting) == 0);
    CHECK(lan.replica->records().base(record) == town.record(record));
    lan.line.answers_to_lose = 3;
    lan.add("Giàng Thị Súa");
    CHECK(lan.sync().outcome == SyncOutcome::offline);
    CHECK(lan.replica->log().count(LogState::waiting) == 1);
    CHECK(lan.sync().pushed == 1);
}

TEST_CASE("The same answer twice changes nothing the second time") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = binh.add("Vàng Seo Phử");
    binh.sync();
    lan.sync();
    lan.edit(record, "phone", "0912");
    lan.sync();
    const auto shown = lan.replica->records().shown(record);
    const auto listing = lan.replica->records().listing(record);
    const DeviceInfo device = lan.replica->device();
    lan.replica->apply(*lan.line.last, {}, lan.clock.now());
    CHECK(lan.replica->records().shown(record) == shown);
    CHECK(lan.replica->records().listing(record) == listing);
    CHECK(lan.replica->device() == device);
}

TEST_CASE("A change is settled when the server's own state contains it") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    CHECK(lan.replica->log().count(LogState::waiting) == 1);
    lan.sync();
    CHECK(lan.replica->log().count(LogState::acked) == 1);
    CHECK_FALSE(lan.replica->records().base(record));  // base is only what a server has said
    binh.sync();
    binh.edit(record, "phone", "0912");
    binh.sync();
    lan.sync();
    CHECK(lan.replica->log().count(LogState::settled) == 1);
    CHECK(lan.replica->records().base(record) == town.record(record));
    CHECK(lan.replica->records().shown(record) == town.record(record));
}

TEST_CASE("A server that acknowledges what was never sent, again and again, is not believed, and nothing is lost") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.line.tamper = [](protocol::SyncAnswer& answer) { answer.acked = 99; };
    CHECK(lan.sync().outcome == SyncOutcome::offline);
    CHECK(lan.shown(record, "full_name") == "Vàng Seo Phử");
    lan.line.tamper = nullptr;
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.shown(record, "full_name") == "Vàng Seo Phử");
    CHECK(lan.replica->records().base(record) == town.record(record));
}

TEST_CASE("What a person may no longer see leaves the device; what was not sent yet stays in the log") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId stays = lan.add("Vàng Seo Phử", "03076"), goes = lan.add("Lý Láo Sử", "03079");
    lan.sync();
    town.change_user("lan", [](auto& user) { user.areas = {"03076"}; });
    lan.edit(goes, "phone", "0912");
    const SyncReport report = lan.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.left >= 1);
    CHECK(lan.replica->records().shown(stays));
    CHECK_FALSE(lan.replica->records().listing(goes));
    CHECK(lan.replica->log().changes_of(goes).size() == 2);
    CHECK(lan.replica->device().areas == std::vector<AreaCode>{"03076"});
}

TEST_CASE("A save on a record that has just left counts on from what was used, and is taken when the record is back") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId record = lan.add("Lý Láo Sử");
    lan.edit(record, "phone", "0911");
    lan.sync();
    protocol::SyncAnswer gone = *lan.line.last;
    gone.areas = {{"089", {}, {record}, 1000, false}};
    gone.grants.reset();
    gone.catalogue.reset();
    lan.replica->apply(gone, {}, lan.clock.now());
    REQUIRE_FALSE(lan.replica->records().shown(record));
    lan.replica->save(
        {.record = record, .form = "person", .form_version = 1, .writes = {{"phone", "0912", {}}}, .draft = {}},
        lan.clock.now());  // the form was still open
    lan.sync();
    for (const LoggedChange& logged : lan.replica->log().changes_of(record)) CHECK(logged.code == "");
    const RecordState there = town.record(record).value();
    REQUIRE(there.find("phone"));
    CHECK(std::any_of(there.find("phone")->heads.begin(), there.find("phone")->heads.end(),
                      [](const Head& head) { return head.value == Value("0912"); }));
}

TEST_CASE("A save that no server could read is refused when it is made, and nothing is stored") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    const Write endless{std::string(300, 'x'), 1, {}};
    CHECK_THROWS_AS(
        lan.replica->save({.record = record, .form = "person", .form_version = 1, .writes = {endless}, .draft = {}},
                          lan.clock.now()),
        DatabaseError);
    CHECK(lan.replica->log().count(LogState::waiting) == 1);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
}

TEST_CASE("A record that leaves with work still unsent keeps that work in sight") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    lan.edit(record, "phone", "0912");
    protocol::SyncAnswer answer = *lan.line.last;
    answer.areas = {{"089", {}, {record}, 1000, false}};
    answer.grants.reset();
    answer.catalogue.reset();
    lan.replica->apply(answer, {}, lan.clock.now());
    CHECK_FALSE(lan.replica->records().base(record));
    CHECK(lan.replica->log().has_waiting(record));
    CHECK(lan.shown(record, "phone") == "0912");
}

TEST_CASE("A restored server is sent again what it has forgotten") {
    Town town;
    Laptop lan(town, "lan");
    lan.add("Vàng Seo Phử");
    lan.add("Giàng Thị Súa");
    lan.sync();
    lan.sync();
    protocol::SyncAnswer answer = *lan.line.last;
    answer.epoch = "after the restore";
    answer.acked = 1;
    answer.areas.clear();
    lan.replica->apply(answer, {}, lan.clock.now());
    CHECK(lan.replica->log().count(LogState::waiting) == 1);
    CHECK(lan.replica->schemas().cursors().empty());
    CHECK(lan.replica->device().acked == 1);
}

TEST_CASE("Work that had left the device is in sight again when a restored server has forgotten it") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId record = lan.add("Vàng Seo Phử", "03076");
    lan.sync();
    town.add_user("lan", "worker", {"03079"});
    REQUIRE(town.service.refresh(*town.store->read()));
    lan.sync();
    REQUIRE_FALSE(lan.replica->records().shown(record));
    town.store->sql().execute(
        "delete from change; delete from record; update device set acked = 0;"
        "update store set epoch = 'after the restore', settings = settings + 1");
    town.store->sql().prepare("update device set link = ?").bind(1, Blob(Hash{})).run();
    REQUIRE(town.service.refresh(*town.store->read()));
    SyncSession session(*lan.replica, lan.line, lan.clock);
    session.step();  // it hears that nothing of hers is there any more
    CHECK(lan.replica->log().count(LogState::waiting) == 1);
    CHECK(lan.shown(record, "full_name") == "Vàng Seo Phử");
    town.add_user("lan", "worker", {"089"});  // before it is sent, the area is hers again
    REQUIRE(town.service.refresh(*town.store->read()));
    lan.sync();
    CHECK(lan.replica->records().shown(record) == town.record(record));
}

TEST_CASE("While a form is open, others' answers are not overwritten, and the same field becomes a conflict") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    lan.sync();
    binh.sync();
    struct Case {
        Path theirs, mine;
        std::size_t conflicts;
    };
    for (const Case& now : {Case{"phone", "full_name", 0}, Case{"phone", "phone", 1}}) {
        auto open = OpenForm::edit(lan.workbook, record, Language::vi);
        REQUIRE(open);
        binh.edit(record, now.theirs, "của Bình " + now.mine);
        binh.sync();
        lan.sync();
        REQUIRE(open->answer(now.mine, Value("của Lan")));
        REQUIRE(open->submit());
        CHECK(lan.conflicts(record) == now.conflicts);
        lan.sync();
        binh.sync();
        CHECK(binh.conflicts(record) == now.conflicts);
        CHECK(lan.replica->records().shown(record) == binh.replica->records().shown(record));
        if (now.conflicts == 0) {
            CHECK(binh.shown(record, "phone") == "của Bình full_name");
            CHECK(binh.shown(record, "full_name") == "của Lan");
        }
    }
    CHECK(lan.replica->drafts().list().empty());
}

TEST_CASE("A clock ten years off refuses no data; the server's time is learned and used") {
    Town town;
    Laptop slow(town, "lan"), fast(town, "binh");
    slow.clock.advance(-hours(24 * 3650));
    fast.clock.advance(hours(24 * 3650));
    for (Laptop* laptop : {&slow, &fast}) {
        const RecordId first = laptop->add("Trước khi đồng bộ");
        const SyncReport report = laptop->sync();
        CHECK(report.pushed == 1);
        CHECK(report.refused == 0);
        const auto held = town.record(first);
        REQUIRE(held);
        for (const Register& reg : held->registers)
            for (const Head& head : reg.heads) CHECK(head.at <= town.clock.now() + std::chrono::minutes(5));
        laptop->sync();
        CHECK(laptop->replica->records().shown(first) == held);
        CHECK(laptop->replica->corrected(laptop->clock.now()) == town.clock.now());
        const RecordId second = laptop->add("Sau khi đồng bộ");
        CHECK(laptop->replica->log().changes_of(second)[0].change.at == town.clock.now());
    }
}

TEST_CASE("Every answer that was taken is there after the process is killed") {
    const test::TemporaryFolder folder;
    const DatabaseKey key(std::vector<std::uint8_t>(32, 7));
    const Uuid draft{{1, 2, 3}};
    REQUIRE(Replica::open(folder.path(), key));
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t typing = fork();
    if (typing == 0) {
        auto replica = Replica::open(folder.path(), key);
        DraftStore& drafts = (*replica)->drafts();
        drafts.open({draft, "person", 1, std::nullopt, std::nullopt, "03076", Instant{}, Instant{}}, {});
        for (int i = 0;; ++i) {
            drafts.answer(draft, {{"q" + std::to_string(i), Value(std::to_string(i))}}, Instant{});
            if (write(ends[1], "x", 1) != 1) _exit(1);
        }
    }
    char taken[25];
    std::size_t count = 0;
    while (count < sizeof taken) count += static_cast<std::size_t>(read(ends[0], taken, sizeof taken - count));
    kill(typing, SIGKILL);
    waitpid(typing, nullptr, 0);
    close(ends[0]);
    close(ends[1]);
    auto replica = Replica::open(folder.path(), key);
    REQUIRE(replica);
    const Fields answers = (*replica)->drafts().answers(draft);
    for (int i = 0; i < 25; ++i) {
        const Value* kept = find(answers, "q" + std::to_string(i));
        REQUIRE(kept);
        CHECK(plain_text(*kept) == std::to_string(i));
    }
}

TEST_CASE("What the server said is kept byte for byte, and what is shown is stored only where it differs") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = binh.add("Vàng Seo Phử");
    binh.sync();
    std::string sent;
    lan.line.tamper = [&](protocol::SyncAnswer& answer) {
        for (auto& page : answer.areas)
            for (auto& state : page.states) sent = state.text.insert(1, "\"weather\" : \"rain\",");
    };
    lan.sync();
    lan.line.tamper = {};
    const auto stored = [&](const char* column) {
        Statement row = lan.replica->database().prepare(std::string("select ") + column + " from record where id = ?");
        row.bind(1, Blob(record.bytes));
        return row.step() && !row.is_null(0) ? std::string(row.text(0)) : std::string("nothing");
    };
    CHECK(sent.starts_with("{\"weather\" : \"rain\","));
    CHECK(stored("base") == sent);
    CHECK(stored("shown") == "nothing");
    CHECK(lan.replica->records().shown(record) == town.record(record));

    lan.edit(record, "phone", "0912");
    CHECK(stored("base") == sent);
    CHECK(stored("shown") != "nothing");
    CHECK(lan.shown(record, "phone") == "0912");
    lan.sync();
    binh.sync();
    binh.edit(record, "phone", "0913");
    binh.sync();
    lan.sync();  // its own edit comes back inside the server's state
    CHECK(stored("shown") == "nothing");
    CHECK(lan.shown(record, "phone") == "0913");
    CHECK(lan.replica->records().shown(record) == lan.replica->records().base(record));
}

TEST_CASE("Acknowledged, refused and waiting changes are told apart without a word in the log") {
    Town town;
    Laptop dung(town, "dung");
    const auto save = [&](const FormId& form) {
        const RecordId record = make_uuid_v7(dung.clock.now());
        dung.replica->save(
            {record, form, 1, {{"full_name", Value("X"), {}}, {"~area", Value("03076"), {}}}, std::nullopt},
            dung.clock.now());
        return record;
    };
    save("person");
    save("contact");  // not for police
    dung.sync();
    const RecordId waiting = save("person");
    ChangeLog& log = dung.replica->log();
    CHECK(log.count(LogState::waiting) == 1);
    CHECK(log.count(LogState::acked) == 1);
    CHECK(log.count(LogState::refused) == 1);
    CHECK(log.has_waiting(waiting));
    REQUIRE(log.changes_of(waiting).size() == 1);
    CHECK(log.changes_of(waiting)[0].state == LogState::waiting);
    CHECK(log.waiting(1 << 20).first_seq == 3);

    SECTION("a server restored from a backup has forgotten all: everything waits again") {
        Transaction transaction(dung.replica->database());
        log.reopen_after(0);
        transaction.commit();
        CHECK(log.count(LogState::waiting) == 3);
        CHECK(log.count(LogState::refused) == 0);
        CHECK(log.waiting(1 << 20).bodies.size() == 3);
    }
}

namespace {

// A laptop whose store is a file, so that it can be copied and brought back.
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

}  // namespace

TEST_CASE("A store that was copied to a second machine: both go on, nobody loses a save, and the district is told") {
    Town town;
    Disk disk;
    RecordId shared;
    {
        Laptop lan(town, disk.open("first"), "lan");
        shared = lan.add("Vàng Seo Phử");
        lan.sync();
        lan.edit(shared, "phone", "0900");
    }
    disk.copy("first", "second");  // with one save that was not sent yet
    Laptop first(town, disk.open("first")), second(town, disk.open("second"));
    const DeviceId original = first.replica->device().device;
    first.edit(shared, "phone", "0911");
    const RecordId by_first = first.add("Giàng Thị Súa");
    second.edit(shared, "full_name", "Vàng Seo Phủ");
    second.edit(shared, "full_name", "Vàng Seo Phừ");
    const RecordId by_second = second.add("Lý Láo Sử");

    CHECK(first.sync().outcome == SyncOutcome::ok);
    const SyncReport report = second.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.is_renewed);
    CHECK(first.replica->device().device == original);
    CHECK(second.replica->device().device != original);
    CHECK(second.replica->log().count(LogState::waiting) == 0);
    CHECK_FALSE(first.sync().is_renewed);
    CHECK_FALSE(second.sync().is_renewed);

    for (Laptop* laptop : {&first, &second}) {
        CHECK(laptop->shown(shared, "full_name") == "Vàng Seo Phừ");
        CHECK(laptop->shown(shared, "phone") == "0911");
        CHECK(laptop->shown(by_first, "full_name") == "Giàng Thị Súa");
        CHECK(laptop->shown(by_second, "full_name") == "Lý Láo Sử");
        for (const RecordId& record : {shared, by_first, by_second})
            CHECK(laptop->replica->records().shown(record) == town.record(record));
    }
    CHECK(town.store->read()->device(second.replica->device().device)->cloned_from == original);
    // Each goes on under its own number.
    first.edit(by_second, "phone", "1");
    second.edit(by_first, "phone", "2");
    first.sync();
    second.sync();
    CHECK(town.record(by_second)->find("phone"));
    CHECK(town.record(by_first)->find("phone"));
}

TEST_CASE(
    "A device brought back from last week's backup goes on under a new number, and what it had sent since is there") {
    Town town;
    Disk disk;
    RecordId record;
    {
        Laptop lan(town, disk.open("now"), "lan");
        record = lan.add("Vàng Seo Phử");
        lan.sync();
    }
    disk.copy("now", "backup");
    {
        Laptop lan(town, disk.open("now"));
        lan.edit(record, "phone", "0911");
        lan.sync();
    }
    Laptop back(town, disk.open("backup"));
    SECTION("with nothing new on it") {
        const SyncReport report = back.sync();
        CHECK(report.outcome == SyncOutcome::ok);
        CHECK(report.is_renewed);
    }
    SECTION("with work that was done on it meanwhile, when the answer with the new number is lost") {
        back.edit(record, "full_name", "Vàng Seo Phủ");
        back.line.answers_to_lose = 2;  // that it is a copy; its new number
        const SyncReport report = back.sync();
        back.sync();
        CHECK(back.shown(record, "full_name") == "Vàng Seo Phủ");
        CHECK(town.record(record) == back.replica->records().shown(record));
    }
    CHECK(back.shown(record, "phone") == "0911");
    CHECK(back.replica->log().count(LogState::waiting) == 0);
}

TEST_CASE("What two copies of one device have counted adds up to what was counted") {
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
        count(lan, record, 1);  // not sent yet: six on both copies, and the sixth is the same one
    }
    disk.copy("first", "second");
    Laptop first(town, disk.open("first")), second(town, disk.open("second"));
    count(first, record, 3);
    count(second, record, 20);
    count(second, record, 1);
    first.sync();
    CHECK(second.sync().is_renewed);
    first.sync();
    for (Laptop* laptop : {&first, &second}) CHECK(laptop->shown(record, "visits") == "30");
}

TEST_CASE(
    "Who may no longer read a form keeps none of its records, except work that was not sent yet, and that goes when it "
    "was") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId sent = lan.add("Vàng Seo Phử");
    lan.sync();
    const RecordId waiting = lan.add("Giàng Thị Súa");
    protocol::SyncAnswer narrowed = *lan.line.last;
    narrowed.grants = protocol::Grants{"lan", "worker", {"089"}, std::vector<FormId>{"screening"}};
    narrowed.areas.clear();
    narrowed.catalogue.reset();
    lan.replica->apply(narrowed, {}, lan.clock.now());
    CHECK_FALSE(lan.replica->records().shown(sent));
    CHECK(lan.shown(waiting, "full_name") == "Giàng Thị Súa");
    protocol::SyncAnswer answered = narrowed;
    answered.grants.reset();
    answered.acked = narrowed.acked + 1;
    lan.replica->apply(answered, {}, lan.clock.now());
    CHECK_FALSE(lan.replica->records().shown(waiting));
}

TEST_CASE(
    "A correction that reaches a restored server before the record it corrects waits there and is in force in the "
    "end") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = lan.add("Vàng Seo Phử");
    // What the server was told of this record, it has forgotten: only Bình has seen it.
    const RecordState seen = *lan.replica->records().shown(record);
    protocol::SyncAnswer from_before = *binh.line.last;
    from_before.areas = {{"089", {protocol::SentState(seen)}, {}, 1, false}};
    from_before.catalogue.reset();
    from_before.grants.reset();
    binh.replica->apply(from_before, {}, binh.clock.now());
    binh.edit(record, "phone", "0987");
    CHECK(binh.sync().refused == 0);
    CHECK(lan.replica->records().shown(record) == seen);  // nobody is told of it yet
    lan.sync();
    lan.sync();
    binh.sync();
    CHECK(lan.shown(record, "phone") == "0987");
    CHECK(binh.shown(record, "full_name") == "Vàng Seo Phử");
    CHECK(lan.replica->records().shown(record) == town.record(record));
}

TEST_CASE("Whoever may from now on read only their own caseload keeps that and lets go of the rest") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId own = lan.add("Vàng Seo Phử");
    const RecordId foreign = binh.add("Giàng Thị Súa");
    const RecordId given = binh.add("Lý Láo Sử");
    REQUIRE(binh.workbook.assign(given, "lan"));
    binh.sync();
    lan.sync();
    protocol::SyncAnswer narrowed = *lan.line.last;
    narrowed.grants = protocol::Grants{"lan", "worker", {"089"}, std::vector<FormId>{"person"}, {"person"}};
    narrowed.areas.clear();
    narrowed.catalogue.reset();
    lan.replica->apply(narrowed, {}, lan.clock.now());
    CHECK(lan.replica->records().shown(own));
    CHECK(lan.replica->records().shown(given));
    CHECK_FALSE(lan.replica->records().shown(foreign));
}

namespace {

// As a hotel's network answers in everybody's name.
struct Stranger final : Transport {
    Result<HttpResponse> exchange(const HttpRequest&) override {
        return Error{ErrorCode::refused, {"Chứng chỉ không tin được.", "The certificate is not trusted."}};
    }
};

}  // namespace

TEST_CASE("Somebody else answers in the server's name: nothing is lost, and it is worth trying again later") {
    Town town;
    Laptop lan(town, "lan");
    lan.add("Vàng Seo Phử");
    Stranger hotel;
    const SyncReport report = sync_once(*lan.replica, hotel, lan.clock);
    CHECK(report.outcome == SyncOutcome::refused);
    CHECK(report.met_stranger);
    CHECK(lan.replica->log().count(LogState::waiting) == 1);
    const SyncReport home = lan.sync();
    CHECK(home.outcome == SyncOutcome::ok);
    CHECK_FALSE(home.met_stranger);
}
