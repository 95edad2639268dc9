// Device and server look whether they hold the same, and what differs is mended: whatever has gone wrong before.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/client/app/line.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;

namespace {

constexpr const char* person = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
  {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"}}]})";

struct Town : nuong::testing::District {
    Town() {
        publish_more({{"person.json", "forms", person}});
        for (const char* name : {"lan", "binh"}) add_user(name, "worker", {"089"});
    }
    RecordRow row(const RecordId& id) { return store->read()->record(id).value(); }
};

void an_hour_later(Town& town, Laptop& laptop) {
    town.clock.advance(std::chrono::hours(2));
    laptop.clock.advance(std::chrono::hours(2));
}

void move(Laptop& laptop, const RecordId& id, const AreaCode& to) {
    const Dot dot = laptop.replica->records().shown(id)->find(reserved::area)->heads[0].dot;
    laptop.replica->save({id, "person", 2, {Write{Path(reserved::area), Value(to), {dot}}}, std::nullopt},
                         laptop.clock.now());
}

// The text that the device shows, byte for byte.
std::string text_of(Laptop& laptop, const RecordId& id) {
    const auto state = laptop.replica->records().shown(id);
    return state ? protocol::encode(*state) : std::string();
}

void run(Laptop& laptop, const std::string& sql, const RecordId& id) {
    laptop.replica->database().prepare(sql).bind(1, Blob(id.bytes)).run();
}

// A bug of ours, as far as the device can tell.
void forget(Laptop& laptop, const RecordId& id) {
    run(laptop, "delete from record where id = ?", id);
    run(laptop, "delete from listing where record = ?", id);
}

}  // namespace

TEST_CASE("A record that a bug has lost on a device comes back at the next comparison") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId phu = lan.add("Vàng Seo Phử"), hoa = lan.add("Lý Thị Hoa");
    lan.sync();
    binh.sync();
    forget(binh, phu);
    forget(lan, hoa);  // the one who made it, and was never told of it again
    for (Laptop* laptop : {&lan, &binh}) {
        an_hour_later(town, *laptop);
        CHECK(laptop->sync().repaired == 1);
        CHECK(text_of(*laptop, phu) == town.row(phu).state);
        CHECK(text_of(*laptop, hoa) == town.row(hoa).state);
    }
}

TEST_CASE("A record that a device shows otherwise than the server has it is put right, and what waits there stays") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId phu = lan.add("Vàng Seo Phử");
    lan.sync();
    binh.sync();
    lan.edit(phu, "phone", "0900000001");
    lan.sync();
    // binh's device believes to have read the edit.
    for (const AreaCode& area : binh.replica->device().areas)
        binh.replica->schemas().put_cursor({area, town.store->read()->facts().position});
    const RecordId hoa = binh.add("Lý Thị Hoa");
    an_hour_later(town, binh);
    const SyncReport report = binh.sync();
    CHECK(report.repaired == 1);
    CHECK(binh.shown(phu, "phone") == "0900000001");
    CHECK(town.row(hoa).state == text_of(binh, hoa));
}

TEST_CASE("A record that should have left a device leaves it") {
    Town town;
    town.add_user("cuc", "worker", {"03076"});
    Laptop lan(town, "lan"), cuc(town, "cuc");
    const RecordId phu = lan.add("Vàng Seo Phử", "03076");
    lan.sync();
    cuc.sync();
    REQUIRE_FALSE(text_of(cuc, phu).empty());
    move(lan, phu, "03079");
    lan.sync();
    for (const AreaCode& area : cuc.replica->device().areas)
        cuc.replica->schemas().put_cursor({area, town.store->read()->facts().position});
    an_hour_later(town, cuc);
    CHECK(cuc.sync().repaired == 1);
    CHECK(text_of(cuc, phu).empty());
}

TEST_CASE("When very much is missing the area is read again from the start") {
    Town town;
    Laptop lan(town, "lan");
    std::vector<RecordId> people;
    for (int i = 0; i < 250; ++i) people.push_back(lan.add("Giàng " + std::to_string(i)));
    lan.sync();
    Laptop binh(town, "binh");
    for (const RecordId& id : people) forget(binh, id);
    an_hour_later(town, binh);
    const int before = binh.line.requests;
    const SyncReport report = binh.sync();
    CHECK(report.repaired == 250);
    CHECK(report.received == 250);
    CHECK(binh.line.requests - before < 8);
    for (const RecordId& id : people) CHECK(text_of(binh, id) == town.row(id).state);
}

TEST_CASE("What only the device has is kept, and it does not ask without end") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId phu = lan.add("Vàng Seo Phử");
    lan.sync();
    // The server has lost it: as nobody should be able to do.
    town.store->sql().execute("delete from record");
    town.store->sql().execute("delete from digest");
    for (int i = 0; i < 3; ++i) {
        an_hour_later(town, lan);
        const int before = lan.line.requests;
        CHECK(lan.sync().outcome == SyncOutcome::ok);
        CHECK(lan.line.requests - before <= 5);
    }
    CHECK(lan.shown(phu, "full_name") == "Vàng Seo Phử");
}

