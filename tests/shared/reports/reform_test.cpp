// One programme on both sides of the reform of 1 July 2025: what was recorded in the old communes, reported for the new
// ones, and the other way round.
#include <catch2/catch_test_macros.hpp>

#include "programme_world.h"
#include "shared/base/uuid.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

CountedRecord contact(const char* id, const char* area, const char* day) {
    return {id,   "outreach_contact",
            area, "submitted",
            "",   {{"occurred_on", day}, {"outcome", "met"}, {"person", "00000000-0000-7000-8000-000000000001"}}};
}

ReportTable contacts(const char* area, const char* period, const std::vector<CountedRecord>& records) {
    const test::ShippedProgramme& shipped = test::shipped_programme();
    const auto report = parse_report(
        R"({"id":"T","version":1,"title":{"vi":"T","en":"T"},"small_counts":"exact","duty":["x"],"sections":[{"id":"s",
        "form":"outreach_contact","rows":[{"id":"contacts","label":{"vi":"a","en":"a"}}]}]})",
        "T");
    auto tally = Tally::make(*report, shipped.areas, area, *parse_period(period), shipped.forms, shipped.programme);
    if (!tally) FAIL(tally.error().message.en);
    for (const CountedRecord& record : records) tally->add(record);
    return tally->finish([](const std::string&) { return std::nullopt; });
}

double in_column(const ReportTable& table, const std::string& area) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].area == area) return table.sections[0].rows[0].cells[i].numerator.value_or(-1);
    return -1;
}

double total(const ReportTable& table) { return *table.sections[0].rows[0].total.numerator; }

const std::vector<CountedRecord>& both_sides() {
    static const std::vector<CountedRecord> records{
        contact("1", "03085", "2025-03-01"),       // Nậm Xé, before: the commune stayed one
        contact("2", "03061", "2025-03-01"),       // Võ Lao, before
        contact("3", "2025.03085", "2025-09-01"),  // Nậm Xé, after
        contact("4", "2025.02671", "2025-09-01"),  // the new ward Cam Đường
        contact("5", "02872", "2025-03-01"),       // Tà Chải, of which nobody knows where it went
        contact("6", "03085", "2025-09-01")};      // entered under the old commune after the reform, as it may be
    return records;
}

}  // namespace

TEST_CASE("the new province sees what its communes did under their old names") {
    const ReportTable year = contacts("2025.15", "2025", both_sides());
    CHECK(year.area_name.vi == "Lào Cai");
    CHECK(year.columns.size() == 100);  // 99 communes, and what cannot be placed
    CHECK(in_column(year, "2025.03085") == 3);
    CHECK(in_column(year, "2025.02671") == 1);
    CHECK(in_column(year, "") == 1);  // Tà Chải: within the province, in no known commune
    CHECK(total(year) == 6);
    // The same by the official code, read as of the period's end.
    CHECK(contacts("15", "2025", both_sides()) == year);
    CHECK(contacts("15", "2024", both_sides()).area_name.vi == "Yên Bái");
}

TEST_CASE("a district that was closed stays a group to report on, with what its new communes bring") {
    const ReportTable district = contacts("089", "2025", both_sides());
    CHECK(in_column(district, "03085") == 3);
    CHECK(in_column(district, "03061") == 1);
    CHECK(total(district) == 4);
    CHECK(total(contacts("089", "2026-H1", {contact("1", "2025.03085", "2026-02-01")})) == 1);
    CHECK(total(contacts("080", "2025", both_sides())) == 1);
    // The new ward Lào Cai took communes of two old districts: neither may claim what is recorded there.
    for (const char* old_district : {"080", "086"})
        CHECK(total(contacts(old_district, "2025", {contact("1", "2025.02647", "2025-09-01")})) == 0);
    CHECK(in_column(contacts("10", "2025", {contact("1", "2025.02647", "2025-09-01")}), "") == 1);
}

TEST_CASE("one commune under either of its names") {
    CHECK(total(contacts("2025.03085", "2025", both_sides())) == 3);
    CHECK(total(contacts("03085", "2025", both_sides())) == 3);
    CHECK(total(contacts("02872", "2025", both_sides())) == 1);
}
