// From the device to a file: what is there, without what the role must not take out.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "client/app/exported_records.h"
#include "sync-server/core/export_records.h"
#include "tests/client/app/line.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::TemporaryFolder;

namespace {

const char* roles_by_name = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[],
   "masks":{"export":["identifying"]}},
  {"id":"helper","name_vi":"Tình nguyện","name_en":"Helper","write":["person"],"read":[],"exports":false}]})";
const char* person_with_name = R"({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên"},"sensitivity":"identifying"},
  {"type":"text","name":"phone","label":{"vi":"Điện thoại"}}]})";

struct Place {
    Place() {
        district.publish_more({document("roles", roles_by_name), {"person.json", "forms", person_with_name}});
        district.add_user("lan", "worker", {"089"});
        district.add_user("mo", "helper", {"089"});
    }
    District district;
    TemporaryFolder folder;

    exports::Wish wish(const std::string& name) const {
        return exports::make_wish({.form = "person", .out = folder / name}, "").value();
    }
};

std::vector<std::string> noted_exports(Laptop& laptop) {
    std::vector<std::string> noted;
    for (const auto& entry : laptop.replica->audit().entries())
        if (entry.what == "export") noted.push_back(entry.detail);
    return noted;
}

std::vector<std::string> noted_exports(District& district) {
    std::vector<std::string> noted;
    for (const AuditRow& entry : district.store->read()->audit(0, 10'000))
        if (entry.what == "export") noted.push_back(entry.detail);
    return noted;
}

}  // namespace

TEST_CASE("a worker takes out what her device holds, nameless where the district says so") {
    Place place;
    Laptop lan(place.district, "lan");
    const RecordId phu = lan.add("Vàng Seo Phử");
    lan.edit(phu, "phone", "0912345678");
    lan.add("Giàng Thị Súa", "03079");
    const auto exported = export_records(lan.workbook, place.wish("p.json"));
    REQUIRE(exported);
    CHECK(exported->amount.records == 2);
    const std::string text = bytes_of(place.folder / "p.json");
    CHECK(text.find("Vàng Seo Phử") == std::string::npos);
    CHECK(text.find("0912345678") != std::string::npos);
    const Json json = Json::parse(text);
    CHECK(json["export"]["left_out"] == Json{"full_name"});
    for (const Json& record : json["records"])
        CHECK(record["area_name"] == (record["record"] == to_string(phu) ? "Nậm Chầy" : "Tân An"));

    exports::Wish narrow = place.wish("p.json");
    narrow.area = "03079";
    CHECK(export_records(lan.workbook, narrow)->amount.records == 1);
    narrow.area = "99999";
    CHECK(export_records(lan.workbook, narrow).error().code == ErrorCode::not_found);
    narrow = place.wish("p.json");
    narrow.where = "${full_name} = 'Vàng Seo Phử'";
    CHECK(export_records(lan.workbook, narrow).error().code == ErrorCode::refused);
}

TEST_CASE("who must not export gets no file, and is told whom to ask") {
    Place place;
    Laptop mo(place.district, "mo");
    mo.add("Vàng Seo Phử");
    const auto refused = export_records(mo.workbook, place.wish("p.csv"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::refused);
    CHECK(refused.error().message.vi.find("nhờ cán bộ huyện") != std::string::npos);
    CHECK(std::filesystem::is_empty(place.folder.path()));
}

TEST_CASE("hundreds of records on a device are read page by page, each once") {
    Place place;
    Laptop lan(place.district, "lan");
    for (int i = 0; i < 1100; ++i) lan.add("Người " + std::to_string(i));
    CHECK(export_records(lan.workbook, place.wish("p.csv"))->amount.records == 1100);
}

TEST_CASE("whoever stops an export half way has left an entry: it is noted before anything lies in the folder") {
    Place place;
    Laptop lan(place.district, "lan");
    lan.add("Vàng Seo Phử");
    lan.sync();
    const exports::Wish nowhere = place.wish("no folder/p.csv"), wish = place.wish("p.csv");
    SECTION("on the device") {
        CHECK(export_records(lan.workbook, nowhere).error().code == ErrorCode::damaged);
        REQUIRE(noted_exports(lan).size() == 1);
        CHECK(noted_exports(lan)[0].starts_with("begun, csv, "));
        const auto done = export_records(lan.workbook, wish);
        REQUIRE(done);
        const std::string number = done->stamp.number;
        CHECK(noted_exports(lan)[0] != "begun, csv, " + number);  // of the one that was stopped
        CHECK(noted_exports(lan)[1] == "begun, csv, " + number);
        CHECK(noted_exports(lan)[2] == number + ", 1 records");
    }
    SECTION("at the server, for whom") {
        const auto exported = [&](const exports::Wish& wanted) {
            return export_records(*place.district.store, "lan", wanted, place.district.clock.now());
        };
        CHECK(exported(nowhere).error().code == ErrorCode::damaged);
        REQUIRE(noted_exports(place.district).size() == 1);
        CHECK(noted_exports(place.district)[0].starts_with("begun, csv, "));
        CHECK(noted_exports(place.district)[0].ends_with(" person for lan (worker)"));
        const auto done = exported(wish);
        REQUIRE(done);
        const std::string number = done->stamp.number;
        CHECK(noted_exports(place.district)[1] == "begun, csv, " + number + " person for lan (worker)");
        CHECK(noted_exports(place.district)[2] == number + " person for lan (worker), 1 records");
    }
    SECTION("whoever may not export at all begins nothing") {
        Laptop mo(place.district, "mo");
        CHECK_FALSE(export_records(mo.workbook, wish));
        CHECK(noted_exports(mo).empty());
        CHECK_FALSE(export_records(*place.district.store, "nobody", wish, place.district.clock.now()));
        CHECK(noted_exports(place.district).empty());
    }
}
