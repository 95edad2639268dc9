#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "shared/model/area_file.h"
#include "shared/reports/programme.h"
#include "shared/reports/report_grid.h"
#include "shared/reports/report_table.h"
#include "shared/reports/tally.h"

using namespace nuong;
using namespace nuong::reports;

namespace {

std::string file(const std::string& path) {
    std::ifstream in(NUONG_SOURCE_DIR "/" + path);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Forms all_forms() {
    Forms forms;
    for (const char* id : {"person_register", "screening_assist", "communication_activity"}) {
        auto compiled = forms::compile_package(file(std::string("schemas/forms/") + id + ".json"));
        REQUIRE(compiled);
        forms[id] = compiled.form;
    }
    return forms;
}

AreaTree areas() {
    auto parsed = parse_areas(file("schemas/areas/lao_cai.json"), "areas");
    REQUIRE(parsed);
    return AreaTree::make(*parsed).value();
}

CountedRecord person(const char* id, const char* area, const char* risk_group, const char* day) {
    return {
        id,
        "person_register",
        area,
        "submitted",
        "",
        {{"birth_year", 1990}, {"full_name", "x"}, {"occurred_on", day}, {"risk_group", risk_group}, {"sex", "male"}}};
}

Result<Tally> district_tally(const char* period) {
    const auto definition = parse_report(file("schemas/reports/R3.json"), "R3");
    REQUIRE(definition);
    return Tally::make(*definition, areas(), "089", *parse_period(period), all_forms());
}

std::optional<CountedRecord> nobody(const std::string&) { return std::nullopt; }

double total_of(const ReportTable& table, const std::string& id) {
    for (const ReportSection& section : table.sections)
        for (const ReportRow& row : section.rows)
            if (row.id == id) return row.total.numerator.value_or(-1);
    FAIL("no row " + id);
    return 0;
}

}  // namespace

TEST_CASE("periods are read as people write them") {
    struct Case {
        const char* text;
        const char* first;
        const char* last;
    };
    for (const Case& c :
         {Case{"2024-H1", "2024-01-01", "2024-06-30"}, Case{"2024-H2", "2024-07-01", "2024-12-31"},
          Case{"2024", "2024-01-01", "2024-12-31"}, Case{"2024-02-10..2024-03-01", "2024-02-10", "2024-03-01"}}) {
        CAPTURE(c.text);
        const auto period = parse_period(c.text);
        REQUIRE(period);
        CHECK(to_string(period->first) == c.first);
        CHECK(to_string(period->last) == c.last);
    }
    for (const char* wrong :
         {"", "2024-H3", "24-H1", "2024-05", "2024-03-01..2024-02-01", "2024-02-30..2024-03-01", "x"})
        CHECK_FALSE(parse_period(wrong));
}

TEST_CASE("a district counts its communes and nobody else's") {
    auto tally = district_tally("2024-H1");
    REQUIRE(tally);
    tally->add(person("1", "03061", "worker", "2024-03-01"));
    tally->add(person("2", "03076", "worker", "2023-03-01"));  // a register counts the stock: older entries too
    tally->add(person("3", "03076", "pupil", "2024-06-30"));
    tally->add(person("4", "03076", "worker", "2024-07-01"));  // after the period
    tally->add(person("5", "02635", "worker", "2024-03-01"));  // another district
    CountedRecord voided = person("6", "03061", "worker", "2024-03-01");
    voided.status = "void";
    tally->add(voided);
    tally->add(person("7", "03061", "", "2024-05-01"));  // the parts add up to the total also for what is left open
    const ReportTable table = tally->finish(nobody);
    CHECK(total_of(table, "people_risk_worker") == 2);
    CHECK(total_of(table, "people_risk_pupil") == 1);
    CHECK(total_of(table, "people_high_risk") == 3);
    CHECK(total_of(table, "people_no_risk_group") == 1);
    CHECK(total_of(table, "people_all") == 4);
    double by_commune = 0;
    for (const Cell& cell : table.sections[0].rows[2].cells) by_commune += cell.numerator.value_or(0);
    CHECK(by_commune == 2);
}

TEST_CASE("records of one person are counted once, in whatever chain or circle they name each other") {
    struct Case {
        const char* story;
        std::map<std::string, std::string> same_as;
        double people;
    };
    for (const Case& c :
         {Case{"nobody has looked", {}, 3}, Case{"a star", {{"2", "1"}, {"3", "1"}}, 1},
          Case{"a chain", {{"3", "2"}, {"2", "1"}}, 1}, Case{"two of them", {{"1", "2"}, {"2", "1"}}, 2},
          Case{"a chain into a circle", {{"1", "2"}, {"2", "1"}, {"3", "1"}}, 1},
          Case{"a circle of all", {{"1", "2"}, {"2", "3"}, {"3", "1"}}, 1}}) {
        CAPTURE(c.story);
        auto tally = district_tally("2024-H1");
        REQUIRE(tally);
        const auto id_of = [](const std::string& number) { return "0190a000-0000-7000-8000-00000000000" + number; };
        for (const char* number : {"1", "2", "3"}) {
            CountedRecord record = person(id_of(number).c_str(), "03061", "worker", "2024-03-01");
            if (const auto other = c.same_as.find(number); other != c.same_as.end())
                record.same_as = id_of(other->second);
            tally->add(record);
        }
        CHECK(total_of(tally->finish(nobody), "people_all") == c.people);
    }
}

TEST_CASE("a corrected record is counted once, whichever of the two is seen first") {
    for (const bool correction_first : {true, false}) {
        auto tally = district_tally("2024");
        REQUIRE(tally);
        const CountedRecord old = person("old", "03061", "worker", "2024-03-01");
        CountedRecord fresh = person("new", "03061", "pupil", "2024-03-01");
        fresh.corrects = "old";
        tally->add(correction_first ? fresh : old);
        tally->add(correction_first ? old : fresh);
        const auto find = [&](const std::string& id) -> std::optional<CountedRecord> {
            return id == "old" ? old : fresh;
        };
        CHECK(total_of(tally->finish(find), "people_all") == 1);
        CHECK(total_of(tally->finish(find), "people_risk_pupil") == 1);
        CHECK(total_of(tally->finish(find), "people_risk_worker") == 0);
    }
}

TEST_CASE("a record that lies in the district itself has a column of its own, only when there is one") {
    auto tally = district_tally("2024");
    REQUIRE(tally);
    const std::size_t communes = areas().children("089").size();
    CHECK(tally->finish(nobody).columns.size() == communes);
    tally->add(person("1", "089", "worker", "2024-03-01"));
    CHECK(tally->finish(nobody).columns.size() == communes + 1);
    CHECK(total_of(tally->finish(nobody), "people_all") == 1);
}

TEST_CASE("a definition that does not fit says where") {
    CHECK_FALSE(parse_report("{", "broken"));
    CHECK_FALSE(parse_report(R"({"id":"R3","version":1,"sections":[{"id":"a"}]})", "no form"));
    // Exact small counts are somebody's duty, or they are hidden.
    const std::string silent = R"({"id":"X","version":1,"title":{"vi":"X","en":"X"},"sections":[])";
    CHECK(parse_report(silent + "}", "X")->hides_small_counts);
    CHECK_FALSE(parse_report(silent + R"(,"small_counts":"exact"})", "X"));
    CHECK_FALSE(parse_report(silent + R"(,"small_counts":"some"})", "X"));
    const auto ordered = parse_report(silent + R"(,"small_counts":"exact","duty":["chief"]})", "X");
    REQUIRE(ordered);
    CHECK(may_make(*ordered, "chief"));
    CHECK(may_make(*ordered, "worker").error().code == ErrorCode::refused);
    const auto definition = parse_report(
        R"({"id":"X","version":1,"title":{"vi":"X","en":"X"},"sections":[{"id":"s","form":"person_register","rows":[{"id":"r","label":{"vi":"r","en":"r"},"where":"${no_such_field} = 1"}]}]})",
        "X");
    REQUIRE(definition);
    const auto tally = Tally::make(*definition, areas(), "089", *parse_period("2024"), all_forms());
    REQUIRE_FALSE(tally);
    CHECK(tally.error().message.en.find("X/r") != std::string::npos);
    CHECK(Tally::make(*parse_report(file("schemas/reports/R3.json"), "R3"), areas(), "999", *parse_period("2024"),
                      all_forms())
              .error()
              .code == ErrorCode::not_found);
}

TEST_CASE("a list that asks for what its form does not have is found when it is published, not when it is due") {
    const auto published = [](const std::string& value) {
        const auto report = parse_report(
            R"({"id":"X","version":1,"title":{"vi":"X","en":"X"},"sections":[{"id":"s","title":{"vi":"s","en":"s"},"list":{"form":"person_register",
               "set":{"form":"person_register"},"fields":[{"label":{"vi":"Tên","en":"Name"},"value":")" +
                value + R"("}]}}]})",
            "X");
        REQUIRE(report);
        return check_figures({}, {*report}, all_forms());
    };
    CHECK(published("${full_name}"));
    const Status wrong = published("${no_such_field}");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().message.en.find("X/s/Name: ") != std::string::npos);
}

