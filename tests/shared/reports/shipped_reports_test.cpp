// The shipped reports fit the shipped forms: every expression in them compiles, for every kind of area and period.
#include <catch2/catch_test_macros.hpp>

#include "programme_world.h"

using namespace nuong;
using namespace nuong::reports;

TEST_CASE("every shipped report can be made, of a province, a district, a commune, before and after the reform") {
    const test::ShippedProgramme& shipped = test::shipped_programme();
    for (const char* id : {"R1",  "R2",  "R3",  "R4",  "R5",  "R6",  "R7",  "R8",  "R9",  "B01",
                           "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11"}) {
        CAPTURE(id);
        const ReportDefinition definition = shipped.report(id);
        for (const char* area : {"10", "089", "03061", "2025.15"})
            for (const char* period : {"2024-H1", "2024", "2023-01-01..2025-12-31", "2026-H1"}) {
                CAPTURE(area, period);
                auto tally = Tally::make(definition, shipped.areas, area, *parse_period(period), shipped.forms,
                                         shipped.programme);
                if (!tally) FAIL(tally.error().message.en);
                const ReportTable table = tally->finish([](const std::string&) { return std::nullopt; });
                CHECK(table.sections.size() == definition.sections.size());
                CHECK_FALSE(to_text(table, Language::vi).empty());
            }
    }
}

TEST_CASE("nothing counted is 0 where things are counted and - where a share is asked for") {
    const test::ShippedProgramme& shipped = test::shipped_programme();
    auto tally = Tally::make(shipped.report("B11"), shipped.areas, "089", *parse_period("2024-H1"), shipped.forms,
                             shipped.programme);
    REQUIRE(tally);
    const ReportTable table = tally->finish([](const std::string&) { return std::nullopt; });
    std::size_t shares = 0;
    for (const ReportRow& row : table.sections[0].rows) {
        CAPTURE(row.id);
        CHECK(row.total.numerator == 0.0);
        if (!row.is_share) continue;
        ++shares;
        if (row.total.denominator.value_or(0) == 0) CHECK(row.total.status == CellStatus::empty);
        else CHECK(row.total.value == Decimal{0, 0});
        if (row.total.status == CellStatus::empty) CHECK_FALSE(row.total.value);
    }
    CHECK(shares > 30);
}
