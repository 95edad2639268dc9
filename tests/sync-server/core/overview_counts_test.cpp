// What the page of the office counts: also what two people wrote differently, until somebody has decided.
#include "sync-server/core/overview_counts.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/sync-server/core/district.h"

using namespace nuong;
using namespace nuong::testing;

TEST_CASE(
    "a record with two answers to one question is counted where it lies, whenever it happened, until it is decided") {
    District district;
    for (const char* user : {"lan", "binh"}) district.add_user(user, "worker", {"03076"});
    Device lan = district.device("lan"), binh = district.device("binh");
    const RecordId record = lan.make("person", "03076", "Vàng Seo Phử");
    lan.make("person", "03076", "Giàng A Chu");
    lan.catch_up();
    binh.catch_up();
    FormShelf shelf;
    const auto to_decide = [&] {
        const auto day = *parse_date("2001-01-01");  // a week in which nothing happened
        return count_overview(*district.store->read(), shelf, day, day, district.clock.now()).to_decide;
    };
    binh.write(record, "person", {{"full_name", "Vàng Seo Phừ"}});
    binh.catch_up();
    CHECK(to_decide().empty());  // a correction is no dispute
    lan.catch_up();
    lan.write(record, "person", {{"full_name", "Vàng Sèo Phử"}});
    binh.write(record, "person", {{"full_name", "Vàng Seo Phủ"}});
    lan.catch_up();
    binh.catch_up();
    CHECK(to_decide() == OverviewCounts::Sums{{{"03076", "person"}, 1}});
    lan.catch_up();
    lan.write(record, "person", {{"full_name", "Vàng Seo Phử"}});  // having seen both
    lan.catch_up();
    CHECK(to_decide().empty());
}
