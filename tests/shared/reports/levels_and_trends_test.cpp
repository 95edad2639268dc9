// Whom a figure is asked of, and what becomes of it from one period to the next: no unit bears a mark that it has not
// earned.
#include <catch2/catch_test_macros.hpp>

#include "session_report.h"
#include "shared/reports/row_chart.h"

using namespace nuong;
using namespace nuong::reports;
using namespace nuong::test;

namespace {

const ReportRow& row_of(const ReportTable& table, const std::string& id) {
    for (const ReportRow& row : table.sections[0].rows)
        if (row.id == id) return row;
    FAIL("no row " + id);
    return table.sections[0].rows[0];
}

}  // namespace

TEST_CASE("five points that a province has to have are asked of no district and of no commune") {
    const std::vector<CountedRecord> one{session("a", village, "2024-03-01")};
    const ReportTable district = report_of(sessions_with(five_asked + R"(,"levels":["province"])"), "089", one);
    for (const Cell& cell : district.sections[0].rows[0].cells) {
        CHECK_FALSE(cell.target);
        CHECK_FALSE(cell.percent_of_target);
        CHECK(cell.status == CellStatus::none);
    }
    CHECK_FALSE(district.sections[0].rows[0].total.target);
    CHECK(district.sections[0].rows[0].total.status == CellStatus::none);
    CHECK(district.sections[0].rows[0].total.numerator == 1);  // what was counted is told all the same
    CHECK_FALSE(chart_of(district, 0, 0, Language::vi)->judges_units());

    const ReportTable province = report_of(sessions_with(five_asked + R"(,"levels":"province")"), "10", one);
    CHECK(province.sections[0].rows[0].total.target == Decimal{5, 0});
    CHECK(province.sections[0].rows[0].total.status == CellStatus::not_met);
    CHECK_FALSE(cell_of(province, "089").target);
}

TEST_CASE("a number without levels is asked of every unit, as is a share whatever its levels") {
    const std::vector<CountedRecord> one{session("a", village, "2024-03-01")};
    const ReportTable counts = report_of(sessions_with(five_asked), "089", one);
    CHECK(cell_of(counts, village).status == CellStatus::not_met);
    CHECK(counts.sections[0].rows[0].total.status == CellStatus::not_met);
    const ReportTable shares = report_of(
        sessions_with(five_asked + R"(,"levels":["province"],"denominator":{"areas":"commune"},"unit":"percent")"),
        "089", one);
    CHECK(cell_of(shares, village).status == CellStatus::met);  // one session in the one commune
    CHECK(cell_of(shares, other_village).status == CellStatus::not_met);
}

TEST_CASE("what a plan assigns to a commune is asked of it, though the number of the province is not") {
    const Programme programme = sessions_with(five_asked + R"(,"levels":["province"])",
                                              R"({"id":"p","version":1,"title":{"vi":"P","en":"P"},"year":2024,
        "area":"10","targets":[{"indicator":"held","area":"03061","value":2,"unit":"count"}]})");
    const ReportTable table = report_of(programme, "089", {session("a", village, "2024-03-01")});
    CHECK(cell_of(table, village).target == Decimal{2, 0});
    CHECK(cell_of(table, village).status == CellStatus::running);  // the year is not over
    CHECK(cell_of(table, other_village).status == CellStatus::none);
}

TEST_CASE("the shipped counselling points, raids and models are asked of the province alone") {
    for (const char* id : {"I14", "I32", "I06"}) {
        CAPTURE(id);
        const Programme& shipped = shipped_programme().programme;
        CHECK(row_of(report_of({shipped.indicators, {}}, "10", {}), id).total.target);
        const ReportRow district = row_of(report_of({shipped.indicators, {}}, "089", {}), id);
        CHECK_FALSE(district.total.target);
        for (const Cell& cell : district.cells) CHECK(cell.status == CellStatus::none);
    }
}

TEST_CASE("nothing that goes on being nothing has fallen as asked, and is no rise that failed") {
    struct Case {
        const char* trend;
        CellStatus nothing, fewer, same, more;
    };
    constexpr CellStatus none = CellStatus::none, met = CellStatus::met, not_met = CellStatus::not_met;
    for (const Case& c : {Case{"falling", met, met, not_met, not_met}, Case{"rising", none, not_met, not_met, met},
                          Case{"held", met, met, met, not_met}, Case{"kept", none, not_met, met, met}}) {
        CAPTURE(c.trend);
        const Programme programme = sessions_with(R"("trend":")" + std::string(c.trend) + "\"");
        const CountedRecord before[] = {session("a", village, "2023-08-01"), session("b", village, "2023-09-01")},
                            now[] = {session("c", village, "2024-02-01"), session("d", village, "2024-03-01"),
                                     session("e", village, "2024-04-01")};
        const auto status = [&](std::size_t of_now) {
            std::vector<CountedRecord> records(std::begin(before), std::end(before));
            records.insert(records.end(), now, now + of_now);
            return cell_of(report_of(programme, "089", records), village).status;
        };
        CHECK(status(1) == c.fewer);
        CHECK(status(2) == c.same);
        CHECK(status(3) == c.more);
        CHECK(cell_of(report_of(programme, "089", {before[0], now[0]}), other_village).status == c.nothing);
    }
}

TEST_CASE("what lies nobody knows where is no unit that a target is missed by") {
    const std::vector<CountedRecord> records{session("a", village, "2024-03-01"), session("b", "089", "2024-03-01")};
    for (const std::string& asked : {five_asked, std::string(R"("trend":"held")")}) {
        CAPTURE(asked);
        const ReportTable table = report_of(sessions_with(asked), "089", records);
        const Cell& nowhere = cell_of(table, "");
        CHECK(nowhere.numerator == 1);
        CHECK_FALSE(nowhere.target);
        CHECK(nowhere.status == CellStatus::none);
        const auto chart = chart_of(table, 0, 0, Language::vi);
        std::size_t judged = 0;
        for (const ChartMark& unit : chart->units) judged += standing_of(unit) != Standing::none;
        CHECK(judged == shipped_programme().areas.children("089").size());
    }
}
