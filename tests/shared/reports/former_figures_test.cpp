// What a report keeps of the periods before its own, and that it gives nothing away.
#include "shared/reports/former_figures.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "programme_world.h"
#include "shared/reports/frozen_table.h"
#include "shared/reports/row_chart.h"
#include "shared/reports/small_counts.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

ReportTable counted(const ReportDefinition& definition, const char* period, const char* area = "089") {
    const test::ShippedProgramme& shipped = test::shipped_programme();
    auto tally = Tally::make(definition, shipped.areas, area, *parse_period(period), shipped.forms, shipped.programme);
    REQUIRE(tally);
    return tally->finish([](const std::string&) { return std::nullopt; });
}

// Two rows of an indicator section, of which nobody has counted anything yet.
ReportTable table_with(std::optional<double> before, std::optional<double> now) {
    ReportTable table;
    table.report = "B11";
    table.area = "089";
    table.period = *parse_period("2024");
    ReportSection& section = table.sections.emplace_back();
    section.id = "indicators";
    ReportRow& row = section.rows.emplace_back();
    row.id = "I10";
    row.hide_below = 5;
    row.total.numerator = now;
    ReportTable kept = table;
    kept.period = *parse_period("2023");
    kept.sections[0].rows[0].total.numerator = before;
    table.former = {kept};
    return table;
}

}  // namespace

TEST_CASE("of the periods before, the indicators of a report are counted; of one that hides small counts all of it") {
    const test::ShippedProgramme& shipped = test::shipped_programme();
    const auto sections = [&](const char* id) {
        const auto definition = definition_of_former(shipped.report(id));
        return definition ? definition->sections.size() : 0;
    };
    CHECK(sections("B11") == 1);
    CHECK(sections("R1") == 1);  // of its eleven forms B11
    CHECK(sections("R6") == 1);
    CHECK(sections("B05") == 0);
    CHECK(sections("R9") == 0);
    ReportDefinition hiding = shipped.report("R1");
    hiding.hides_small_counts = true;
    CHECK(definition_of_former(hiding)->sections.size() == hiding.sections.size());
}

TEST_CASE("the numbers of the whole area are kept, without units, words and lists, and only of the same area") {
    const auto definition = definition_of_former(test::shipped_programme().report("R1"));
    ReportTable table = counted(test::shipped_programme().report("R1"), "2024-H1");
    keep_former(*definition, counted(*definition, "2023-H2"), table);
    keep_former(*definition, counted(*definition, "2023-H1", "03061"), table);
    REQUIRE(table.former.size() == 1);
    const ReportTable& kept = table.former[0];
    CHECK(kept.period.code == "2023-H2");
    CHECK(kept.columns.empty());
    REQUIRE(kept.sections.size() == 1);
    CHECK(kept.sections[0].rows.size() > 10);
    for (const ReportRow& row : kept.sections[0].rows) CHECK(row.cells.empty());
}

TEST_CASE("a line needs two numbers; one that is hidden is none, and neither is one that nobody counted") {
    const auto trend = [](std::optional<double> before, std::optional<double> now) {
        return trend_of(table_with(before, now), 0, 0, Language::vi);
    };
    REQUIRE(trend(7, 9).size() == 2);
    CHECK(trend(7, 9)[0].name == "2023");
    CHECK(trend(7, 9)[1].number == 9);
    CHECK(trend({}, 9).empty());
    CHECK(trend(0, 0).empty());  // nothing happened, and nothing was asked
    CHECK(trend(0, 9).size() == 2);
    ReportTable table = table_with(7, 9);
    table.sections[0].rows[0].id = "I11";  // another row than the one that was kept
    CHECK(trend_of(table, 0, 0, Language::vi).empty());
}

TEST_CASE("small counts are hidden in what is kept of former periods as well") {
    ReportTable table = table_with(3, 9);
    hide_small_counts(table);
    CHECK(table.former[0].sections[0].rows[0].total.status == CellStatus::hidden);
    CHECK_FALSE(table.former[0].sections[0].rows[0].total.numerator);
    CHECK(table.sections[0].rows[0].total.numerator == 9);
    table = table_with(30, 90);
    hide_rows_of_few(table);
    CHECK_FALSE(table.former[0].sections[0].rows[0].total.numerator);
}

TEST_CASE("former periods are frozen with the table; a version from before they were kept has the text that it had") {
    ReportTable table = table_with(7, 9);
    const std::string text = encode_table(table);
    const auto again = decode_table(text);
    REQUIRE(again);
    CHECK(*again == table);
    CHECK(encode_table(*again) == text);
    table.former.clear();
    const std::string older = encode_table(table);
    CHECK(older.find("former") == std::string::npos);
    CHECK(decode_table(older)->former.empty());
    Json json = parse_json(text, "table").value();
    json["former"][0]["period"] = "someday";
    const auto damaged = decode_table(dump_json(json));
    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().message.en.find("former/0/period") != std::string::npos);
}
