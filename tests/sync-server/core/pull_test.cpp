// What devices are given: their scope and nothing else, whole, in order, without gaps or repeats.
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/pull_pages.h"
#include "sync-server/core/verify.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

std::set<RecordId> ids(const std::map<RecordId, RecordState>& told) {
    std::set<RecordId> found;
    for (const auto& [id, state] : told) found.insert(id);
    return found;
}

const std::string area_path(reserved::area);

}  // namespace

TEST_CASE("a device gets the records of its areas and of the forms that its role reads, and no others") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("far", "worker", {"080"});
    district.add_user("police", "police", {"089"});
    district.add_user("auditor", "auditor", {"10"});
    district.add_user("commune", "worker", {"03079"});
    Device lan = district.device("lan"), far = district.device("far");
    const RecordId person = lan.make("person", "03076", "A");
    const RecordId contact = lan.make("contact", "03079", "B");
    const RecordId at_district = lan.make("person", "089", "C");
    const RecordId elsewhere = far.make("contact", "02635", "D");
    lan.catch_up();
    far.catch_up();
    const struct {
        const char* user;
        std::set<RecordId> sees;
    } cases[] = {{"police", {person, at_district}}, {"auditor", {contact, elsewhere}}, {"commune", {contact}}};
    for (const auto& c : cases) {
        INFO(c.user);
        Device device = district.device(c.user);
        device.catch_up();
        CHECK(ids(device.told) == c.sees);
    }
}

TEST_CASE("a device that asks for an area beyond its grant gets nothing of it") {
    District district;
    district.add_user("far", "worker", {"080"});
    district.add_user("lan", "worker", {"03076"});
    Device far = district.device("far"), lan = district.device("lan");
    far.make("person", "02635", "A");
    far.catch_up();
    for (const AreaCode area : {"080", "10", "02635", "", "nowhere"}) lan.cursors[area] = 0;
    const auto answer = answer_of(lan.sync());
    CHECK(answer.areas.empty());
    CHECK(lan.told.empty());
}

TEST_CASE("paging by bytes never skips and never repeats, whatever the page size") {
    District district;
    district.add_user("lan", "worker", {"10"});
    Device lan = district.device("lan");
    std::set<RecordId> all;
    const AreaCode areas[] = {"03076", "03079", "02635", "089", "080"};
    for (int i = 0; i < 400; ++i)
        all.insert(lan.make("person", areas[i * 7 % 5], std::string(static_cast<std::size_t>(i * 13 % 900), 'n')));
    lan.catch_up();
    for (const std::uint32_t page_bytes : {1u, 5'000u, 20'000u, 65'536u, 10'000'000u}) {
        INFO(page_bytes);
        Device reader = district.device("lan");
        reader.page_bytes = page_bytes;
        reader.catch_up();
        CHECK(ids(reader.told) == all);
        CHECK(reader.told_in_order.size() == all.size());
    }
}

TEST_CASE("records that change while a device is paging arrive in their last state") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan"), reader = district.device("lan");
    std::vector<RecordId> all;
    for (int i = 0; i < 100; ++i) all.push_back(lan.make("person", "03076", std::string(300, 'a')));
    lan.catch_up();
    reader.page_bytes = 5'000;
    for (std::size_t i = 0; i < 60; ++i) {
        reader.sync();
        lan.write(all[i * 7 % 100], "person", {{"phone", std::to_string(i)}});
        lan.sync();
    }
    reader.catch_up();
    CHECK(reader.told.size() == 100);
    for (const RecordId& id : all) CHECK(reader.told[id] == *district.record(id));
}

