// How long the server keeps what nobody has decided about.
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "sync-server/core/retention.h"

using namespace nuong;
using namespace nuong::testing;

TEST_CASE("A visit that was refused and never let through goes when such visits are no longer kept") {
    District district;
    district.publish_more({{"contact.json", "forms",
                            R"j({"id":"contact","version":2,"title":{"vi":"Gặp","en":"Contact"},
        "settings":{"retention_days":100},"survey":[
        {"type":"text","name":"full_name","label":{"vi":"Nội dung","en":"What was said"}}]})j"}});
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
    CHECK(over().empty());

    district.clock.advance(std::chrono::hours(24 * 99));
    lan.write(kept, "contact", {{"full_name", "gặp lại"}});
    lan.catch_up();
    CHECK(over().empty());
    district.clock.advance(std::chrono::hours(24 * 2));
    const auto expired = over();
    REQUIRE(expired.size() == 1);  // and not what somebody has written in since
    {
        const auto transaction = district.store->begin();
        CHECK(erase_expired(*transaction, expired, "test", district.clock.now()));
        district.service.committed(transaction->commit());
    }
    CHECK(district.quarantine().empty());
    CHECK(over().empty());
    for (const ChangeRow& row : district.store->read()->changes(0, 100))
        CHECK(row.body.find("lời kể riêng") == std::string::npos);
}