TEST_CASE("the same figures as text, table, JSON and workbook") {
    auto tally = district_tally("2024-H1");
    REQUIRE(tally);
    tally->add(person("1", "03061", "worker", "2024-03-01"));
    ReportTable table = tally->finish(nobody);
    const std::string bare = to_csv(table, Language::vi);
    table.remarks = {{"Chưa có số của xã \"Nậm Xé\".", "Nothing yet from Nam Xe."},
                     {"Số liệu tạm tính.", "Provisional."}};
    CHECK(to_csv(table, Language::vi) == bare + "\n\"Chưa có số của xã \"\"Nậm Xé\"\".\"\n\"Số liệu tạm tính.\"\n");
    const std::string text = to_text(table, Language::vi);
    CHECK(text.find("Võ Lao") != std::string::npos);
    CHECK(text.find("Dần Thàng") == std::string::npos);  // nothing was counted there
    CHECK(to_csv(table, Language::en).find("people_risk_worker") != std::string::npos);
    const OrderedJson json = to_json(table, Language::en);
    CHECK(json["report"] == "R3");
    CHECK(json["rows"][2]["value"] == 1);
    const std::string path = std::filesystem::temp_directory_path() / "nuong-report-test.xlsx";
    REQUIRE(write_report(table, "", path, Language::vi));
    CHECK(std::filesystem::file_size(path) > 3000);
    std::filesystem::remove(path);
    CHECK(write_report(table, "xlsx", "", Language::vi).error().code == ErrorCode::usage);
    CHECK(write_report(table, "docx", "", Language::vi).error().code == ErrorCode::usage);
    CHECK(write_report(table, "odt", "/tmp/x", Language::vi).error().code == ErrorCode::usage);
    CHECK(write_report(table, "xlsx", "/no/such/folder/x.xlsx", Language::vi).error().code == ErrorCode::no_space);
}

