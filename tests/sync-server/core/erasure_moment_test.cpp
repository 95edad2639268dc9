// Whoever erases somebody first looks through all records. What comes meanwhile must not stay behind, and what once
// named somebody must not be overlooked.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "sync-server/core/erasure.h"
#include "sync-server/core/quarantine.h"
#include "sync-server/core/retention.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

constexpr const char* roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["someone","met","list"],"read":[]},
  {"id":"police","name_vi":"Công an","name_en":"Police","write":["someone"],"read":["met"]}]})";
constexpr const char* someone = R"({"id":"someone","version":1,"title":{"vi":"Người","en":"Person"},
  "settings":{"retention_days":100},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên"}}]})";
constexpr const char* met = R"({"id":"met","version":1,"title":{"vi":"Gặp","en":"Contact"},
  "settings":{"subject":"who"},"survey":[
  {"type":"record_ref","name":"who","parameters":{"form":"someone"},"label":{"vi":"Người"}},
  {"type":"text","name":"outcome","label":{"vi":"Kết quả"}}]})";
constexpr const char* list = R"({"id":"list","version":1,"title":{"vi":"Danh sách","en":"List"},"survey":[
  {"type":"record_ref","name":"first","parameters":{"form":"someone"},"label":{"vi":"Người thứ nhất"}},
  {"type":"text","name":"note","label":{"vi":"Ghi chú"}}]})";

struct Village {
    Village() {
        district.publish_more({document("roles", roles),
                               {"someone.json", "forms", someone},
                               {"met.json", "forms", met},
                               {"list.json", "forms", list}});
        district.add_user("lan", "worker", {"089"});
        lan.emplace(district.device("lan"));
        person = add("someone", {{"full_name", "Vàng Seo Phử"}});
        other = add("someone", {{"full_name", "Giàng A Páo"}});
        lan->catch_up();
    }

    RecordId add(const FormId& form, std::vector<std::pair<Path, Value>> values) {
        const RecordId record = make_uuid_v7(district.clock.now());
        values.emplace_back(std::string(reserved::area), "03076");
        lan->write(record, form, std::move(values));
        return record;
    }
    RecordId meet(const RecordId& who) { return add("met", {{"who", to_string(who)}, {"outcome", "đã kể"}}); }
    std::shared_ptr<const DocumentBook> book() {
        return make_book(district.store->read()->documents_in_force()).value();
    }
    ErasurePlan plan() { return plan_of_erasure(*district.store->read(), *book(), person).value(); }
    bool is_outdated(const ErasurePlan& plan) { return nuong::is_outdated(*district.store->begin(), plan, person); }

    District district;
    std::optional<Device> lan;
    RecordId person, other;
};

}  // namespace

TEST_CASE("An erasure that was planned while somebody wrote about the person is planned anew, and only then") {
    Village village;
    const RecordId met_before = village.meet(village.person);
    village.lan->catch_up();
    const ErasurePlan plan = village.plan();
    REQUIRE(plan.erased.size() == 2);
    CHECK_FALSE(village.is_outdated(plan));
    SECTION("about somebody else") {
        village.meet(village.other);
        village.lan->catch_up();
        CHECK_FALSE(village.is_outdated(plan));
    }
    SECTION("a new record about the person") {
        const RecordId late = village.meet(village.person);
        village.lan->catch_up();
        CHECK(village.is_outdated(plan));
        const ErasurePlan anew = village.plan();
        CHECK(std::find(anew.erased.begin(), anew.erased.end(), late) != anew.erased.end());
        CHECK_FALSE(village.is_outdated(anew));
    }
    SECTION("a visit that turned out to be with another person stays") {
        village.lan->write(met_before, "met", {{"who", to_string(village.other)}});
        village.lan->catch_up();
        CHECK(village.is_outdated(plan));
        CHECK(village.plan().erased == std::vector{village.person});
    }
    SECTION("in the person's own record") {
        village.lan->write(village.person, "someone", {{"full_name", "Vàng Seo Phúc"}});
        village.lan->catch_up();
        CHECK(village.is_outdated(plan));
    }
}

TEST_CASE("A refused save that is let through while an erasure is planned belongs to it") {
    Village village;
    village.district.add_user("dung", "police", {"089"});
    Device dung = village.district.device("dung");
    const RecordId record = make_uuid_v7(village.district.clock.now());
    dung.write(
        record, "met",
        {{"who", to_string(village.person)}, {std::string(reserved::area), Value("03076")}});  // writes no contacts
    dung.catch_up();
    const auto refused = village.district.quarantine();
    REQUIRE(refused.size() == 1);
    const ErasurePlan plan = village.plan();
    {
        const auto transaction = village.district.store->begin();
        REQUIRE(release_from_quarantine(*transaction, refused[0].device, refused[0].seq, "huyen",
                                        village.district.clock.now()));
        village.district.service.committed(transaction->commit());
    }
    CHECK(village.is_outdated(plan));
    CHECK(village.plan().erased.size() == 2);
}

TEST_CASE("Whose days are over stays when somebody writes of them between the look and the erasure") {
    Village village;
    village.district.clock.advance(std::chrono::hours(24 * 101));
    const auto expired =
        expired_records(*village.district.store->read(), *village.book(), village.district.clock.now(), 10);
    REQUIRE(expired.records.size() == 2);
    const auto erase_what_is_over = [&] {
        const auto transaction = village.district.store->begin();
        return erase_expired(*transaction, expired.records, expired.seen, "retention", village.district.clock.now());
    };
    CHECK(erase_what_is_over());  // nothing came; and it is not committed
    village.meet(village.person);
    village.lan->catch_up();
    CHECK_FALSE(erase_what_is_over());
    CHECK_FALSE(has_come_about(*village.district.store->read(), {}, {}));  // nobody is asked about: nothing is read
}

TEST_CASE("A record that once named the erased is told of, also after somebody wrote it without them") {
    Village village;
    const RecordId named = village.add("list", {{"first", to_string(village.person)}, {"note", "Phử, nghiện"}});
    const RecordId nobody = village.add("list", {{"note", "không nói về ai"}});
    village.lan->catch_up();
    village.lan->write(named, "list", {{"first", Value()}, {"note", Value()}});
    village.lan->catch_up();
    const ErasurePlan plan = village.plan();
    CHECK(plan.erased == std::vector{village.person});
    REQUIRE(plan.mentions.size() == 1);
    CHECK(plan.mentions[0].id == named);
    CHECK(plan.mentions[0].id != nobody);
}