TEST_CASE("a record that moves leaves the old area and enters the new one whole") {
    District district;
    district.add_user("district", "worker", {"089"});
    district.add_user("a", "worker", {"03076"});
    district.add_user("b", "worker", {"03079"});
    Device boss = district.device("district"), a = district.device("a"), b = district.device("b");
    const RecordId person = boss.make("person", "03076", "A");
    boss.catch_up();
    a.catch_up();
    b.catch_up();
    CHECK(a.told.contains(person));
    CHECK_FALSE(b.told.contains(person));

    boss.write(person, "person", {{area_path, "03079"}});
    boss.catch_up();
    a.catch_up();
    b.catch_up();
    CHECK(a.left == std::set<RecordId>{person});
    CHECK(b.told[person] == *district.record(person));
    CHECK(boss.left.empty());  // it stayed within the district

    SECTION("and back again: no trace of the leave remains") {
        boss.write(person, "person", {{area_path, "03076"}});
        boss.catch_up();
        a.catch_up();
        b.catch_up();
        CHECK(a.told.contains(person));
        CHECK(b.left == std::set<RecordId>{person});
        Device late = district.device("a");
        late.catch_up();
        CHECK(late.told.contains(person));
        CHECK(late.left.empty());
    }
    SECTION("whoever has both areas is never told that it left") {
        district.add_user("both", "worker", {"03076", "03079"});
        Device both = district.device("both");
        both.catch_up();
        boss.write(person, "person", {{area_path, "03076"}});
        boss.catch_up();
        both.catch_up();
        CHECK(both.left.empty());
        CHECK(both.told[person] == *district.record(person));
    }
    SECTION("an edit by somebody whose area it has left is refused and kept") {
        a.shown[person] = *district.record(person);
        a.write(person, "person", {{"phone", "1"}});
        const auto answer = answer_of(a.sync());
        REQUIRE(answer.verdicts.size() == 1);
        CHECK(answer.verdicts[0].code == "no_right");
        CHECK(district.quarantine().size() == 1);
    }
    CHECK(verify(*district.store->read()).problems == std::vector<std::string>{});
}

TEST_CASE("verify names the area whose digest is not that of its records") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    lan.make("person", "03076", "Vàng Seo Phử");
    lan.sync();
    REQUIRE(verify(*district.store->read()).ok());
    district.store->sql().execute("update digest set mark = mark + 1");
    const auto problems = verify(*district.store->read()).problems;
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().starts_with("area 03076, form person"));
}

TEST_CASE("a cursor of another epoch, or from beyond the feed, reads from the start") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan"), reader = district.device("lan");
    const RecordId person = lan.make("person", "03076", "A");
    lan.catch_up();
    reader.catch_up();
    reader.told.clear();
    SECTION("another epoch") { reader.epoch = "of a server that burnt"; }
    SECTION("a position that this store never gave out") { reader.cursors["089"] = 1'000'000; }
    reader.catch_up();
    CHECK(reader.told.contains(person));
    CHECK(reader.cursors["089"] == district.store->read()->facts().position);
}

TEST_CASE("after a restore of the server, devices are told a new epoch and what was lost is sent again") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    lan.make("person", "03076", "A");
    lan.catch_up();
    const std::string before = lan.epoch;
    {
        const auto transaction = district.store->begin();
        transaction->start_epoch("after-the-fire");
        transaction->commit();
    }
    lan.catch_up();
    CHECK(lan.epoch != before);
    CHECK(lan.epoch.starts_with("after-the-fire"));
}

