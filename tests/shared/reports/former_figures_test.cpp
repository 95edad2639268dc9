// What a report keeps of the periods before its own, and that it gives nothing away.
#include "shared/reports/former_figures.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "programme_world.h"
#include "session_report.h"
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

namespace {

// How many sessions for a hundred people; the register knows of everybody in it since 2010.
const std::string of_people = R"x("unit":"percent","threshold":{"op":">=","value":80},"denominator":{"distinct":
    {"form":"person_register","key":"record","when":{"rule":"covers_end","from":"date('2010-01-01')"}}})x";

std::vector<CountedRecord> begun_in_2023() {
    CountedRecord person{test::id_named("person"),
                         "person_register",
                         test::village,
                         "submitted",
                         "",
                         {{"full_name", "x"}, {"occurred_on", "2023-02-01"}}};
    return {person, test::session("a", test::village, "2023-03-01")};
}

ReportTable with_former(const Programme& programme, const char* area, const std::vector<CountedRecord>& records) {
    const auto of = [&](const Period& period) {
        return test::finished(test::sessions_tally(programme, area, period.code.c_str()), records);
    };
    ReportDefinition counted;
    counted.sections.emplace_back().lists_indicators = true;
    const Period now = *parse_period("2024-H1");
    ReportTable table = of(now);
    for (const Period& period : periods_before(now, former_periods)) keep_former(counted, of(period), table);
    return table;
}

}  // namespace

TEST_CASE("a period that was over before anything was written is blank in a line over periods, not 0 and not missed") {
    const auto programme = test::sessions_with(of_people);
    const ReportTable table = with_former(programme, "089", begun_in_2023());
    const auto former = former_values(table, 0, 0);
    REQUIRE(former.size() == 5);
    for (const std::size_t before : {0u, 1u, 2u}) {  // the second half of 2021 to that of 2022
        CAPTURE(former[before].period.code);
        CHECK_FALSE(former[before].cell.numerator);
        CHECK_FALSE(former[before].cell.denominator);
        CHECK_FALSE(former[before].cell.value);
        CHECK(former[before].cell.status == CellStatus::none);
        CHECK(former[before].cell.target == Decimal{80, 0});
    }
    CHECK(former[3].cell.status == CellStatus::met);
    CHECK(former[4].cell.value == Decimal{0, 0});  // nothing happened, and that is known
    CHECK(former[4].cell.status == CellStatus::not_met);
    const auto marks = trend_of(table, 0, 0, Language::vi);
    REQUIRE(marks.size() == 6);
    CHECK_FALSE(marks[2].number);
    CHECK(marks[2].status_text.empty());
    CHECK(marks[3].number == 100);
    CHECK(*decode_table(encode_table(table)) == table);
}

TEST_CASE("a commune that did nothing while others had begun has a 0") {
    const ReportTable table = with_former(test::sessions_with(test::five_asked), test::other_village, begun_in_2023());
    const auto former = former_values(table, 0, 0);
    REQUIRE(former.size() == 5);
    CHECK_FALSE(former[2].cell.numerator);
    CHECK(former[3].cell.numerator == 0);
    CHECK(former[3].cell.status == CellStatus::not_met);
}

TEST_CASE("when anything was first written is remembered with a count, and known of what several counted") {
    const auto programme = test::sessions_with(of_people);
    for (const auto& [code, is_before] : {std::pair{"2022-H2", true}, std::pair{"2023-H2", false}}) {
        CAPTURE(code);
        CountMemory memory;
        Tally first = test::sessions_tally(programme, "089", code);
        first.remember_in(memory);
        CHECK(test::finished(std::move(first), begun_in_2023()).is_before_records == is_before);
        Tally again = test::sessions_tally(programme, "089", code);
        again.recall(memory);
        CHECK(test::finished(std::move(again), {}).is_before_records == is_before);
        Tally whole = test::sessions_tally(programme, "089", code), part = whole.another();
        for (const CountedRecord& record : begun_in_2023()) part.add(record);
        whole.absorb(part);
        CHECK(test::finished(std::move(whole), {}).is_before_records == is_before);
    }
}

TEST_CASE("a period of which the figures of erased people are kept is no period before the records") {
    Tally tally = test::sessions_tally(test::sessions_with(of_people), "089", "2022-H2");
    tally.add_remainder({{{FigureMark{}, test::village}, {1, 0}}});
    CHECK_FALSE(test::finished(std::move(tally), begun_in_2023()).is_before_records);
}
