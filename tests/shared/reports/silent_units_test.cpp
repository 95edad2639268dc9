// Which communes have sent nothing in a period, and of which that must not be said.
#include "shared/reports/silent_units.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/model/area_file.h"
#include "shared/reports/within_commune.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

AreaTree places() {
    AreaList list;
    list.add(parse_areas(R"({"id":"areas","version":1,"areas":[
        {"code":"10","name_vi":"Lào Cai","name_en":"Lao Cai","type":"province"},
        {"code":"089","name_vi":"Văn Bàn","name_en":"Van Ban","type":"district","parent":"10"},
        {"code":"03061","name_vi":"Võ Lao","name_en":"Vo Lao","type":"commune","parent":"089"},
        {"code":"03076","name_vi":"Nậm Chầy","name_en":"Nam Chay","type":"commune","parent":"089"},
        {"code":"0307601","name_vi":"Thôn Một","name_en":"Hamlet One","type":"hamlet","parent":"03076"}]})",
                         "areas")
                 .value());
    return std::move(AreaTree::make(std::move(list)).value());
}

ReportTable table_of(const AreaTree& tree, const AreaCode& area) {
    const auto areas = ReportAreas::make(tree, area, *parse_date("2024-06-30"));
    ReportTable table;
    table.area = area;
    table.period = *parse_period("2024-H1");
    table.columns = areas->columns();
    ReportRow row;
    row.hide_below = 5;
    row.cells.resize(table.columns.size());
    for (Cell& cell : row.cells) cell.numerator = 0;
    row.total.numerator = 0;
    table.sections.emplace_back().rows.push_back(row);
    return table;
}

std::vector<AreaCode> codes(const std::vector<ReportColumn>& units) {
    std::vector<AreaCode> all;
    for (const ReportColumn& unit : units) all.push_back(unit.area);
    return all;
}

}  // namespace

TEST_CASE(
    "a commune is heard when a record of the period lies in it or in one of its hamlets, whatever its other days") {
    const AreaTree tree = places();
    const ReportTable table = table_of(tree, "089");
    const auto silent = [&](const AreaCode& area, const std::vector<Date>& days) {
        AreasHeard heard(table.period);
        heard.note(area, days);
        return codes(heard.silent_in(table, tree));
    };
    using Codes = std::vector<AreaCode>;
    const Date within = *parse_date("2024-03-01"), before = *parse_date("2023-12-31");
    CHECK(silent("03061", {within}) == Codes{"03076"});
    CHECK(silent("0307601", {before, within}) == Codes{"03061"});
    CHECK(silent("03061", {before}) == Codes{"03061", "03076"});
    CHECK(silent("03061", {}) == Codes{"03061", "03076"});
    CHECK(silent("089", {within}) == Codes{"03061", "03076"});  // nobody knows from which of them

    AreasHeard one(table.period), other = one.another();
    one.note("03061", std::vector{within});
    other.note("03076", std::vector{within});
    one.absorb(other);
    CHECK(one.silent_in(table, tree).empty());
}

TEST_CASE("of a list nobody is silent; a commune with a hidden number is not named") {
    const AreaTree tree = places();
    ReportTable table = table_of(tree, "089");
    table.sections[0].rows[0].cells[0] = blank_cell({}, CellStatus::hidden);
    CHECK(codes(SilentUnits(table, tree).named()) == std::vector<AreaCode>{"03076"});
    table.sections[0].rows.clear();
    CHECK(SilentUnits(table, tree).is_empty());
}

TEST_CASE("the hamlets of a commune that were silent are named within the commune, and not to a reader from above it") {
    const AreaTree tree = places();
    ReportTable table = table_of(tree, "03076");
    table.silent = SilentUnits(table, tree).named();
    REQUIRE(codes(table.silent) == std::vector<AreaCode>{"0307601"});
    ReportTable of_commune = table;
    keep_within_commune(tree, {"03076"}, of_commune);
    CHECK(of_commune == table);
    keep_within_commune(tree, {"089"}, table);
    CHECK(table.silent.empty());
}
