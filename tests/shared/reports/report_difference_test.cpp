// Two versions of a report side by side: what is told is exactly what changed.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "shared/reports/report_difference.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

Cell count_of(double number) {
    Cell cell;
    cell.numerator = number;
    cell.value = decimal_of(number);
    return cell;
}

ReportRow row_of(const std::string& id, const std::vector<double>& counts) {
    ReportRow row;
    row.id = id;
    row.label = {"Số " + id, "Number of " + id};
    double sum = 0;
    for (const double count : counts) {
        row.cells.push_back(count_of(count));
        sum += count;
    }
    row.total = count_of(sum);
    return row;
}

ReportTable table_of(const std::vector<ReportRow>& rows) {
    ReportTable table;
    table.report = "R1";
    table.area = "089";
    table.period = *parse_period("2024-H1");
    table.columns = {{"03076", {"Nậm Chầy", "Nam Chay"}}, {"03079", {"Tân An", "Tan An"}}};
    ReportSection section;
    section.id = "people";
    section.title = {"Người", "People"};
    section.form = "B01";
    section.rows = rows;
    table.sections = {section};
    return table;
}

}  // namespace

TEST_CASE("nothing changed, nothing is told") {
    const ReportTable table = table_of({row_of("met", {1, 2})});
    CHECK(difference_between(table, table).is_empty());
    ReportTable drawn_later = table;
    drawn_later.source = {"khác", "other"};
    drawn_later.remarks = {{"khác", "other"}};
    CHECK(difference_between(table, drawn_later).is_empty());
    CHECK(to_text(difference_between(table, table), Language::vi) == "Mọi số liệu đều như nhau.\n");
}

TEST_CASE("a commune sends one more: its figure and the total differ, and nothing else") {
    const ReportTable old = table_of({row_of("met", {1, 2}), row_of("sent", {4, 0})});
    const auto difference = difference_between(old, table_of({row_of("met", {1, 3}), row_of("sent", {4, 0})}));
    REQUIRE(difference.figures.size() == 2);
    CHECK(difference.figures[0] == FigureDifference{"people",
                                                    "met",
                                                    {"Người", "People"},
                                                    {"Số met", "Number of met"},
                                                    "03079",
                                                    {"Tân An", "Tan An"},
                                                    {{"actual", "2", "3"}}});
    CHECK(difference.figures[1].area == "089");
    CHECK(difference.figures[1].parts == std::vector<PartDifference>{{"actual", "3", "4"}});
    CHECK(difference.units_new.empty());
    const std::string text = to_text(difference, Language::vi);
    for (const char* words : {"Trước", "Số met", "Tân An", "kết quả", "Tổng cộng"})
        CHECK(text.find(words) != std::string::npos);
    CHECK(text.find("Số sent") == std::string::npos);
    const OrderedJson json = to_json(difference, Language::en);
    CHECK(json["differing"] == 2);
    CHECK(json["figures"][0] == OrderedJson{{"section", "people"},
                                            {"row", "met"},
                                            {"label", "Number of met"},
                                            {"area", "03079"},
                                            {"unit", "Tan An"},
                                            {"part", "actual"},
                                            {"old", "2"},
                                            {"new", "3"}});
}

TEST_CASE("a share of which only the base has grown says so, as does a target that was raised") {
    ReportRow share = row_of("rate", {1, 1});
    share.is_share = true;
    for (Cell* cell : {&share.cells[0], &share.cells[1], &share.total}) {
        cell->denominator = 3;
        cell->value = Decimal{333, 1};
        cell->target = Decimal{50, 0};
        cell->status = CellStatus::not_met;
    }
    ReportRow later = share;
    later.cells[0].denominator = 4;
    later.cells[0].value = Decimal{250, 1};
    later.cells[1].target = Decimal{30, 0};
    later.cells[1].status = CellStatus::met;
    const auto difference = difference_between(table_of({share}), table_of({later}));
    REQUIRE(difference.figures.size() == 2);
    CHECK(difference.figures[0].parts ==
          std::vector<PartDifference>{{"actual", "33.3", "25"}, {"denominator", "3", "4"}});
    CHECK(difference.figures[1].parts ==
          std::vector<PartDifference>{{"target", "50", "30"}, {"status", "not_met", "met"}});
    CHECK(to_text(difference, Language::vi).find("chưa đạt") != std::string::npos);
}

TEST_CASE("a hidden cell stays hidden: what is told of it is its mark") {
    ReportRow few = row_of("met", {0, 9});
    few.cells[0] = {};
    few.cells[0].status = CellStatus::hidden;
    const auto none = difference_between(table_of({few}), table_of({few}));
    CHECK(none.is_empty());
    const auto shown = difference_between(table_of({few}), table_of({row_of("met", {7, 9})}));
    REQUIRE(shown.figures.size() == 2);
    CHECK(shown.figures[0].parts.front() == PartDifference{"actual", "<5*", "7"});
}

TEST_CASE("units and rows that come or go are named, wherever they stand") {
    const ReportTable old = table_of({row_of("met", {1, 2}), row_of("sent", {4, 0})});
    ReportTable later = table_of({row_of("new", {0, 0}), row_of("met", {2, 5})});
    later.columns = {{"03079", {"Tân An", "Tan An"}}, {"03080", {"Dần Thàng", "Dan Thang"}}};
    later.sections[0].list = {{"", "03079", {}, ""}};
    const auto difference = difference_between(old, later);
    CHECK(difference.units_new == std::vector<ReportColumn>{later.columns[1]});
    CHECK(difference.units_gone == std::vector<ReportColumn>{old.columns[0]});
    REQUIRE(difference.rows_new.size() == 1);
    CHECK(difference.rows_new[0].row == "new");
    REQUIRE(difference.rows_gone.size() == 1);
    CHECK(difference.rows_gone[0].row == "sent");
    REQUIRE(difference.figures.size() == 4);  // 03079 has the 2 that it had; a unit came, one went, the total, the list
    CHECK(difference.figures[0].area == "03080");
    CHECK(difference.figures[0].parts == std::vector<PartDifference>{{"actual", "", "5"}});
    CHECK(difference.figures[1].area == "03076");
    CHECK(difference.figures[1].parts == std::vector<PartDifference>{{"actual", "1", ""}});
    CHECK(difference.figures[2].area == "089");
    CHECK(difference.figures[3].row == "list");
    const std::string text = to_text(difference, Language::en);
    for (const char* words : {"New units: Dan Thang", "Units gone: Nam Chay", "New rows: Number of new"})
        CHECK(text.find(words) != std::string::npos);
}