TEST_CASE("nothing new is answered from memory") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("minh", "worker", {"089"});
    Device lan = district.device("lan"), minh = district.device("minh");
    const RecordId person = lan.make("person", "03076", "A");
    lan.catch_up();
    const auto token = *token_hash(lan.token);
    const auto ask = [&] {
        auto request = lan.request();
        const auto full = answer_of(district.exchange(lan.token, request));  // brings grants and catalogue once
        request.grants = full.grants ? protocol::fingerprint(*full.grants) : "";
        request.catalogue = full.catalogue ? protocol::fingerprint(*full.catalogue) : "";
        request.milestone = full.milestone;
        return request;
    };
    const auto request = ask();
    const auto answer = district.service.nothing_new(token, request, district.clock.now());
    REQUIRE(answer);
    CHECK(answer->size() <= 120);
    const auto decoded = protocol::decode_sync_answer(*answer);
    CHECK(decoded->acked == 1);
    CHECK(decoded->areas.empty());
    CHECK(protocol::encode(request).size() <= 240);

    SECTION("with how far the store has come since, by what nobody reads") {
        {
            const auto transaction = district.store->begin();
            transaction->add_audit(district.clock.now(), "minh", "look", "");
            district.service.committed(transaction->commit());
        }
        const auto later = district.service.nothing_new(token, request, district.clock.now());
        REQUIRE(later);
        CHECK(protocol::decode_sync_answer(*later)->milestone == district.store->read()->facts().milestone);
    }
    SECTION("but not to a device that another server of the store has told more") {
        auto later = request;
        ++later.milestone->commits;
        CHECK_FALSE(district.service.nothing_new(token, later, district.clock.now()));
    }
    SECTION("nor to one that has heard of another life") {
        auto later = request;
        later.milestone->life = "another";
        CHECK_FALSE(district.service.nothing_new(token, later, district.clock.now()));
        CHECK(answer_of(district.exchange(lan.token, later)).put_back);
    }
    SECTION("but not when somebody wrote in the area") {
        minh.catch_up();
        minh.write(person, "person", {{"phone", "1"}});
        minh.catch_up();
        CHECK_FALSE(district.service.nothing_new(token, request, district.clock.now()));
        lan.catch_up();
        CHECK(lan.told[person] == *district.record(person));
    }
    SECTION("nor by a server that has not noticed what another one of the same store has acknowledged") {
        SyncService other;
        REQUIRE(other.load(*district.store->read()));
        auto later = request;
        later.heard = 1;
        REQUIRE(district.service.nothing_new(token, later, district.clock.now()));
        lan.write(person, "person", {{"phone", "2"}});
        const auto told = other.exchange(*district.store, token, lan.request(), district.clock.now());
        lan.take(protocol::decode_sync_answer(std::get<std::string>(told)).value());
        REQUIRE(lan.acked == 2);
        later.heard = 2;
        CHECK_FALSE(district.service.nothing_new(token, later, district.clock.now()));
        CHECK(answer_of(district.exchange(lan.token, later)).acked == 2);
    }
    SECTION("nor when the account was disabled, as soon as that is noticed") {
        district.change_user("lan", [](UserRow& user) { user.disabled = true; });
        CHECK(district.service.refresh(*district.store->read()));
        CHECK_FALSE(district.service.nothing_new(token, request, district.clock.now()));
        CHECK(refusal_of(lan.sync()) == "disabled");
    }
    SECTION("nor to another token, device or epoch") {
        auto other = request;
        other.device = minh.id;
        CHECK_FALSE(district.service.nothing_new(token, other, district.clock.now()));
        other = request;
        other.epoch += "x";
        CHECK_FALSE(district.service.nothing_new(token, other, district.clock.now()));
        CHECK_FALSE(district.service.nothing_new(*token_hash(minh.token), request, district.clock.now()));
    }
}

TEST_CASE("heads in memory that do not know of another process's commit never make a page skip it") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan"), reader = district.device("lan");
    lan.make("person", "03076", "A");
    lan.make("person", "03079", "B");
    FeedHeads stale;  // as a thread may have them between the two commits
    const auto push = [&](bool heard) {
        const auto request = lan.request();
        const auto transaction = district.store->begin();
        const auto known = authenticate(*transaction, *district.service.book(), *token_hash(lan.token));
        const auto outcome = push_changes(*transaction, *district.service.book(), std::get<Principal>(known),
                                          {request.previous, prepare({request.changes.front()}), std::nullopt, false},
                                          district.clock.now());
        const Committed committed = transaction->commit();
        if (heard) district.service.committed(committed);
        if (heard) stale.learn(committed);
        lan.acked = outcome.acked;
    };
    reader.catch_up();
    stale.use(district.service.book());
    push(false);  // 03076, by another process
    push(true);   // 03079, by us, at a later position
    const auto view = district.store->read();
    const auto known = authenticate(*view, *district.service.book(), *token_hash(reader.token));
    const auto pages =
        pull_pages(*view, *district.service.book(), stale, std::get<Principal>(known), reader.request(), {});
    REQUIRE(pages.size() == 1);
    CHECK(pages[0].states.size() == 2);
}

