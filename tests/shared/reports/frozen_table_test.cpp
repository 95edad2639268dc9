// A report is kept as text for years: nothing of it is lost, and nothing that was damaged is believed.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "programme_world.h"
#include "shared/reports/frozen_table.h"
#include "shared/reports/report_grid.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

// A table with one of everything that a table can have.
ReportTable full_table() {
    ReportTable table;
    table.report = "B01";
    table.title = {"BIỂU 01 “thử” & <hết>", "FORM 01"};
    table.area = "089";
    table.area_name = {"Văn Bàn", "Van Ban"};
    table.period = *parse_period("2024-H1");
    table.columns = {{"03076", {"Nậm Chầy", "Nam Chay"}}, {"", {"Chưa xác định", "Not determined"}}};
    table.source = {"Trích xuất hôm nay", "Drawn today"};
    table.silent = {table.columns[0]};
    table.remarks = {{"Một dòng", "A line"}};
    ReportSection section;
    section.id = "people";
    section.title = {"Người", "People"};
    section.areas_as_rows = true;
    section.shown = {"target", "actual"};
    section.form = "B01";
    section.form_title = {"BIỂU 01", "FORM 01"};
    ReportRow row;
    row.id = "rate";
    row.label = {"Tỷ lệ", "Rate"};
    row.unit = "percent";
    row.is_share = true;
    row.hide_below = 5;
    Cell cell;
    cell.numerator = 1.0 / 3;
    cell.denominator = 1e15 + 1;
    cell.turns = 0;
    cell.previous = -2.5;
    cell.value = Decimal{7'250, 2};
    cell.target = Decimal{-5, 0};
    cell.percent_of_target = Decimal{1, 9};
    cell.status = CellStatus::not_met;
    Cell hidden;
    hidden.status = CellStatus::hidden;
    row.cells = {cell, hidden};
    row.total.status = CellStatus::empty;
    section.rows = {row};
    section.list_head = {{"Họ và tên", "Name"}};
    section.list = {{"018df9c2-0000-7000-8000-000000000001", "03076", {"Vàng Seo Phử"}, ""},
                    {"", "03076", {""}, "restricted"}};
    section.list_left_out = 3;
    section.lists_people = true;
    table.sections = {section};
    return table;
}

}  // namespace

TEST_CASE("a table is kept whole, to the last place of a share, and has the same text every time") {
    const ReportTable table = full_table();
    const std::string text = encode_table(table);
    const auto again = decode_table(text);
    REQUIRE(again);
    CHECK(*again == table);
    CHECK(again->sections[0].rows[0].cells[0].value->places == 2);  // 72.50, which equals 72.5, is still written so
    CHECK(encode_table(*again) == text);
}

TEST_CASE("every shipped report is kept whole, of a district and of a commune") {
    const test::ShippedProgramme& shipped = test::shipped_programme();
    for (const auto& [id, text] : shipped.report_texts)
        for (const char* area : {"089", "03061"}) {
            CAPTURE(id, area);
            auto tally = Tally::make(shipped.report(id), shipped.areas, area, *parse_period("2024-H1"), shipped.forms,
                                     shipped.programme);
            REQUIRE(tally);
            ReportTable table = tally->finish([](const std::string&) { return std::nullopt; });
            keep_figures_alone(table);  // as every version that is frozen
            const auto again = decode_table(encode_table(table));
            REQUIRE(again);
            CHECK(*again == table);
        }
}

TEST_CASE("whoever is listed is not kept: only that there was a line") {
    ReportTable table = full_table();
    keep_figures_alone(table);
    const std::string text = encode_table(table);
    CHECK(text.find("Vàng") == std::string::npos);
    CHECK(text.find("018df9c2") == std::string::npos);
    CHECK(table.sections[0].list.size() == 2);
    CHECK(table.sections[0].list[0].area == "03076");
    CHECK(table.sections[0].list[1].status == "restricted");
    CHECK(table.sections[0].rows == full_table().sections[0].rows);
}

TEST_CASE("what is missing, of another kind or beside the table is damaged, at the place that is wrong") {
    const Json whole = parse_json(encode_table(full_table()), "table").value();
    const auto place_of = [](const Json& json) {
        const auto table = decode_table(dump_json(json));
        REQUIRE_FALSE(table);
        CHECK(table.error().code == ErrorCode::damaged);
        return table.error().message.en;
    };
    for (const auto& [key, value] : whole.items()) {
        CAPTURE(key);
        Json without = whole;
        without.erase(key);
        CHECK(place_of(without).find("\"" + key + "\"") != std::string::npos);
        Json other = whole;
        other[key] = true;
        CHECK(place_of(other).find("\"" + key) != std::string::npos);
    }
    const auto at = [&](const char* pointer, const Json& value) {
        Json json = whole;
        json[Json::json_pointer(pointer)] = value;
        return place_of(json);
    };
    const std::string row = "sections/0/rows/0";
    CHECK(at("/sections/0/rows/0/cells/0/numerator", "1").find(row + "/cells/0/numerator") != std::string::npos);
    CHECK(at("/sections/0/rows/0/cells/0/value", {7250, 99}).find(row + "/cells/0/value") != std::string::npos);
    CHECK(at("/sections/0/rows/0/cells/0/status", "fine").find("status") != std::string::npos);
    CHECK(at("/sections/0/rows/0/cells", Json::array()).find(row + "/cells") != std::string::npos);
    CHECK(at("/sections/0/list/0/fields", Json::array()).find("sections/0/list") != std::string::npos);
    CHECK(at("/period", "2024-H3").find("period") != std::string::npos);
    CHECK(at("/format", 2).find("format") != std::string::npos);
    for (const char* text : {"", "{", "[]", "null", "{\"format\":1}"}) CHECK_FALSE(decode_table(text));
}

TEST_CASE("units that have sent nothing at all, and remarks, stand under the figures in every form") {
    const ReportTable table = full_table();
    const auto lines = lines_below(table, Language::vi);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == "Chưa có số liệu nào trong kỳ từ 1 đơn vị: Nậm Chầy.");
    CHECK(to_text(table, Language::vi).ends_with("\n" + lines[0] + "\nMột dòng\n"));
    const OrderedJson json = to_json(table, Language::en);
    CHECK(json["silent"][0]["area"] == "03076");
    CHECK(json["remarks"][0] == "A line");
    ReportTable plain = table;
    plain.silent.clear();
    plain.remarks.clear();
    CHECK_FALSE(to_json(plain, Language::en).contains("silent"));
    CHECK(to_text(plain, Language::vi).find("Một dòng") == std::string::npos);
}
