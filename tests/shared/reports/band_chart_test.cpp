// Bands of risk drawn from the rows of a report: what may be drawn, in which order, and what stays words.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "shared/reports/band_chart.h"
#include "shared/reports/report_definition.h"
#include "tests/shared/reports/programme_world.h"

using namespace nuong;
using namespace nuong::reports;
using Catch::Matchers::WithinAbs;

namespace {

ReportRow row_of(const char* bar, const char* code, double count) {
    ReportRow row;
    row.id = std::string(bar) + "_" + code;
    row.unit = "turns";
    row.total.numerator = count;
    row.band = RowBand{{bar, bar}, {code, code}, code};
    return row;
}

ReportTable table_of(std::vector<ReportRow> rows) {
    ReportTable table;
    table.sections.emplace_back().rows = std::move(rows);
    return table;
}

std::vector<std::string> names_of(const std::vector<BandBar>& bars) {
    std::vector<std::string> names;
    for (const BandBar& bar : bars) names.push_back(bar.name);
    return names;
}

}  // namespace

TEST_CASE("each bar is shares of itself in the order of the rows, and one that counts nobody is not drawn") {
    const ReportTable table = table_of(
        {row_of("Thuốc lá", "low", 1230), row_of("Thuốc lá", "moderate", 15), row_of("Thuốc lá", "high", 5),
         row_of("Cocain", "low", 0), row_of("Cocain", "high", 0), row_of("Rượu", "low", 1), row_of("Rượu", "high", 3)});
    const auto bars = bands_of(table, 0, Language::vi);
    CHECK(names_of(bars) == std::vector<std::string>{"Thuốc lá", "Rượu"});
    CHECK(bars[0].whole == 1250);
    CHECK(bars[0].whole_text == "1.250");
    REQUIRE(bars[0].parts.size() == 3);
    CHECK_THAT(bars[0].share_of(bars[0].parts[1]), WithinAbs(0.012, 1e-6));
    CHECK(bars[0].parts[0].text == "1.230");
    CHECK(bars[1].parts[1].code == "high");
    CHECK_THAT(bars[1].share_of(bars[1].parts[1]), WithinAbs(0.75, 1e-6));
    CHECK(bands_of(table, 1, Language::vi).empty());
}

TEST_CASE("of a bar with a hidden band nothing is drawn and no sum is said, for either would tell it") {
    ReportTable table = table_of({row_of("Thuốc lá", "low", 40), row_of("Thuốc lá", "high", 2)});
    Cell& hidden = table.sections[0].rows[1].total;
    hidden.status = CellStatus::hidden;
    hidden.numerator.reset();
    const auto bars = bands_of(table, 0, Language::vi);
    REQUIRE(bars.size() == 1);
    CHECK_FALSE(bars[0].whole);
    CHECK(bars[0].whole_text.empty());
    for (const BandPart& part : bars[0].parts) CHECK(bars[0].share_of(part) == 0);
    CHECK_FALSE(bars[0].parts[1].number);
    CHECK(bars[0].parts[1].text.find('2') == std::string::npos);
}

TEST_CASE("of a bar whose bands nobody here can count it is said in words that it is not held, and no sum is made") {
    ReportTable table =
        table_of({row_of("Thuốc lá", "low", 40), row_of("Thuốc lá", "high", 2), row_of("Rượu", "low", 1)});
    for (const std::size_t row : {0U, 1U}) {
        Cell& cell = table.sections[0].rows[row].total;
        cell = blank_cell(cell, CellStatus::not_held);
    }
    const auto bars = bands_of(table, 0, Language::vi);
    REQUIRE(bars.size() == 2);
    CHECK(bars[0].instead == "không giữ trên máy này");
    CHECK_FALSE(bars[0].whole);
    CHECK(bars[1].instead.empty());
    CHECK(bars[1].whole == 1);
}

TEST_CASE("form 03 draws a bar for each substance and each age, cut into the four bands of ASSIST") {
    const auto& shipped = test::shipped_programme();
    for (const SectionDefinition& section : shipped.report("B03").sections) {
        if (section.id != "band_age") continue;
        REQUIRE(section.rows.size() == 12);
        CHECK(section.rows[0].band == RowBand{{"dưới 18 tuổi", "under 18"}, {"nguy cơ thấp", "low risk"}, "low"});
        CHECK(section.rows[11].band->bar.vi == "trên 30");
        CHECK(section.rows[11].band->code == "incomplete");
    }
    std::vector<std::string> bars;
    for (const SectionDefinition& section : shipped.report("B03").sections)
        for (const RowDefinition& row : section.rows)
            if (row.band && std::find(bars.begin(), bars.end(), row.band->bar.vi) == bars.end())
                bars.push_back(row.band->bar.vi);
    CHECK(bars.size() == 13);
    CHECK(bars.front() == "Thuốc lá, thuốc lào");
}

TEST_CASE("a band that no choice list of risks knows is refused where it is written") {
    const std::string text = R"({"kind":"report","id":"R9","version":1,"title":{"vi":"T","en":"T"},
        "sections":[{"id":"s","title":{"vi":"S","en":"S"},"rows":[
          {"id":"r","label":{"vi":"L","en":"L"},"numerator":{"count":{"form":"screening_assist"}},
           "band":{"code":"terrible","label":{"vi":"a","en":"a"},"bar":{"vi":"b","en":"b"}}}]}]})";
    const auto report = parse_report(text, "R9");
    REQUIRE_FALSE(report);
    CHECK(report.error().message.en.find("terrible") != std::string::npos);
}
