// By whose plan a report judges: it says so, and does not choose where nothing chooses.
#include <nlohmann/json.hpp>

#include "session_report.h"
#include "shared/reports/frozen_table.h"
#include "shared/reports/report_grid.h"

using namespace nuong;
using namespace nuong::reports;
using namespace nuong::test;

namespace {

// A plan of 2024 that asks for so many sessions in the district.
std::string plan(const std::string& id, int version, int value, const std::string& more = "") {
    return R"({"id":")" + id + R"(","version":)" + std::to_string(version) +
           R"(,"title":{"vi":"Kế hoạch A","en":"Plan A"},"year":2024,"area":"10","targets":[{"indicator":"held",
           "area":"089","value":)" +
           std::to_string(value) + R"(,"unit":"count"}])" + more + "}";
}

ReportTable judged_by(const std::string& plans) {
    return report_of(sessions_with(five_asked, plans), "089", {session("a", village, "2024-03-01")});
}

const Cell& total_of(const ReportTable& table) { return table.sections[0].rows[0].total; }

bool says(const std::vector<std::string>& lines, const std::string& words) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a report says by which version of which plan it judges: in each number, and once under the figures") {
    const ReportTable table = judged_by(plan("district_plan", 3, 7));
    CHECK(total_of(table).target == Decimal{7, 0});
    CHECK(total_of(table).plan == PlanVersion{"district_plan", 3});
    CHECK_FALSE(cell_of(table, village).plan);  // held against the threshold, which no plan assigns
    const auto lines = lines_below(table, Language::vi);
    CHECK(lines == std::vector<std::string>{"Chỉ tiêu theo: Kế hoạch A (district_plan) bản 3."});
    CHECK(says(lines_below(table, Language::en), "Targets by: Plan A (district_plan) version 3."));
    CHECK(to_text(table, Language::vi).find(lines[0]) != std::string::npos);
    const OrderedJson json = to_json(table, Language::en);
    CHECK(json["plans"].dump() == R"([{"id":"district_plan","version":3,"name":"Plan A"}])");
    CHECK(json["rows"][0]["plan"].dump() == R"({"id":"district_plan","version":3})");
    CHECK_FALSE(to_json(judged_by(""), Language::en).contains("plans"));
    CHECK(lines_below(judged_by(""), Language::vi).empty());
}

TEST_CASE("the plan that a share is taken of is named as well") {
    const ReportTable table = report_of(
        sessions_with(five_asked + R"(,"denominator":{"target":"held"},"unit":"percent")", plan("base", 2, 4)), "089",
        {session("a", village, "2024-03-01")});
    CHECK(total_of(table).denominator == 4);
    CHECK(total_of(table).target == Decimal{5, 0});
    CHECK(total_of(table).plan == PlanVersion{"base", 2});
}

TEST_CASE("a version that is kept says for good by which plan it was judged, hidden cells as well") {
    ReportTable table = judged_by(plan("district_plan", 3, 7));
    const auto again = decode_table(encode_table(table));
    REQUIRE(again);
    CHECK(*again == table);
    CHECK(again->plans == std::vector<PlanOfTargets>{{{"district_plan", 3}, {"Kế hoạch A", "Plan A"}}});
    CHECK(blank_cell(total_of(table), CellStatus::hidden).plan == PlanVersion{"district_plan", 3});
    CHECK(encode_table(judged_by("")).find("plan") == std::string::npos);
}

TEST_CASE("plans between which nothing chooses are both named, and neither judges") {
    for (const auto& plans : {plan("a", 1, 7) + "," + plan("b", 1, 9), plan("b", 1, 9) + "," + plan("a", 1, 7)}) {
        const ReportTable table = judged_by(plans);
        CHECK_FALSE(total_of(table).target);  // nor the threshold, in place of what was decided
        CHECK_FALSE(total_of(table).plan);
        CHECK(total_of(table).status == CellStatus::none);
        const auto lines = lines_below(table, Language::vi);
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].find("giao số khác nhau cho held: Kế hoạch A (a) bản 1; Kế hoạch A (b) bản 1.") !=
              std::string::npos);
    }
    const ReportTable decided = judged_by(plan("a", 1, 7, R"(,"date":"2024-02-01")") + "," + plan("b", 1, 9));
    CHECK(total_of(decided).target == Decimal{7, 0});
    CHECK(total_of(decided).plan == PlanVersion{"a", 1});
    CHECK(decided.remarks.empty());
}