TEST_CASE(
    "What a server that was set back hears of again, when it lies elsewhere by then, leaves whoever had kept it") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    std::vector<RecordId> people;
    for (int i = 0; i < 40; ++i) people.push_back(lan.add("Người " + std::to_string(i)));
    lan.sync();
    binh.sync();
    std::vector<RecordRow> rows;
    for (const RecordId& id : people) rows.push_back(town.row(id));
    town.store->sql().execute("delete from record");
    town.store->sql().execute("delete from digest");
    an_hour_later(town, binh);
    binh.sync();
    for (const RecordId& id : people) REQUIRE_FALSE(text_of(binh, id).empty());
    {
        const auto transaction = town.store->begin();
        for (RecordRow& row : rows) {
            row.area = "10";  // where binh may not look
            transaction->put_record(row, std::nullopt);
        }
        town.service.committed(transaction->commit());
    }
    for (int i = 0; i < 2; ++i) {  // a few at a time
        an_hour_later(town, binh);
        const int before = binh.line.requests;
        binh.sync();
        CHECK(binh.line.requests - before <= 5);
    }
    for (const RecordId& id : people) CHECK(text_of(binh, id).empty());
}

TEST_CASE("Two that hold the same compare in one request and ask nothing more within the hour") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    lan.add("Vàng Seo Phử");
    lan.sync();
    binh.sync();
    an_hour_later(town, binh);
    const int before = binh.line.requests;
    CHECK(binh.sync().repaired == 0);
    CHECK(binh.line.last->areas.front().digest.has_value());
    CHECK(binh.sync().repaired == 0);
    CHECK(binh.line.last->areas.empty());
    CHECK(binh.line.requests == before + 2);
    CHECK(binh.line.comparisons == 0);
}

TEST_CASE("A line that breaks during a comparison leaves everything as it was, and the next one mends") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    std::vector<RecordId> people;
    for (int i = 0; i < 70; ++i) people.push_back(lan.add("Giàng " + std::to_string(i)));
    lan.sync();
    binh.sync();
    for (const RecordId& id : people) forget(binh, id);
    an_hour_later(town, binh);
    binh.line.requests_until_down = GENERATE(1, 2, 3, 4);
    CHECK(binh.sync().outcome == SyncOutcome::offline);
    binh.line.requests_until_down = -1;
    binh.sync();
    for (const RecordId& id : people) CHECK(text_of(binh, id) == town.row(id).state);
}

TEST_CASE("Nobody learns by comparing what they may not see") {
    Town town;
    town.add_user("cuc", "worker", {"03076"});
    Laptop lan(town, "lan"), cuc(town, "cuc");
    lan.add("Vàng Seo Phử", "03079");
    lan.sync();
    const auto compare = [&](const AreaCode& area) {
        return town.service.compare(*town.store, *token_hash(cuc.replica->device().token), {area, {}, 0},
                                    town.clock.now());
    };
    const auto above = compare("089");
    REQUIRE(std::holds_alternative<protocol::HttpError>(above));
    CHECK(std::get<protocol::HttpError>(above).code == "no_area");
    protocol::DigestsRequest asks{"03076", {}, 0};
    asks.buckets.fill(1);  // says that everything differs
    const auto own =
        town.service.compare(*town.store, *token_hash(cuc.replica->device().token), asks, town.clock.now());
    const auto answer = protocol::decode_digests_answer(std::get<std::string>(own));
    REQUIRE(answer);
    CHECK(answer->differing.size() == digest_buckets);
    CHECK(answer->records.empty());
}

TEST_CASE("A device that compares all the time is told to wait") {
    Town town;
    Laptop lan(town, "lan");
    const auto compare = [&] {
        return town.service.compare(*town.store, *token_hash(lan.replica->device().token), {"089", {}, 0},
                                    town.clock.now());
    };
    for (std::size_t i = 0; i < limits::comparisons_max; ++i) CHECK(std::holds_alternative<std::string>(compare()));
    const auto refused = compare();
    REQUIRE(std::holds_alternative<protocol::HttpError>(refused));
    CHECK(std::get<protocol::HttpError>(refused).code == "too_many_tries");
}

TEST_CASE("A broken count on the server keeps nobody from syncing") {
    Town town;
    Laptop lan(town, "lan");
    lan.add("Vàng Seo Phử");
    REQUIRE(lan.sync().outcome == SyncOutcome::ok);
    town.store->sql().execute("update digest set records = -100");
    for (int i = 0; i < 3; ++i) {
        town.clock.advance(std::chrono::hours(2));
        lan.clock.advance(std::chrono::hours(2));
        lan.add("Lý Thị Hoa");
        const auto report = lan.sync();
        CHECK(report.outcome == SyncOutcome::ok);
    }
}

