// Which rows of a report are drawn, with which values, and over which periods.
#include <catch2/catch_test_macros.hpp>

#include "shared/reports/row_chart.h"
#include "tests/shared/reports/sample_cells.h"

using namespace nuong;
using namespace nuong::reports;
using nuong::reports::testing::people;

namespace {

ReportTable table_of(std::vector<Cell> cells, const Cell& total) {
    ReportTable table;
    table.area_name = {"Văn Bàn", "Van Ban"};
    table.period = *parse_period("2024-H1");
    for (std::size_t i = 0; i < cells.size(); ++i) table.columns.push_back({std::to_string(i), {"Xã", "Commune"}});
    table.sections.emplace_back().rows.emplace_back();
    table.sections[0].rows[0].cells = std::move(cells);
    table.sections[0].rows[0].total = total;
    return table;
}

std::vector<std::string> codes(const std::vector<Period>& periods) {
    std::vector<std::string> codes;
    for (const Period& period : periods) codes.push_back(period.code);
    return codes;
}

}  // namespace

TEST_CASE("a row is drawn with the numbers of the table, and what is hidden is neither a number nor judged") {
    const ReportTable table =
        table_of({people(1'204, Decimal{1'000, 0}), people({}, Decimal{80, 0}), people(7)}, people(1'300));
    const auto chart = chart_of(table, 0, 0, Language::vi);
    REQUIRE(chart);
    CHECK(chart->whole.text == "1.300");
    CHECK(chart->units[0].number == 1'204);
    CHECK(chart->units[0].status_text == "đạt");
    CHECK_FALSE(chart->units[1].number);
    CHECK(chart->units[1].text == "<5*");
    CHECK(chart->units[1].target_text == "80");  // of the plan, which everybody has read
    CHECK(chart->units[1].status == CellStatus::none);
    CHECK_FALSE(chart->units[2].target);
    CHECK_FALSE(chart_of(table, 0, 1, Language::vi));
    CHECK_FALSE(chart_of(table, 1, 0, Language::vi));
}

TEST_CASE("there is a picture where a number may be seen; on paper only of units beside their targets") {
    const auto chart = [](std::vector<Cell> cells, const Cell& total) {
        return chart_of(table_of(std::move(cells), total), 0, 0, Language::vi);
    };
    const Decimal target{10, 0};
    CHECK_FALSE(chart({people({}, target), people({}, target)}, people({})));
    CHECK(chart({people({}, target), people({}, target)}, people(12)));
    CHECK_FALSE(chart({people({}, target), people({}, target)}, people(12))->is_for_paper());
    CHECK(chart({people(8, target), people({})}, people({}))->is_for_paper());
    CHECK_FALSE(chart({people(8), people(9)}, people(17, target))->is_for_paper());
    CHECK_FALSE(chart({people(8, target)}, people(8, target))->is_for_paper());
}

TEST_CASE("halves stand beside halves, years beside years, and other days beside as many days or months") {
    const auto before = [](const char* code, std::size_t count) {
        return codes(periods_before(*parse_period(code), count));
    };
    using Codes = std::vector<std::string>;
    CHECK(before("2024-H1", 3) == Codes{"2022-H2", "2023-H1", "2023-H2"});
    CHECK(before("2024", 2) == Codes{"2022", "2023"});
    CHECK(before("2024-01-01..2024-06-30", 1) == Codes{"2023-H2"});
    CHECK(before("2024-01-01..2024-03-31", 2) == Codes{"2023-07-01..2023-09-30", "2023-10-01..2023-12-31"});
    CHECK(before("2024-03-11..2024-03-20", 1) == Codes{"2024-03-01..2024-03-10"});
    CHECK(before("2024", 0).empty());
    const auto title = [](const char* code) { return short_title_of(*parse_period(code)).vi; };
    CHECK(title("2024-H1") == "đầu 2024");
    CHECK(title("2023-07-01..2023-12-31") == "cuối 2023");
    CHECK(title("2024") == "2024");
    CHECK(title("2024-04-01..2024-06-30") == "Q2/2024");
    CHECK(title("2024-02-01..2024-04-30") == "01/02-30/04/2024");
    CHECK(title("2024-03-11..2024-03-20") == "11/03-20/03/2024");
}