namespace {

// A plan of one year for the district's sessions.
std::string plan_of(int year, int value) {
    return R"({"id":"y)" + std::to_string(year) + R"(","version":1,"title":{"vi":"A","en":"A"},"year":)" +
           std::to_string(year) + R"(,"area":"10","targets":[{"indicator":"held","area":"089","value":)" +
           std::to_string(value) + R"(,"unit":"count"}]})";
}

const Cell& judged_in(ReportTable& kept, const std::string& plans, const char* period, const char* today = "") {
    kept = finished(sessions_tally(sessions_with("", plans), "089", period,
                                   R"({"id":"s","title":{"vi":"S","en":"S"},"indicators":"all"})",
                                   parse_date(today).value_or(Date::max())),
                    {session("a", village, "2024-03-01"), session("b", village, "2024-09-01"),
                     session("c", village, "2023-03-01")});
    return total_of(kept);
}

}  // namespace

TEST_CASE("in June the year's target is not missed: half of the year is left") {
    ReportTable table;
    struct Case {
        int asked;
        const char* period;
        const char* today;
        CellStatus status;
    };
    for (const Case& c :
         {Case{2, "2024-H1", "", CellStatus::running}, Case{1, "2024-H1", "", CellStatus::met},
          // Of the second half alone nobody knows whether the year's is reached.
          Case{2, "2024-H2", "", CellStatus::running}, Case{1, "2024-H2", "", CellStatus::met},
          Case{2, "2024", "", CellStatus::met}, Case{3, "2024", "", CellStatus::not_met},
          Case{3, "2024", "2024-10-01", CellStatus::running}, Case{3, "2024", "2024-12-31", CellStatus::not_met}}) {
        CAPTURE(c.asked, c.period, c.today);
        const Cell& cell = judged_in(table, plan_of(2024, c.asked), c.period, c.today);
        CHECK(cell.target == Decimal{c.asked, 0});
        CHECK(cell.status == c.status);
    }
}

TEST_CASE("a phase of two years is held against what both years were assigned, or against nothing") {
    ReportTable table;
    const Cell& both = judged_in(table, plan_of(2023, 2) + "," + plan_of(2024, 2), "2023-01-01..2024-12-31");
    CHECK(both.numerator == 3);
    CHECK(both.target == Decimal{4, 0});
    CHECK(both.status == CellStatus::not_met);
    const Cell& one = judged_in(table, plan_of(2024, 2), "2023-01-01..2024-12-31");
    CHECK_FALSE(one.target);
    CHECK(one.status == CellStatus::none);
}

TEST_CASE("a report in the middle of its period says of which day it is, on paper and when it is kept") {
    ReportTable table;
    judged_in(table, plan_of(2024, 2), "2024-H1", "2024-04-15");
    CHECK(table.as_of == parse_date("2024-04-15"));
    CHECK(subject_of(table).vi == "Văn Bàn, 6 tháng đầu năm 2024 (tính đến ngày 15/04/2024)");
    CHECK(lines_below(table, Language::vi).front() == "Kỳ chưa kết thúc: số liệu tính đến ngày 15/04/2024.");
    CHECK(to_json(table, Language::vi)["as_of"] == "2024-04-15");
    const auto again = decode_table(encode_table(table));
    REQUIRE(again);
    CHECK(*again == table);
    judged_in(table, plan_of(2024, 2), "2024-H1", "2024-07-01");
    CHECK_FALSE(table.as_of);
    CHECK(encode_table(table).find("as_of") == std::string::npos);
}