TEST_CASE("what another process committed reaches the devices of a running server") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan"), reader = district.device("lan");
    const RecordId person = lan.make("person", "03076", "A");
    reader.catch_up();
    SyncService other;
    REQUIRE(other.load(*district.store->read()));
    REQUIRE(std::holds_alternative<std::string>(
        other.exchange(*district.store, *token_hash(lan.token), lan.request(), district.clock.now())));
    reader.catch_up();
    CHECK(ids(reader.told) == std::set<RecordId>{person});
}

TEST_CASE("own changes do not come back, unless somebody else's or a correction came with them") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("minh", "worker", {"089"});
    Device lan = district.device("lan"), minh = district.device("minh");
    const RecordId person = lan.make("person", "03076", "A");
    lan.catch_up();
    CHECK(lan.told.empty());
    lan.write(person, "person", {{"phone", "1"}});
    lan.catch_up();
    CHECK(lan.told.empty());

    minh.catch_up();
    minh.write(person, "person", {{"address", "x"}});
    minh.catch_up();
    lan.write(person, "person", {{"phone", "2"}});  // lan has not heard of minh's yet
    lan.catch_up();
    CHECK(lan.told[person] == *district.record(person));

    Device later = district.device("lan");  // reads from the start and writes in the same request
    later.shown[person] = *district.record(person);
    later.write(person, "person", {{"phone", "3"}});
    later.catch_up();
    CHECK(later.told[person] == *district.record(person));
}

TEST_CASE("new grants and a role that reads more start their feeds from the beginning") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("police", "police", {"03076"});
    Device lan = district.device("lan"), police = district.device("police");
    const RecordId person = lan.make("person", "03076", "A");
    const RecordId contact = lan.make("contact", "03076", "B");
    const RecordId neighbour = lan.make("person", "03079", "C");
    lan.catch_up();
    police.catch_up();
    CHECK(ids(police.told) == std::set<RecordId>{person});

    district.change_user("police", [](UserRow& user) { user.areas = {"03076", "03079"}; });
    police.catch_up();
    CHECK(ids(police.told) == std::set<RecordId>{person, neighbour});

    district.change_user("police", [](UserRow& user) { user.role = "worker"; });
    police.catch_up();
    CHECK(ids(police.told) == std::set<RecordId>{person, contact, neighbour});
}

TEST_CASE("a commune that is put under another district takes its records along") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("city", "worker", {"080"});
    Device lan = district.device("lan"), city = district.device("city");
    const RecordId person = lan.make("person", "03079", "A");
    lan.catch_up();
    city.make("person", "02635", "B");
    city.catch_up();
    district.publish_more({document("areas", R"({"id":"areas","version":2,"areas":[
              {"code":"10","name_vi":"Lào Cai","name_en":"Lao Cai","type":"province"},
              {"code":"089","name_vi":"Văn Bàn","name_en":"Van Ban","type":"district","parent":"10"},
              {"code":"080","name_vi":"Lào Cai","name_en":"Lao Cai","type":"city","parent":"10"},
              {"code":"03076","name_vi":"Nậm Chầy","name_en":"Nam Chay","type":"commune","parent":"089"},
              {"code":"03079","name_vi":"Tân An","name_en":"Tan An","type":"commune","parent":"080"},
              {"code":"02635","name_vi":"Duyên Hải","name_en":"Duyen Hai","type":"ward","parent":"080"}]})")});
    lan.catch_up();
    city.catch_up();
    CHECK(city.told.contains(person));
    CHECK(lan.left == std::set<RecordId>{person});
}

TEST_CASE("a day of more saves than a page has steps is not sent back to the device that made them") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const std::size_t saves = limits::steps_per_page_max + 100;
    for (std::size_t i = 0; i < saves; ++i) lan.make("person", "03076", std::to_string(i));
    const auto answer = answer_of(lan.sync());
    CHECK(answer.acked == saves);
    REQUIRE(answer.areas.size() == 1);
    CHECK(answer.areas[0].states.empty());
    CHECK_FALSE(answer.areas[0].more);
}