TEST_CASE(
    "Many records that only the device has are all asked about once, and then a few in the one request of each hour") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    for (int i = 0; i < 100; ++i) lan.add("Giàng " + std::to_string(i));
    lan.sync();
    binh.sync();
    town.store->sql().execute("delete from record");
    town.store->sql().execute("delete from digest");
    for (int i = 0; i < 3; ++i) {
        town.clock.advance(std::chrono::hours(2));
        binh.clock.advance(std::chrono::hours(2));
        const int before = binh.line.requests;
        binh.sync();
        CHECK((i == 0 || binh.line.requests - before == 1));
    }
}

TEST_CASE("A server that goes in circles does not keep the device for ever") {
    Town town;
    struct Circle final : Transport {
        explicit Circle(nuong::testing::District& district) : line(district) {}
        Result<HttpResponse> exchange(const HttpRequest& request) override {
            if (++requests > 500) throw std::runtime_error("for ever");
            if (request.path == "/v1/digests")
                return HttpResponse{200, R"({"protocol":1,"differing":[],"records":[],"next":5})"};
            return line.exchange(request);
        }
        nuong::client::testing::Line line;
        int requests = 0;
    };
    Laptop lan(town, "lan");
    lan.add("Vàng Seo Phử");
    lan.sync();
    lan.replica->database().execute("delete from record");
    lan.replica->database().execute("delete from listing");
    lan.clock.advance(std::chrono::hours(2));
    town.clock.advance(std::chrono::hours(2));
    Circle circle(town);
    CHECK_NOTHROW(sync_once(*lan.replica, circle, lan.clock));
}

TEST_CASE("A comparison that the server puts off is made at the next sync") {
    Town town;
    Laptop lan(town, "lan");
    lan.add("Vàng Seo Phử");
    lan.sync();
    for (std::size_t i = 0; i < limits::comparisons_max; ++i)
        town.service.compare(*town.store, *token_hash(lan.replica->device().token), {"089", {}, 0}, town.clock.now());
    lan.replica->database().execute("delete from record");
    lan.replica->database().execute("delete from listing");
    lan.clock.advance(std::chrono::hours(2));
    CHECK(lan.sync().repaired == 0);
    town.clock.advance(std::chrono::hours(2));
    lan.clock.advance(std::chrono::hours(2));
    CHECK(lan.sync().repaired == 1);
}

TEST_CASE("What a bug has lost of somebody's own caseload comes back within a week, and is not looked for every hour") {
    Town town;
    town.publish_more({{"roles.json", "roles", R"j({"id":"roles","version":2,"roles":[
        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person"],"read":[]},
        {"id":"volunteer","name_vi":"Tình nguyện","name_en":"Volunteer","write":["person"],"read":[],"assigned_only":["person"]}]})j"}});
    town.add_user("hoa", "volunteer", {"089"});
    Laptop lan(town, "lan"), hoa(town, "hoa");
    const RecordId hers = hoa.add("Vàng Seo Phử"), not_hers = lan.add("Lý Thị Hoa");
    hoa.sync();
    lan.sync();
    for (Laptop* each : {&lan, &hoa}) an_hour_later(town, *each);
    hoa.sync();
    forget(hoa, hers);
    const std::size_t before = hoa.line.comparisons;
    for (int hour = 0; hour < 10; ++hour) {
        town.clock.advance(std::chrono::hours(2));
        hoa.clock.advance(std::chrono::hours(2));
        hoa.sync();
    }
    CHECK(hoa.line.comparisons == before);
    CHECK(text_of(hoa, hers).empty());
    town.clock.advance(std::chrono::days(7));
    hoa.clock.advance(std::chrono::days(7));
    CHECK(hoa.sync().repaired == 1);
    CHECK(text_of(hoa, hers) == town.row(hers).state);
    CHECK(text_of(hoa, not_hers).empty());
    CHECK(hoa.line.comparisons == before + 1);
    CHECK(hoa.sync().requests == 1);
    CHECK(text_of(lan, hers) == town.row(hers).state);
}

TEST_CASE("What somebody saves while a caseload is being compared is handed over first and is no difference") {
    Town town;
    town.publish_more({{"roles.json", "roles", R"j({"id":"roles","version":2,"roles":[
        {"id":"volunteer","name_vi":"Tình nguyện","name_en":"Volunteer","write":["person"],"read":[],"assigned_only":["person"]}]})j"}});
    town.add_user("hoa", "volunteer", {"089"});
    Laptop hoa(town, "hoa");
    hoa.add("Vàng Seo Phử");
    hoa.sync();
    const std::size_t before = hoa.line.comparisons;
    town.clock.advance(std::chrono::days(8));
    hoa.clock.advance(std::chrono::days(8));
    SyncSession session(*hoa.replica, hoa.line, hoa.clock);
    REQUIRE(session.step());  // all is read, and the comparison is next
    REQUIRE(hoa.line.comparisons == before);
    const RecordId meanwhile = hoa.add("Lò Văn Tủa");
    while (session.step()) {
    }
    CHECK(session.report().repaired == 0);
    CHECK(session.report().pushed == 1);
    CHECK(hoa.line.comparisons == before + 1);
    CHECK(text_of(hoa, meanwhile) == town.row(meanwhile).state);
}
