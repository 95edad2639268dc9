// What a report on a device leaves blank, number by number: what is counted from forms that the role does not hold, and
// from places outside the grants. A nought there would be a lie.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "client/app/area_choice.h"
#include "client/app/device_report.h"
#include "shared/base/hash.h"
#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using reports::Cell;
using reports::CellStatus;

namespace {

const std::string report_text =
    R"({"kind":"report","id":"R1","version":1,"small_counts":"exact","duty":["outreach_worker"],
    "title":{"vi":"Sàng lọc","en":"Screening"},
    "sections":[{"id":"s","title":{"vi":"Người","en":"People"},"rows":[
        {"id":"people","label":{"vi":"Số người","en":"People"},"unit":"people",
         "numerator":{"distinct":{"form":"person_register","when":"always"}}},
        {"id":"share","label":{"vi":"Nam trên số đã sàng lọc","en":"Men of the screened"},"unit":"percent",
         "numerator":{"distinct":{"form":"person_register","when":"always","where":"${sex} = 'male'"}},
         "denominator":{"distinct":{"form":"screening_assist","when":"always"}}},
        {"id":"written","label":{"vi":"Theo báo cáo","en":"As reported"},"unit":"people",
         "numerator":{"register":{"distinct":{"form":"screening_assist","when":"always"}},"use":"baseline",
                      "baseline":{"value":3580,"area":"089","document":"459/BC-UBND"}}},
        {"id":"sessions","label":{"vi":"Số buổi","en":"Sessions"},"unit":"count",
         "numerator":{"count":{"form":"communication_activity","when":"always"}}}]},
      {"id":"l","title":{"vi":"Đã sàng lọc","en":"Screened"},
       "list":{"set":{"form":"screening_assist","when":"always"},"form":"screening_assist",
               "fields":[{"label":{"vi":"Ngày","en":"Day"},"value":"${occurred_on}"}]}}]})";

const AreaCode district = "089", commune = "03061", other_commune = "03076", town = "088";

struct Office {
    TemporaryFolder home;
    Desk desk{home.path()};
    std::unique_ptr<Replica> store = desk.store();
    Workbook workbook{*store, desk.clock};

    explicit Office(const std::function<void(DeviceInfo&)>& grants) {
        protocol::SyncAnswer answer = answer_now(*store, desk);
        answer.catalogue = store->schemas().catalogue();
        answer.catalogue->push_back({"report", "R1", 1, to_hex(sha256(report_text))});
        std::vector<std::string> bodies(answer.catalogue->size());
        bodies.back() = report_text;
        store->apply(answer, bodies, desk.clock.now());
        FieldDevice::add_people(*store, 40);
        DeviceInfo info = store->device();
        grants(info);
        store->devices().save(info);
    }

    Result<reports::ReportTable> count(const AreaCode& area) {
        return count_report(workbook, {"R1", area, *reports::parse_period("2025-H1")});
    }
    reports::ReportTable counted(const AreaCode& area) {
        auto table = count(area);
        if (!table) FAIL(table.error().message.en);
        return *table;
    }
};

const reports::ReportRow& row_of(const reports::ReportTable& table, const std::string& id) {
    for (const reports::ReportRow& row : table.sections[0].rows)
        if (row.id == id) return row;
    FAIL("no row " << id);
    throw std::logic_error("not reached");
}

const Cell& cell_of(const reports::ReportTable& table, const std::string& id, const AreaCode& area) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].area == area) return row_of(table, id).cells[i];
    FAIL("no column " << area);
    throw std::logic_error("not reached");
}

bool is_blank(const Cell& cell) { return cell == blank_cell(cell, CellStatus::not_held); }

bool remarks_say(const reports::ReportTable& table, const std::string& words) {
    return std::any_of(table.remarks.begin(), table.remarks.end(),
                       [&](const Message& each) { return each.vi.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a role that does not read screenings is told how many men there are, and not of how many screened") {
    Office office([](DeviceInfo& device) { device.forms = {{"communication_activity", "person_register"}}; });
    const auto table = office.counted(district);
    CHECK(row_of(table, "people").total.numerator == 41);
    for (const Cell* share : {&row_of(table, "share").total, &cell_of(table, "share", commune)}) {
        CHECK(share->numerator == 41);
        CHECK_FALSE(share->denominator);
        CHECK_FALSE(share->value);
        CHECK(share->status == CellStatus::not_held);
    }
    CHECK(remarks_say(table, "Để trống các số đếm từ phiếu"));

    CHECK(row_of(table, "written").total.numerator == 3580);  // it stands in a document, not in records
    CHECK(row_of(table, "written").total.status == CellStatus::none);
    CHECK(is_blank(cell_of(table, "written", commune)));

    CHECK(table.sections[1].list.empty());
    CHECK_FALSE(table.sections[1].lists_all);
}

TEST_CASE("a report of the district on a device of one commune has that commune's numbers, and no nought elsewhere") {
    Office office([](DeviceInfo& device) { device.areas = {commune}; });
    const auto table = office.counted(district);
    CHECK(cell_of(table, "people", commune).numerator == 41);
    CHECK(cell_of(table, "sessions", commune).numerator == 0);
    for (const char* row : {"people", "sessions"}) {
        CAPTURE(row);
        CHECK(is_blank(cell_of(table, row, other_commune)));
        CHECK(is_blank(row_of(table, row).total));
    }
    CHECK(row_of(table, "written").total.numerator == 3580);
    CHECK(remarks_say(table, "chỉ giữ phiếu của"));
    CHECK_FALSE(table.sections[1].lists_all);

    const auto own = office.counted(commune);
    CHECK(row_of(own, "people").total.numerator == 41);
    CHECK(own.remarks.empty());
    CHECK(own.sections[1].lists_all);
}

TEST_CASE("a report of a place of which nothing is on the device is refused, and said is where one can be made of") {
    Office office([](DeviceInfo& device) { device.areas = {commune}; });
    for (const AreaCode& area : {town, other_commune}) {
        const auto table = office.count(area);
        REQUIRE_FALSE(table);
        CHECK(table.error().code == ErrorCode::refused);
        CHECK(table.error().message.vi.find(area_text(office.store->areas(), commune, Language::vi)) !=
              std::string::npos);
    }
    CHECK(office.count("nowhere").error().code == ErrorCode::not_found);
}