TEST_CASE("A role that reads only its own caseload is told of nobody else's, not even their ids") {
    District district;
    district.publish_more({document("roles", R"({"id":"roles","version":2,"roles":[
        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]},
        {"id":"volunteer","name_vi":"Tình nguyện","name_en":"Volunteer","write":["person","contact"],"read":[],"assigned_only":["person"]}]})")});
    district.add_user("lan", "worker", {"089"});
    district.add_user("hoa", "volunteer", {"089"});
    district.add_user("tam", "volunteer", {"089"});
    Device lan = district.device("lan"), hoa = district.device("hoa"), tam = district.device("tam");
    const RecordId given = lan.make("person", "03076", "Vàng Seo Phử");
    const RecordId others = lan.make("person", "03076", "Giàng Thị Súa");
    const RecordId contact = lan.make("contact", "03076", "một lần gặp");
    lan.write(given, "person", {{Path(reserved::assigned), "hoa"}});
    const RecordId own = hoa.make("person", "03076", "Lý Láo Sử");
    lan.catch_up();
    hoa.catch_up();
    hoa.catch_up();
    CHECK(hoa.told.contains(given));
    CHECK(hoa.told.contains(contact));  // of this form the role reads all
    CHECK_FALSE(hoa.told.contains(others));
    CHECK(hoa.left.empty());
    CHECK(answer_of(hoa.sync()).areas.empty());

    lan.catch_up();
    lan.write(given, "person", {{Path(reserved::assigned), "tam"}});
    lan.catch_up();
    hoa.catch_up();
    tam.catch_up();
    CHECK(hoa.left == std::set<RecordId>{given});
    CHECK(tam.told.contains(given));
    CHECK_FALSE(tam.told.contains(own));
    CHECK(tam.left.empty());
    CHECK(lan.told.contains(own));
}

TEST_CASE("A case that was given away is no longer hers who began it, whatever she wrote there or says of it") {
    District district;
    district.publish_more({document("roles", R"({"id":"roles","version":2,"roles":[
        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person"],"read":[]},
        {"id":"volunteer","name_vi":"Tình nguyện","name_en":"Volunteer","write":["person"],"read":[],"assigned_only":["person"]}]})")});
    district.add_user("lan", "worker", {"089"});
    district.add_user("hoa", "volunteer", {"089"});
    district.add_user("tam", "volunteer", {"089"});
    Device lan = district.device("lan"), hoa = district.device("hoa"), tam = district.device("tam");
    const RecordId record = hoa.make("person", "03076", "Lý Láo Sử");
    const RecordId never_hers = lan.make("person", "03076", "Giàng Thị Súa");
    hoa.catch_up();
    lan.catch_up();
    lan.write(record, "person", {{Path(reserved::assigned), "tam"}});
    lan.catch_up();
    tam.catch_up();
    CHECK(tam.told.contains(record));
    hoa.told.clear();

    hoa.write(record, "person", {{"phone", "0911"}});  // offline, before she heard: kept, and not hers again
    hoa.write(record, "person", {{Path(reserved::assigned), "hoa"}});
    hoa.write(record, "person", {{std::string(reserved::area), "03076"}});
    hoa.write(never_hers, "person", {{"phone", "0912"}});  // its id she has from somewhere else
    hoa.write(never_hers, "person", {{std::string(reserved::area), "03076"}});
    hoa.catch_up();
    CHECK(hoa.left == std::set<RecordId>{record, never_hers});  // what she wrote there is the district's now
    CHECK(hoa.told.empty());
    std::vector<std::string> refused;
    for (const ChangeRow& row : district.quarantine()) refused.push_back(row.verdict + " " + std::to_string(row.seq));
    CHECK(refused == std::vector<std::string>{"no_right 3", "no_right 4", "no_right 6"});
    tam.catch_up();
    CHECK(tam.told.at(record).find("phone")->heads.front().value == Value("0911"));
    tam.write(record, "person", {{Path(reserved::assigned), "hoa"}});  // whose it is may give it back
    tam.catch_up();
    hoa.catch_up();
    CHECK(hoa.told.contains(record));
    CHECK_FALSE(hoa.told.contains(never_hers));
}

