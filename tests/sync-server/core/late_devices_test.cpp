// Which devices are late, as the server's own report of them says.
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "district.h"
#include "sync-server/core/make_report.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

constexpr const char* late_report = R"({"kind":"report","id":"L","version":1,"title":{"vi":"Máy","en":"Devices"},
  "small_counts":"hidden","duty":["worker"],"sections":[
  {"id":"devices","title":{"vi":"Máy","en":"Devices"},"devices":{"late_after_days":7}}]})";

std::map<std::string, std::string> standing_by_user(District& district, const std::string& period) {
    const auto table = make_report(*district.store->read(), "L", "089", reports::parse_period(period).value());
    REQUIRE(table);
    std::map<std::string, std::string> standing;
    for (const reports::ListLine& line : table->sections.front().list) standing[line.fields[1]] = line.status;
    return standing;
}

}  // namespace

TEST_CASE(
    "in a half-year that is not over, who has synced this week is not late for the months that are still to come") {
    District district;
    district.publish_more({{"L.json", "reports", late_report}});
    for (const char* name : {"lan", "binh"}) district.add_user(name, "worker", {"03076"});
    Device lan = district.device("lan"), binh = district.device("binh");
    binh.catch_up();
    district.clock.advance(std::chrono::days(10));
    lan.make("person", "03076", "A");
    lan.catch_up();
    district.change_device(lan.id, [&](DeviceRow& row) { row.seen = district.clock.now(); });
    CHECK(standing_by_user(district, "2024-H1") ==
          std::map<std::string, std::string>{{"binh", "late"}, {"lan", "on_time"}});
}

TEST_CASE("when nobody has been heard of for weeks, everybody is late as soon as anything else happens at the server") {
    District district;
    district.publish_more({{"L.json", "reports", late_report}});
    for (const char* name : {"lan", "binh"}) {
        district.add_user(name, "worker", {"03076"});
        district.device(name).catch_up();
    }
    district.clock.advance(std::chrono::days(20));
    district.code_for("lan");  // somebody of the district looks after it, and the audit has the day
    CHECK(standing_by_user(district, "2024-H1") ==
          std::map<std::string, std::string>{{"binh", "late"}, {"lan", "late"}});
}
