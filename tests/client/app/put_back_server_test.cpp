// An earlier state of a server that was put back without a word. It goes under the same epoch, and by the time somebody
// asks it, others' work has raised every number in it again.
#include <catch2/catch_test_macros.hpp>

#include "client/sync/bundle_file.h"
#include "shared/model/attachment.h"
#include "sync-server/store/copy_store.h"
#include "sync-server/store/sqlite_change_store.h"
#include "tests/client/app/relay_house.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::at;
using nuong::client::testing::Laptop;
using nuong::client::testing::RelayHouse;
using nuong::client::testing::Top;
using nuong::test::TemporaryFolder;

namespace {

std::unique_ptr<SqlChangeStore> copy_of(Top& top) {
    auto copy = std::move(SqliteChangeStore::create_empty(Database::open_in_memory()).value());
    REQUIRE(copy_store(top.store->sql(), copy->sql()));
    return copy;
}

// The machine was started again, on what is given to it.
struct Restarted : Top {
    explicit Restarted(std::unique_ptr<SqlChangeStore> with) {
        store = std::move(with);
        REQUIRE(service.load(*store->read()));
    }
};

// Brings a stick to the server, and work of its own.
void bring(Top& server, const std::string& stick) {
    Laptop carrier(server, "huyen");
    REQUIRE(import_bundle(*carrier.replica, stick, carrier.clock.now()));
    for (const char* name : {"Lý Láo Sử", "Giàng Thị Súa", "Sùng A Páo"}) carrier.add(name);
    CHECK(carrier.sync().handed_on == 1);
}

void move_lan(Top& server, const AreaCode& to) {
    server.change_user("lan", [&](UserRow& user) { user.areas = {to}; });
}

}  // namespace

TEST_CASE("A save that was accepted, and refused when an old copy of the server got it again, is shown as refused") {
    Top top;
    Laptop lan(top, "lan");
    auto copy = copy_of(top);
    const RecordId record = lan.add("Vàng Seo Phử");
    const TemporaryFolder stick;
    REQUIRE(export_bundle(*lan.replica, stick / "lan.nuong", lan.clock.now()));
    REQUIRE(lan.sync().outcome == SyncOutcome::ok);
    REQUIRE_FALSE(at(top, record).empty());

    Restarted again(std::move(copy));
    move_lan(again, "080");
    bring(again, stick / "lan.nuong");
    move_lan(again, "03076");
    REQUIRE(again.quarantine().size() == 1);

    lan.line.connect(again);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.replica->log().count(LogState::refused) == 1);
    CHECK(lan.replica->device().milestone == again.store->read()->facts().milestone);
}

TEST_CASE("A server that was only started again has lost nothing, and nobody asks twice") {
    Top top;
    Laptop lan(top, "lan");
    lan.add("Vàng Seo Phử");
    lan.sync();
    Restarted again(copy_of(top));
    Laptop binh(again, "binh");
    binh.add("Giàng Thị Súa");
    binh.sync();
    lan.line.connect(again);
    lan.line.requests = 0;
    CHECK(lan.sync().received == 1);
    CHECK_FALSE(lan.line.last->put_back);
    CHECK(lan.line.requests == 1);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK_FALSE(lan.line.last->put_back);
}

TEST_CASE("An old copy in which nothing was done yet has not come so far") {
    Top top;
    Laptop lan(top, "lan"), binh(top, "binh");
    auto copy = copy_of(top);
    const RecordId record = binh.add("Giàng Thị Súa");
    binh.sync();
    lan.sync();
    Restarted again(std::move(copy));
    std::vector<bool> said;
    lan.line.tamper = [&](protocol::SyncAnswer& answer) { said.push_back(answer.put_back); };
    lan.line.connect(again);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    REQUIRE_FALSE(said.empty());
    CHECK(said.front());
    CHECK_FALSE(said.back());
    CHECK(lan.replica->records().holds(record));  // nobody says where it is, so it stays
}

// What is new stands at positions that the device and the relay have read already, when other records stood there.
TEST_CASE("Nobody misses what has come to an old copy of the server in place of what they had read") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), huyen(top, "huyen");
    relay.exchange();
    auto copy = copy_of(top);
    const RecordId before = huyen.add("Vàng Seo Phử");
    huyen.sync();
    CHECK(lan.sync().received == 1);
    relay.exchange();
    REQUIRE_FALSE(at(relay, before).empty());

    Restarted again(std::move(copy));
    Laptop binh(again, "binh");
    std::vector<RecordId> fresh;
    for (const char* name : {"Lý Láo Sử", "Giàng Thị Súa", "Sùng A Páo"}) fresh.push_back(binh.add(name));
    binh.sync();
    lan.line.connect(again);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    relay.up.connect(again);
    relay.exchange();
    for (const RecordId& record : fresh) {
        CHECK(lan.replica->records().holds(record));
        CHECK(at(relay, record) == at(again, record));
    }
    huyen.line.connect(again);
    huyen.sync();
    CHECK_FALSE(at(again, before).empty());
    CHECK(relay.problems().empty());
}

namespace {

constexpr const char* person_with_photo =
    R"({"id":"person","version":3,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
  {"type":"image","name":"photo","label":{"vi":"Ảnh","en":"Photo"}}]})";

struct TownWithPhotos : Top {
    TownWithPhotos() { publish_more({{"person.json", "forms", person_with_photo}}); }
};

bool has_whole(Top& server, const Attachment& file) {
    const auto row = server.store->read()->blob(file.blob);
    return row && row->is_whole();
}

// The server is started again between its answer about the records and the one about their files.
struct StartedBetween {
    explicit StartedBetween(Laptop& laptop, Top& first) {
        laptop.line.tamper = [&](protocol::SyncAnswer&) {
            if (again) return;
            then = copy_of(first);
            again = std::make_unique<Restarted>(copy_of(first));
            laptop.line.connect(*again);
        };
    }
    std::unique_ptr<SqlChangeStore> then;
    std::unique_ptr<Restarted> again;
};

const std::string taken = "\xFF\xD8\xFF\xE0 a photo";

}  // namespace

TEST_CASE("A server that was started again in the middle of a sync is asked before it is believed about a file") {
    TownWithPhotos first;
    Laptop lan(first, "lan");
    const Attachment file = attach(lan, lan.add("Vàng Seo Phử"), taken);
    StartedBetween between(lan, first);
    const SyncReport report = lan.sync();
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.files_sent == 1);
    CHECK(report.files_waiting == 0);
    CHECK(has_whole(*between.again, file));
    CHECK(lan.line.blob_bytes_sent == taken.size());  // only asked for, the second time
    CHECK(lan.replica->device().milestone == between.again->store->read()->facts().milestone);
}

// Put back to the moment between, it has come by all that the device could hold against it.
TEST_CASE("A photo is not lost with a server that was started again under it and put back without a word") {
    TownWithPhotos first;
    Laptop lan(first, "lan");
    const Attachment file = attach(lan, lan.add("Vàng Seo Phử"), taken);
    StartedBetween between(lan, first);
    lan.line.requests_until_down = 2;  // the records and the photo; then the line breaks
    CHECK(lan.sync().outcome == SyncOutcome::offline);
    REQUIRE(has_whole(*between.again, file));

    Restarted old(std::move(between.then));
    lan.line.connect(old);
    lan.line.is_down = false;
    lan.line.requests_until_down = -1;
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(has_whole(old, file));
}
