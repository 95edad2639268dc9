// What a report says of devices that are silent is of those whose work may be missing in it, and of no other place.
#include "sync-server/core/device_count.h"

#include <catch2/catch_test_macros.hpp>

#include "sync-server/core/document_book.h"
#include "sync-server/core/make_report.h"
#include "tests/sync-server/core/district.h"

using namespace nuong;
using namespace nuong::testing;
using std::chrono::days;

TEST_CASE(
    "A report counts the devices of its own area, of what is above it and of what is in it, and not the province's") {
    District district;
    for (const auto& [user, area] : {std::pair("lan", "03076"), {"binh", "03079"}, {"hue", "089"}, {"phuong", "080"}}) {
        district.add_user(user, "worker", {area});
        const Device device = district.device(user);
        const bool is_silent = std::string_view(user) == "lan" || std::string_view(user) == "phuong";
        district.change_device(
            device.id, [&](DeviceRow& row) { row.seen = district.clock.now() - (is_silent ? days(8) : days(1)); });
    }
    const auto book = make_book(district.store->read()->documents_in_force());
    REQUIRE(book);
    struct Case {
        const char* area;
        std::size_t quiet, active;
        const char* said;
    };
    for (const Case& each : {Case{"03076", 1, 2, "1/2 devices"},  // lan's, and the one of the whole district
                             Case{"03079", 0, 2, "0/2 devices"}, Case{"089", 1, 3, "1/3 devices"},
                             Case{"02635", 1, 1, "1/1 devices"}, Case{"10", 2, 4, "2/4 devices"}}) {
        CAPTURE(each.area);
        const DeviceCount count =
            count_devices(*district.store->read(), (*book)->areas, each.area, district.clock.now());
        CHECK(count.quiet == each.quiet);
        CHECK(count.active == each.active);
        const Message said = source_of_report(
            *district.store->read(), {"R1", each.area, *reports::parse_period("2024-H1")}, district.clock.now());
        CHECK(said.en.find(each.said) != std::string::npos);
    }
    CHECK(count_devices(*district.store->read(), district.clock.now()).active == 4);
}
