// The heat table of communes and weeks on paper: every number of it stands in its cell, whatever its colour, and what
// is hidden on the page is hidden there.
#include "shared/reports/week_counts.h"

#include <catch2/catch_test_macros.hpp>

#include "programme_world.h"
#include "shared/reports/report_grid.h"
#include "shared/sheets/workbook.h"
#include "tests/shared/reports/file_part.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::reports;
using nuong::test::TemporaryFolder;

namespace {

const std::vector<Date> mondays{*parse_date("2024-11-18"), *parse_date("2024-11-25"), *parse_date("2024-12-02")};
const std::vector<CommuneWeeks> rows{
    {"03061", {3, 10, 0}, 13, 0}, {"03076", {20, 6, 0}, 26, 0}, {"03079", {0, 0, 0}, 0, 2}};

ReportTable on_paper(bool hides) {
    return weeks_on_paper(communes_by_week(rows, hides), test::shipped_programme().areas, {"089"}, mondays);
}

using Texts = std::vector<std::string>;

Texts texts(const std::vector<GridCell>& line) {
    Texts found;
    for (const GridCell& cell : line) found.push_back(cell.text);
    return found;
}

}  // namespace

TEST_CASE("communes are lines, weeks are columns with their days, and who has sent nothing is named") {
    const ReportTable table = on_paper(false);
    CHECK(table.area_name.vi == "Văn Bàn");
    CHECK(to_string(table.period.last) == "2024-12-08");
    const Grid grid = grids_of(table, Language::vi).at(0);
    CHECK(grid.levels[2] == HeadCell{{"Tuần"}, "48 (25/11-1/12)"});
    CHECK(grid.levels.back() == HeadCell{{}, "Cộng"});
    REQUIRE(grid.lines.size() == 4);
    CHECK(texts(grid.lines[0]) == Texts{"Võ Lao", "3", "10", "0", "13"});
    CHECK(texts(grid.lines[3]) == Texts{"Tổng cộng", "23", "16", "0", "39"});
    for (std::size_t column = 1; column < 5; ++column) CHECK(grid.lines[3][column].is_sum);
    CHECK(lines_below(table, Language::vi) == Texts{"Chưa có số liệu nào trong kỳ từ 1 đơn vị: Tân An."});
}

TEST_CASE("what is hidden on the page is hidden on paper, and no total gives it away") {
    const ReportTable by_week = communes_by_week(rows, true), table = on_paper(true);
    for (std::size_t week = 0; week < mondays.size(); ++week) {
        bool hides_any = false;
        for (std::size_t commune = 0; commune < rows.size(); ++commune) {
            const Cell& shown = table.sections[0].rows[week].cells[commune];
            CHECK(shown == by_week.sections[0].rows[commune].cells[week]);
            hides_any = hides_any || shown.status == CellStatus::hidden;
        }
        CHECK((table.sections[0].rows[week].total.status == CellStatus::hidden) == hides_any);
    }
    const Grid grid = grids_of(table, Language::vi).at(0);
    CHECK(grid.lines[0][1].text == "<5*");
    CHECK(grid.lines[3][1].text == "<5*");
    CHECK_FALSE(grid.note.empty());
}

TEST_CASE(
    "who looks at the table again a week later does not get the hidden week that left by subtracting the totals") {
    const auto total_of = [](std::vector<std::int64_t> weeks, std::int64_t total) {
        return communes_by_week({{"03061", std::move(weeks), total, 0}}, true).sections[0].rows[0].total;
    };
    CHECK(total_of({2, 20, 36}, 58).status == CellStatus::hidden);
    CHECK(total_of({20, 36, 0}, 56).numerator == 56);
    CHECK(total_of({20, 3, 36}, 59).status == CellStatus::hidden);
}

TEST_CASE("in the workbook the weeks are shaded and every cell keeps its number") {
    const TemporaryFolder folder;
    const std::string path = folder / "weeks.xlsx";
    REQUIRE(write_xlsx(on_paper(false), Language::vi, path));
    const auto book = sheets::read_sheets(test::bytes_of(path));
    REQUIRE(book);
    REQUIRE(book->size() == 1);
    CHECK(book->front().name == "Bảng nhiệt");
    CHECK(book->front().rows.at(11) == Texts{"1", "Võ Lao", "3", "10", "0", "13"});
    CHECK(book->front().rows.at(14) == Texts{"", "Tổng cộng", "23", "16", "0", "39"});
    const std::string sheet = reports::testing::part_of(path, "xl/worksheets/sheet1.xml");
    CHECK(sheet.find(R"(<conditionalFormatting sqref="C12:E14">)") != std::string::npos);
    CHECK(sheet.find("colorScale") != std::string::npos);
}
