// A report's pictures on paper: what the table shows is drawn, what it hides is not, and every colour has its words.
#include "shared/charts/report_pictures.h"

#include <catch2/catch_test_macros.hpp>
#include <pugixml.hpp>

#include "tests/shared/reports/sample_cells.h"

using namespace nuong;
using namespace nuong::reports;
using charts::has_pictures;
using charts::page_of_pictures;
using nuong::reports::testing::people;

namespace {

ReportRow row_of(const char* label, std::vector<Cell> cells, const Cell& total) {
    ReportRow row;
    row.id = label;
    row.label = {label, label};
    row.cells = std::move(cells);
    row.total = total;
    return row;
}

ReportTable table_with(std::vector<ReportRow> rows) {
    ReportTable table;
    table.report = "R1";
    table.title = {"Báo cáo quản lý", "Management"};
    table.area_name = {"Văn Bàn", "Van Ban"};
    table.period = *parse_period("2024-H1");
    for (const char* unit : {"Võ Lao", "Tân An", "Dần Thàng"}) table.columns.push_back({unit, {unit, unit}});
    ReportSection& section = table.sections.emplace_back();
    section.id = "s";
    section.title = {"Chỉ tiêu", "Indicators"};
    section.rows = std::move(rows);
    return table;
}

bool says(const std::string& page, const std::string& words) { return page.find(words) != std::string::npos; }

std::string page_in(const ReportTable& table, Language language) {
    std::string page = page_of_pictures(table, "lan, 08:00", language);
    REQUIRE(page.starts_with("<!doctype html>\n"));
    pugi::xml_document read;
    CHECK(read.load_string(page.c_str() + page.find('\n'), pugi::parse_full));  // nothing is left open or unescaped
    return page;
}

}  // namespace

TEST_CASE("bars stand beside their targets and the heat table says with a sign and words how each unit stands") {
    const Decimal target{50, 0};
    const ReportTable table =
        table_with({row_of("Được tư vấn <mới>", {people(60, target), people(45, target), people(10, target)},
                           people(115, Decimal{150, 0}))});
    REQUIRE(has_pictures(table));
    const std::string page = page_in(table, Language::vi);
    CHECK(says(page, "<h1>R1 · Báo cáo quản lý</h1>"));
    CHECK(says(page, "Văn Bàn, 6 tháng đầu năm 2024"));
    CHECK(says(page, "Được tư vấn &lt;mới&gt;"));
    CHECK(says(page, "<td class=\"met\">✓ 60</td>"));
    CHECK(says(page, "<td class=\"near\">▽ 45</td>"));
    CHECK(says(page, "<td class=\"far\">▼ 10</td>"));
    CHECK(says(page, "chưa đạt, còn cách xa hơn"));  // the key
    CHECK(says(page, "<svg class=\"chart\""));
    CHECK(says(page, "class=\"target\""));
    CHECK(says(page, "lan, 08:00"));
    CHECK_FALSE(says(page, "<script"));
    CHECK(says(page, "font: 10.5pt/1.35 \"Noto Sans\""));  // the rules are no words to be escaped
    CHECK(says(page_in(table, Language::en), "not met, further away"));
}

TEST_CASE("a unit in which there is nothing to count is no bar on the page, and stands in the heat table") {
    const Decimal target{50, 0};
    Cell nothing = people(0, target);
    nothing.status = CellStatus::empty;
    const ReportTable table =
        table_with({row_of("Được tư vấn", {people(60, target), nothing, people(0, target)}, people(60, target))});
    const std::string page = page_in(table, Language::vi);
    CHECK(says(page, ">Võ Lao</text>"));
    CHECK_FALSE(says(page, ">Tân An</text>"));
    CHECK(says(page, "<th>Tân An</th>"));
    CHECK(says(page, ">Dần Thàng</text>"));  // none of those who should be: that is something
}

TEST_CASE("what is hidden in the table is no bar, no tint and no point of a line") {
    const Decimal target{50, 0};
    ReportTable table = table_with(
        {row_of("Được tư vấn", {people(60, target), people({}, target), people(70, target)}, people({}, target))});
    const std::string page = page_in(table, Language::vi);
    CHECK(says(page, "<td class=\"plain\">&lt;5*</td>"));
    CHECK(says(page, "&lt;5*"));
    CHECK(says(page, "ẩn vì quá ít người"));
    std::size_t bars = 0;
    for (auto at = page.find("<rect class=\"bar"); at != std::string::npos; at = page.find("<rect class=\"bar", at + 1))
        ++bars;
    CHECK(bars == 2);

    ReportTable before = table;
    for (const auto& [period, number] :
         {std::pair<const char*, std::optional<double>>{"2022-H1", 40.0}, {"2023-H1", std::nullopt}}) {
        before.former.clear();
        before.period = *parse_period(period);
        before.sections[0].rows[0].total = people(number);
        table.former.push_back(before);
    }
    table.sections[0].rows[0].total = people(55, target);
    const std::string drawn = page_in(table, Language::vi);
    CHECK(says(drawn, "Cả địa bàn qua các kỳ"));
    CHECK(says(drawn, "<circle class=\"point\""));
    CHECK_FALSE(says(drawn, "<line class=\"path\""));  // between two numbers that may be seen lies one that may not
}

TEST_CASE("where a number is blank for want of records the page says that \"-\" may mean so, and else does not") {
    const Decimal target{50, 0};
    const auto table = [&](const Cell& last) {
        return table_with({row_of("Được tư vấn", {people(60, target), people(40, target), last}, people(60, target))});
    };
    CHECK_FALSE(says(page_in(table(people(70, target)), Language::vi), "không giữ trên máy này"));
    const std::string page = page_in(table(blank_cell(people(70, target), CellStatus::not_held)), Language::vi);
    CHECK(says(page, "“-”: không có gì để tính, hoặc không giữ trên máy này."));
    CHECK(says(page, "<td class=\"plain\">-</td>"));
}

TEST_CASE("bands of risk are on the page with their numbers; a report without anything to draw offers no page") {
    ReportRow low = row_of("thấp", {}, people(30)), high = row_of("cao", {}, people(10));
    low.band = RowBand{{"Thuốc lá", "Tobacco"}, {"nguy cơ thấp", "low risk"}, "low"};
    high.band = RowBand{{"Thuốc lá", "Tobacco"}, {"nguy cơ cao", "high risk"}, "high"};
    const ReportTable bands = table_with({low, high});
    REQUIRE(has_pictures(bands));
    const std::string page = page_in(bands, Language::vi);
    CHECK(says(page, "nguy cơ cao 10"));
    CHECK(says(page, "class=\"band3\""));
    CHECK_FALSE(has_pictures(table_with({row_of("Không có mục tiêu", {people(3), people(4)}, people(7))})));
    CHECK_FALSE(has_pictures(table_with({})));
}

TEST_CASE("one row alone is a page of its own, by units and over the periods") {
    const ReportTable table =
        table_with({row_of("Số khác", {}, people(1)), row_of("Được tư vấn", {people(60), people({})}, people({}))});
    const std::vector<ChartMark> periods{{.name = "đầu 2023", .number = 50.0, .text = "50"},
                                         {.name = "đầu 2024", .text = "<5*"}};
    const std::string page = charts::page_of_row(table, FigureAt{.section = 0, .row = 1}, periods, "lan", Language::vi);
    CHECK(says(page, "<h2>Được tư vấn</h2>"));
    CHECK_FALSE(says(page, "Số khác"));
    CHECK(says(page, "Theo đơn vị"));
    CHECK(says(page, "đầu 2023"));
    CHECK(says(page, "&lt;5*"));
}
