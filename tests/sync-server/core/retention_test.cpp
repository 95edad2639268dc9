// How long the server keeps what nobody has decided about.
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "sync-server/core/retention.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

constexpr const char* kept_for_100_days = R"j({"id":"contact","version":2,"title":{"vi":"Gặp","en":"Contact"},
        "settings":{"retention_days":100},"survey":[
        {"type":"text","name":"full_name","label":{"vi":"Nội dung","en":"What was said"}}]})j";

}  // namespace

TEST_CASE("A visit that was refused and never let through goes when such visits are no longer kept") {
    District district;
    district.publish_more({{"contact.json", "forms", kept_for_100_days}});
    district.add_user("lan", "worker", {"089"});
    district.add_user("dung", "police", {"089"});
    Device lan = district.device("lan"), dung = district.device("dung");
    dung.make("contact", "03076", "lời kể riêng");  // the police write no contacts
    const RecordId kept = lan.make("contact", "03076", "đã gặp");
    dung.catch_up();
    lan.catch_up();
    REQUIRE(district.quarantine().size() == 1);
    const auto book = make_book(district.store->read()->documents_in_force()).value();
    const auto over = [&] { return expired_records(*district.store->read(), *book, district.clock.now(), 10); };
    CHECK(over().records.empty());

    district.clock.advance(std::chrono::hours(24 * 99));
    lan.write(kept, "contact", {{"full_name", "gặp lại"}});
    lan.catch_up();
    CHECK(over().records.empty());
    district.clock.advance(std::chrono::hours(24 * 2));
    const auto expired = over();
    REQUIRE(expired.records.size() == 1);  // and not what somebody has written in since
    {
        const auto transaction = district.store->begin();
        CHECK(erase_expired(*transaction, expired.records, expired.seen, "test", district.clock.now()));
        district.service.committed(transaction->commit());
    }
    CHECK(district.quarantine().empty());
    CHECK(over().records.empty());
    for (const ChangeRow& row : district.store->read()->changes(0, 100))
        CHECK(row.body.find("lời kể riêng") == std::string::npos);
}

TEST_CASE("What a tablet whose clock is years behind has sent today is not over today") {
    District district;
    district.publish_more({{"contact.json", "forms", kept_for_100_days}});
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan");
    lan.make("contact", "03076", "đã gặp");
    lan.log.back().at -= std::chrono::hours(24 * 365 * 4);
    lan.catch_up();
    const auto book = make_book(district.store->read()->documents_in_force()).value();
    const auto over = [&] {
        return expired_records(*district.store->read(), *book, district.clock.now(), 10).records.size();
    };
    CHECK(over() == 0);
    district.clock.advance(std::chrono::hours(24 * 101));
    CHECK(over() == 1);
}

TEST_CASE("A clock that leaps is seen in the audit, until it is mended or a round was run all the same") {
    District district;
    district.add_user("lan", "worker", {"089"});
    const auto note = [&](const char* what) {
        const auto transaction = district.store->begin();
        if (std::string_view(what) == "round") note_retention(*transaction, "retention", 0, district.clock.now());
        else transaction->add_audit(district.clock.now(), "lan", what, "");
        transaction->commit();
    };
    const auto jump = [&] { return clock_jump(*district.store->read(), district.clock.now()); };
    note("enrol");
    CHECK_FALSE(jump());
    const Instant right = district.clock.now();
    district.clock.advance(std::chrono::hours(24 * 365 * 10));
    REQUIRE(jump());
    CHECK(jump()->from == right);
    for (int day = 0; day < 3; ++day) {  // people go on working
        note("export");
        district.clock.advance(std::chrono::hours(24));
    }
    CHECK(jump()->from == right);
    district.clock.set(right + std::chrono::hours(24 * 3));  // mended
    note("export");
    CHECK_FALSE(jump());
    district.clock.advance(std::chrono::hours(24 * 200));  // the server was off, and somebody says that it was
    CHECK(jump());
    note("round");
    CHECK_FALSE(jump());
}