TEST_CASE("a summary has a line per commune in official order on paper and in the window, a line per figure as text") {
    auto tally = district_tally("2024-H1");
    REQUIRE(tally);
    tally->add(person("1", "03061", "worker", "2024-03-01"));
    tally->add(person("2", "03076", "pupil", "2024-03-01"));
    ReportTable table = tally->finish(nobody);
    const AreaTree tree = areas();
    table.silent = {{"03079", tree.find("03079")->name}};
    for (const auto& grids : {grids_of(table, Language::vi), grids_on_paper(table, Language::vi)}) {
        REQUIRE(grids.size() == 3);
        for (const Grid& grid : grids) {
            std::vector<std::string> units;
            for (const ReportColumn& column : table.columns) units.push_back(column.area);
            units.push_back("089");
            CHECK(grid.ids == units);
            CHECK(grid.lines.back().front().text == "Tổng cộng");
        }
        const Grid& people = grids.front();
        const auto line = [&](const char* area) {
            const auto at = std::find(people.ids.begin(), people.ids.end(), area) - people.ids.begin();
            return people.lines[static_cast<std::size_t>(at)];
        };
        const HeadCell worker{{"Nhóm nguy cơ"}, "người lao động"};
        const auto column = static_cast<std::size_t>(std::find(people.levels.begin(), people.levels.end(), worker) -
                                                     people.levels.begin());
        REQUIRE(column < people.levels.size());
        CHECK(line("03061")[column].text == "1");
        CHECK(line("03076")[column].text == "0");
        CHECK(line("089")[column].is_sum);
        CHECK(grids[1].levels[2] == HeadCell{{"Thuốc lá, thuốc lào"}, "nguy cơ thấp"});
    }
    CHECK(lines_below(table, Language::vi).front().find(tree.find("03079")->name.vi) != std::string::npos);
    for (const Grid& grid : grids_in_lines(table, Language::vi)) {
        CHECK(grid.unit_columns == table.columns.size());
        CHECK_FALSE(grid.has_total_line);
    }
    CHECK(grids_in_lines(table, Language::vi)[0].ids[2] == "people_risk_worker");
}
