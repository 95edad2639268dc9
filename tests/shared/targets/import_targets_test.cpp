// The annex of 2020 as people bring it: its three errors cancel in every column and are found all the same.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <tuple>

#include "../xlsform/workbook_file.h"
#include "shared/base/csv.h"
#include "shared/model/area_file.h"
#include "shared/sheets/table_file.h"
#include "shared/targets/import_targets.h"
#include "shared/targets/target_plan.h"

using namespace nuong;

namespace {

std::string file(const std::string& path) {
    std::ifstream in(NUONG_SOURCE_DIR "/" + path);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
std::string annex() { return file("tests/shared/targets/laocai_targets_2020.csv"); }

const std::vector<TargetLayout>& layouts() {
    static const std::vector<TargetLayout> known{
        parse_target_layout(file("schemas/targets/treatment_annex.json"), "treatment_annex.json").value()};
    return known;
}

const AreaTree& areas() {
    static const AreaTree tree =
        AreaTree::make(parse_areas(file("schemas/areas/lao_cai.json"), "areas").value()).value();
    return tree;
}

Result<ImportedPlan> import(const std::string& bytes, const std::string& name = "annex.csv") {
    const auto table = sheets::read_table_file(bytes, name);
    if (!table) return table.error();
    return import_targets(*table, name, layouts(), areas());
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

using Line = std::tuple<std::string, std::string, std::string, std::string, std::string>;
std::vector<Line> lines_of(const std::vector<Finding>& findings) {
    std::vector<Line> lines;
    for (const Finding& f : findings)
        lines.emplace_back(f.area, f.check, to_string(f.printed), to_string(f.recomputed), to_string(f.difference()));
    return lines;
}

// What the analysis of the plan found by hand, check by check.
std::vector<Line> expected_mismatches() {
    const std::string csv = file("tests/shared/targets/laocai_targets_2020_checks.csv");
    CsvReader reader(csv);
    reader.line();
    std::vector<Line> lines;
    while (!reader.is_done())
        if (const auto cells = reader.line(); cells.size() == 6 && cells[5] == "MISMATCH")
            lines.emplace_back(cells[0], cells[1], cells[2], cells[3], cells[4]);
    return lines;
}

// The same table as an annex in Excel: words above, numbers (1) (2) (3) below them, names without codes.
std::string printed_workbook() {
    const std::string csv = annex();
    CsvReader reader(csv);
    reader.line();
    std::vector<std::vector<std::string>> rows{{"PHỤ LỤC"}, {"Chỉ tiêu điều trị cai nghiện ma túy năm 2020"}, {}};
    std::vector<std::string> numbers{"", ""};
    for (int i = 1; i <= 13; ++i) numbers.push_back("(" + std::to_string(i) + ")");
    rows.push_back(numbers);
    while (!reader.is_done()) {
        const auto cells = reader.line();
        std::vector<std::string> row{cells[0], cells[4]};
        row.insert(row.end(), cells.begin() + 6, cells.end());
        rows.push_back(row);
    }
    rows.push_back({"", "Ghi chú: số liệu đến 25/12/2019"});
    return test::workbook_of({{"Phụ lục", rows}});
}

}  // namespace

TEST_CASE("the annex of 2020: exactly what was found by hand is found") {
    const auto plan = import(annex());
    REQUIRE(plan);
    CHECK(plan->rows.size() == 10);
    CHECK(lines_of(plan->findings) == expected_mismatches());
    CHECK(plan->findings.size() == 8);
    CHECK(plan->findings[0] ==
          Finding{"Văn Bàn", "089", "community_home_total = rehab_house + home", {145, 0}, {150, 0}});
    CHECK(plan->findings[0].difference() == Decimal{-5, 0});
    CHECK(plan->findings[4].area_code == "086");
    CHECK(plan->findings[4].difference() == Decimal{10, 0});
    CHECK(plan->findings[7].area == "Tổng cộng");
    CHECK(plan->findings[7].area_code == "10");
    CHECK(plan->rows[3].printed == "M. Khương");  // as printed
    CHECK(plan->rows[3].area == "083");
    CHECK(plan->rows[4].values[6] == Decimal{145, 0});  // the printed figure stays
}

TEST_CASE("whoever imports a plan reads what does not add up in words, and not in the ids of checks") {
    const TargetLayout& layout = layouts().front();
    const auto is_in_words = [&](const std::string& check) {
        const Message name = name_of_check(layout, check);
        CAPTURE(check, name.vi, name.en);
        CHECK(name.vi != name.en);
        CHECK(name.vi.find('_') == std::string::npos);
        CHECK(name.en.find('_') == std::string::npos);
    };
    for (const RowSum& sum : layout.row_sums) is_in_words(sum.check);
    for (const ColumnSum& sum : layout.column_sums) is_in_words(sum.check);
    CHECK(name_of_check(layout, "mmt_new_2020 column sum").vi ==
          "Tổng cộng của cột “Methadone - Tiếp nhận mới năm 2020”");
    CHECK(name_of_check(layout, "a check without words").vi == "a check without words");
}

TEST_CASE("the annex printed in Excel says the same as the CSV") {
    const auto from_excel = import(printed_workbook(), "annex.xlsx");
    REQUIRE(from_excel);
    const auto from_csv = import(annex());
    CHECK(from_excel->findings == from_csv->findings);
    CHECK(from_excel->rows.size() == 10);
    CHECK(from_excel->rows[8].area == "080");
    CHECK(from_excel->rows[8].values == from_csv->rows[8].values);
}

TEST_CASE("a CSV from Excel in Vietnamese has semicolons and points between thousands") {
    std::string csv = annex();
    std::replace(csv.begin(), csv.end(), ',', ';');
    csv = "\xEF\xBB\xBF" + replaced(csv, ";1600;", ";1.600;");
    const auto plan = import(csv);
    REQUIRE(plan);
    CHECK(plan->findings.size() == 8);
    CHECK(plan->rows[9].values[0] == Decimal{1600, 0});
}

TEST_CASE("a column that does not add up is found too") {
    const auto plan = import(replaced(annex(), "1600,550,240", "1600,550,241"));
    REQUIRE(plan);
    const Finding& last = plan->findings.back();
    CHECK(last.area == "column");
    CHECK(last.check == "centre_no1_compulsory column sum");
    CHECK(last.difference() == Decimal{1, 0});
    CHECK(plan->findings.size() == 11);  // and the total's own row does not add up any more, in two ways
}

TEST_CASE("what cannot be read is told with file, line and what to write") {
    const struct {
        std::string csv;
        const char* says;
    } cases[] = {
        {replaced(annex(), "245,100,85", "245,x,85"),
         "annex.csv:6: column centre_total: \"x\" is no number from 0 up."},
        {replaced(annex(), "245,100,85", "-245,100,85"), "annex.csv:6: column total_treated: \"-245\" is no number"},
        {replaced(annex(), "10,089,", "10,999,"), "annex.csv:6: there is no area \"999\""},
        {replaced(annex(), "10,087,", "10,089,"), "annex.csv:7: the area \"Bảo Yên\" has two lines"},
        {replaced(annex(), "centre_total", "center"),
         "looks like layout treatment_annex but lacks the columns: centre_total."},
        {"a,b\n1,2\n", "no header line looks like a published layout of targets (treatment_annex)"},
        {annex().substr(0, annex().find('\n') + 1), "annex.csv:1: no figures below it."},
        {"", "no header line"},
        {"\xFF\xFE", "annex.csv: is neither Excel (.xlsx) nor CSV in UTF-8"},
        {"PK\x03\x04", "annex.csv: "},
    };
    for (const auto& c : cases) {
        CAPTURE(c.says);
        const auto plan = import(c.csv);
        REQUIRE_FALSE(plan);
        CHECK(plan.error().message.en.find(c.says) != std::string::npos);
        CHECK_FALSE(plan.error().message.vi.empty());
    }
}

TEST_CASE("an imported plan becomes a document whose targets can be asked for") {
    const auto imported = import(annex());
    REQUIRE(imported);
    const OrderedJson json = target_document(*imported, layouts()[0].plan, 2);
    const auto plan = parse_target_plan(json.dump(), "plan");
    REQUIRE(plan);
    CHECK(plan->id == "lao_cai_treatment_2020");
    CHECK(plan->version == 2);
    CHECK(json["replaces"] == 1);
    CHECK(json["table"]["rows"][4]["values"][6] == 145);
    CHECK(json["findings"].size() == 8);

    const TargetBook book({*plan});
    const Date june = *parse_date("2020-06-30");
    CHECK(book.find("I48", "089", june)->value == Decimal{245, 0});
    CHECK(book.find("I20a", "10", june)->value == Decimal{470, 0});  // 240 + 230, by facility
    CHECK(book.find("I20b", "10", june)->value == Decimal{80, 0});
    CHECK(book.find("I23", "080", june)->value == Decimal{70, 0});
    CHECK_FALSE(book.find("I23", "10", june));  // not printed: nobody's target
    CHECK_FALSE(book.find("I48", "089", *parse_date("2021-01-01")));
    CHECK_FALSE(book.find("I48", "03061", june));
}

TEST_CASE("of two plans that hold on a day the one that began last counts") {
    TargetPlan year, adjusted;
    year.targets = {{"I48", "089", "", {245, 0}, "turns"}};
    year.valid_from = *parse_date("2020-01-01");
    year.valid_to = *parse_date("2020-12-31");
    adjusted = year;
    adjusted.valid_from = *parse_date("2020-07-01");
    adjusted.targets[0].value = {250, 0};
    const TargetBook book({adjusted, year});
    CHECK(book.find("I48", "089", *parse_date("2020-06-30"))->value == Decimal{245, 0});
    CHECK(book.find("I48", "089", *parse_date("2020-07-01"))->value == Decimal{250, 0});
}

TEST_CASE("a broken layout or plan is told by file, path and fix, all at once") {
    const auto layout = parse_target_layout(
        R"({"id":"x","version":0,"title":{"vi":"a"},"plan":{},"area":{},"colums":[],"columns":[{"id":"a","label":{"vi":"a","en":"a"}}],
            "row_sums":[{"check":"c","value":"b","parts":["a"]}]})",
        "targets/x.json");
    REQUIRE_FALSE(layout);
    const std::string& says = layout.error().message.en;
    for (const char* part :
         {"targets/x.json: version: needs a whole number from 1",
          "targets/x.json: title: needs words in Vietnamese and English", "targets/x.json: plan/id: needs a text",
          "targets/x.json: area/printed: needs a header", "targets/x.json: colums: there is no such key",
          "targets/x.json: row_sums[0]/value: there is no column \"b\""}) {
        CAPTURE(part, says);
        CHECK(says.find(part) != std::string::npos);
    }
    const auto plan = parse_target_plan(
        R"({"id":"p","version":1,"title":{"vi":"a","en":"a"},"year":2020,"area":"10","valid_from":"2020-02-30",
            "targets":[{"indicator":"I1","area":"10","value":-1,"unit":"x"}]})",
        "p.json");
    REQUIRE_FALSE(plan);
    for (const char* part : {"p.json: valid_from: needs a real day", "p.json: targets[0]/value: needs a number from 0",
                             "p.json: targets[0]/unit: \"x\" is none of: people turns percent count"}) {
        CAPTURE(part);
        CHECK(plan.error().message.en.find(part) != std::string::npos);
    }
}