TEST_CASE(
    "A case that had left its worker comes back whole when it is given to them, with what they wrote on the way") {
    District district;
    district.publish_more({document("roles", R"({"id":"roles","version":2,"roles":[
        {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person"],"read":[]},
        {"id":"volunteer","name_vi":"Tình nguyện","name_en":"Volunteer","write":["person"],"read":[],"assigned_only":["person"]}]})")});
    district.add_user("lan", "worker", {"089"});
    district.add_user("hoa", "volunteer", {"089"});
    Device lan = district.device("lan"), hoa = district.device("hoa");
    const RecordId record = hoa.make("person", "03076", "Lý Láo Sử");
    hoa.catch_up();
    lan.catch_up();
    lan.write(record, "person", {{"full_name", "Lý Láo Sú"}, {std::string(reserved::area), "03076"}});
    Device on_the_way = hoa;  // with a change that she made before she heard
    on_the_way.write(record, "person", {{"phone", "0911"}});
    lan.catch_up();  // it was placed by Lan now, and given to nobody
    hoa.catch_up();
    CHECK(hoa.left == std::set<RecordId>{record});
    lan.write(record, "person", {{Path(reserved::assigned), "hoa"}});
    lan.catch_up();
    hoa.told.clear();
    hoa.log = on_the_way.log;
    hoa.catch_up();
    CHECK(hoa.told.contains(record));
    CHECK(hoa.told.at(record) == district.record(record));
}

TEST_CASE("A device that asks for an area that is not its own gets nothing of it, and the audit has it") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("xa", "worker", {"080"});
    Device lan = district.device("lan"), far = district.device("xa");
    const RecordId record = lan.make("person", "03076", "Lý Láo Sử");
    lan.catch_up();
    far.catch_up();
    const auto noted = [&] {
        const auto audit = district.store->read()->audit(0, 1000);
        return std::count_if(audit.begin(), audit.end(), [](const AuditRow& row) { return row.what == "over_asking"; });
    };
    CHECK(noted() == 0);
    far.cursors["089"] = 0;
    far.catch_up();  // as one that has not heard of its grants: no harm meant, nothing given
    CHECK(noted() == 0);
    CHECK_FALSE(far.told.contains(record));
    protocol::SyncRequest greedy = far.request();
    greedy.grants = protocol::fingerprint(district.grants_of(far));
    const auto answer = district.exchange(far.token, greedy);
    for (const protocol::AreaPage& page : answer_of(answer).areas) CHECK(page.area != "089");
    CHECK(noted() == 1);
    CHECK(district.store->read()->audit(0, 1000).back().who == "xa");
    greedy.grants = "";  // as if it never heard what it was told again and again
    for (int i = 0; i < 6; ++i) district.exchange(far.token, greedy);
    CHECK(noted() > 1);
    const auto before = noted();
    protocol::DigestsRequest foreign;
    foreign.area = "089";
    const auto compared =
        district.service.compare(*district.store, *token_hash(far.token), foreign, district.clock.now());
    CHECK(std::get<protocol::HttpError>(compared).code == "no_area");
    {
        const auto transaction = district.store->begin();
        district.service.note_foreign_comparison(*transaction, *token_hash(far.token), "089", district.clock.now());
        district.service.committed(transaction->commit());
    }
    CHECK(noted() == before + 1);
}

TEST_CASE(
    "Whoever heard of more erasures than a store has that was put back to an earlier state is told of all again") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    const RecordId record = lan.make("person", "03076", "Lý Láo Sử");
    lan.catch_up();
    {
        const auto transaction = district.store->begin();
        erase(*transaction, {record}, erasure::request, "console:an", district.clock.now());
        district.service.committed(transaction->commit());
    }
    protocol::SyncRequest request = lan.request();
    request.erasures = 50;
    const auto told = answer_of(district.exchange(lan.token, request)).erased;
    REQUIRE(told);
    CHECK(told->at == 1);
    CHECK(told->records.size() == 1);
    request.erasures = told->at;
    CHECK_FALSE(answer_of(district.exchange(lan.token, request)).erased);
}
