// How a section is laid out for reading: beside each other, and beside the period before.
#include "shared/reports/report_grid.h"

#include <catch2/catch_test_macros.hpp>

using namespace nuong;
using namespace nuong::reports;

namespace {

Cell counted(double now, std::optional<double> before) {
    Cell cell;
    cell.numerator = now;
    cell.previous = before;
    return cell;
}

Cell share(Decimal now, double before) {
    Cell cell;
    cell.numerator = 1;
    cell.denominator = 3;
    cell.value = now;
    cell.previous = before;
    return cell;
}

ReportRow row(const char* label, bool is_share, std::vector<Cell> cells, Cell total) {
    ReportRow made;
    made.id = label;
    made.label = {label, label};
    made.is_share = is_share;
    made.cells = std::move(cells);
    made.total = std::move(total);
    return made;
}

ReportTable year_beside_year(bool areas_as_rows, std::vector<std::string> shown) {
    ReportTable table;
    table.report = "R2";
    table.area = "089";
    table.columns = {{"03076", {"Nậm Chầy", "Nam Chay"}}, {"03079", {"Tân An", "Tan An"}}};
    ReportSection& section = table.sections.emplace_back();
    section.id = "people";
    section.areas_as_rows = areas_as_rows;
    section.shown = std::move(shown);
    section.rows = {row("People", false, {counted(3, 5), counted(4, 1)}, counted(7, 6)),
                    row("New", false, {counted(0, std::nullopt), counted(2, 0)}, counted(2, std::nullopt)),
                    row("Share", true, {share({333, 1}, 25), share({500, 1}, 50)}, share({400, 1}, 37.46))};
    return table;
}

std::vector<std::string> texts(const std::vector<GridCell>& line) {
    std::vector<std::string> found;
    for (const GridCell& cell : line) found.push_back(cell.text);
    return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a year beside the year before: each figure says what it was, and by how much it changed") {
    const ReportTable table = year_beside_year(false, {"actual", "previous"});
    const Grid grid = grids_of(table, Language::en).at(0);
    CHECK(grid.head == Texts{"Indicator", "Nam Chay", "Tan An", "Total", "Numerator", "Denominator", "Turns", "Target",
                             "Period before", "Change", "Status"});
    for (const auto& line : grid.lines) CHECK(line.size() == grid.head.size());
    CHECK(texts(grid.lines[0]) == Texts{"People", "3", "4", "7", "7", "-", "-", "-", "6", "1", ""});
    CHECK(grid.lines[1][8].text == "-");  // nobody knows what it was
    CHECK(grid.lines[1][9].text == "-");
    CHECK(grid.lines[2][8].text == "37.5");  // with as many places as the share beside it
    CHECK(grid.lines[2][9].text == "2.5");
    CHECK(grid.levels[8].group() == "Whole area");
}

TEST_CASE("where units are the lines, the period before stands beside each figure of each unit") {
    const ReportTable table = year_beside_year(true, {"actual", "previous"});
    const Grid grid = grids_of(table, Language::en).at(0);
    REQUIRE(grid.lines.size() == 3);
    CHECK(texts(grid.lines[0]) == Texts{"Nam Chay", "3", "5", "0", "-", "33.3", "25.0"});
    CHECK(texts(grid.lines[2]) == Texts{"Total", "7", "6", "2", "-", "40", "37.5"});
    CHECK(grid.lines[2][2].is_sum);        // 5 + 1
    CHECK_FALSE(grid.lines[2][6].is_sum);  // shares do not add up
    CHECK(grid.levels[2].text == "period before");
}

TEST_CASE("a report that compares nothing has no column for the period before, also where a trend knows it") {
    for (const bool areas_as_rows : {false, true}) {
        const Grid grid = grids_of(year_beside_year(areas_as_rows, {}), Language::en).at(0);
        for (const std::string& head : grid.head) CHECK(head.find("before") == std::string::npos);
        for (const auto& line : grid.lines) CHECK(line.size() == grid.head.size());
    }
}
