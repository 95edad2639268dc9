// From the device to a file: what is there, without what the role must not take out.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "client/app/exported_records.h"
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
