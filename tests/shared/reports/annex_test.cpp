// The annex of 2020 comes out of the imported plan as it was printed, with what was done beside each target; where it
// does not add up is remarked under it.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>

#include "shared/base/csv.h"
#include "shared/reports/report_grid.h"
#include "shared/sheets/table_file.h"
#include "shared/targets/import_targets.h"
#include "tests/shared/reports/programme_world.h"

using namespace nuong;
using namespace nuong::reports;
using nuong::test::file_text;

namespace {

using Texts = std::vector<std::string>;

constexpr const char* first_centre = "0190a3b2-0000-7000-8000-000000000001";
constexpr const char* city_centre = "0190a3b2-0000-7000-8000-000000000002";
constexpr const char* voluntary_centre = "0190a3b2-0000-7000-8000-000000000003";

std::vector<NamedRecord> centres(const WantedRecords& wanted) {
    if (wanted.is == "vol_centre") return {{voluntary_centre, "Cơ sở Hy Vọng", ""}};
    return {{city_centre, "Cơ sở TP Lào Cai", "centre_laocai"}, {first_centre, "Cơ sở số 1", "centre_no1"}};
}

const std::string& annex() {
    static const std::string csv = file_text("tests/shared/targets/laocai_targets_2020.csv");
    return csv;
}

std::pair<std::string, std::string> imported_plan(const AreaTree& areas) {
    const std::vector<TargetLayout> layouts{
        parse_target_layout(file_text("schemas/targets/treatment_annex.json"), "layout").value()};
    const auto plan =
        import_targets(sheets::read_table_file(annex(), "annex.csv").value(), "annex.csv", layouts, areas);
    return {"targets", target_document(plan.value(), layouts.front().plan, 1).dump()};
}

Programme with_plan(const test::ShippedProgramme& shipped) {
    Programme programme{shipped.programme.indicators, {}};
    programme.targets = make_programme({imported_plan(shipped.areas)}).value().targets;
    return programme;
}

struct Episode {
    const char *area, *form, *facility, *start, *end;
};

// Three at the first centre from Văn Bàn, one of them there by own wish; one from Sa Pa in the city; one from Bảo Yên
// at a centre that nobody has registered; the last was over before the year.
const std::vector<Episode> episodes{
    {"089", "compulsory", first_centre, "2020-02-03", ""},
    {"089", "compulsory", first_centre, "2019-11-20", "2020-01-15"},
    {"089", "vol_centre", first_centre, "2020-06-01", ""},
    {"088", "compulsory", city_centre, "2020-03-01", ""},
    {"087", "compulsory", "", "2020-05-05", ""},
    {"087", "vol_centre", voluntary_centre, "2020-08-01", ""},
    {"089", "compulsory", first_centre, "2019-01-01", "2019-06-30"},
};

ReportTable annex_of(const std::string& report, const AreaCode& area) {
    const test::ShippedProgramme& shipped = test::shipped_programme();
    auto tally = Tally::make(shipped.report(report, centres), shipped.areas, area, *parse_period("2020"), shipped.forms,
                             with_plan(shipped));
    REQUIRE(tally);
    int made = 0;
    for (const Episode& each : episodes) {
        Fields answers{{"form", Value(each.form)}, {"start", Value(each.start)}, {"occurred_on", Value(each.start)}};
        if (*each.facility) answers.push_back({"facility", Value(each.facility)});
        if (*each.end) answers.push_back({"end", Value(each.end)});
        std::sort(answers.begin(), answers.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
        tally->add({"0190a3b2-1111-7000-8000-00000000000" + std::to_string(++made), "treatment_episode", each.area, "",
                    "", std::move(answers)});
    }
    return tally->finish([](const std::string&) { return std::nullopt; });
}

Grid treatment_of(const ReportTable& table) { return grids_of(table, Language::vi).at(0); }

std::size_t column_of(const Grid& grid, const Texts& groups, const std::string& part) {
    for (std::size_t i = 0; i < grid.levels.size(); ++i)
        if (grid.levels[i].groups == groups && grid.levels[i].part == part) return i;
    FAIL("no column " << groups.back() << " " << part);
    return 0;
}

const std::string& cell(const Grid& grid, const AreaCode& area, std::size_t column) {
    const auto at = std::find(grid.ids.begin(), grid.ids.end(), area);
    REQUIRE(at != grid.ids.end());
    return grid.lines[static_cast<std::size_t>(at - grid.ids.begin())][column].text;
}

const Texts first_compulsory{"Cai nghiện tập trung", "Cơ sở số 1", "Bắt buộc"};

}  // namespace

TEST_CASE("each column of the annex is there, with the targets as printed, for every district and the province") {
    const ReportTable table = annex_of(GENERATE("R6", "B01"), "10");
    const Grid grid = treatment_of(table);
    const std::vector<std::pair<std::string, Texts>> columns{
        {"total_treated", {"Tổng số người được cai nghiện, điều trị"}},
        {"centre_total", {"Cai nghiện tập trung", "Tổng số"}},
        {"centre_no1_compulsory", first_compulsory},
        {"centre_no1_voluntary", {"Cai nghiện tập trung", "Cơ sở số 1", "Tự nguyện"}},
        {"centre_laocai_compulsory", {"Cai nghiện tập trung", "Cơ sở TP Lào Cai", "Bắt buộc"}},
        {"centre_laocai_voluntary", {"Cai nghiện tập trung", "Cơ sở TP Lào Cai", "Tự nguyện"}},
        {"community_home_total", {"Cai nghiện tại cộng đồng, gia đình", "Tổng số"}},
        {"community_rehab_house", {"Cai nghiện tại cộng đồng, gia đình", "Nhà cai nghiện xã, phường"}},
        {"home", {"Cai nghiện tại cộng đồng, gia đình", "Tại gia đình"}},
        {"mmt_carried_over_2019", {"Điều trị Methadone", "Kỳ trước chuyển sang"}},
        {"mmt_new_2020", {"Điều trị Methadone", "Tiếp nhận mới trong kỳ"}},
        {"mmt_regular_2020", {"Điều trị Methadone", "Điều trị thường xuyên"}},
    };
    CsvReader reader(annex());
    const auto head = reader.line();
    int lines = 0;
    while (!reader.is_done()) {
        const auto row = reader.line();
        const auto printed = [&](const std::string& name) {
            return row[static_cast<std::size_t>(std::find(head.begin(), head.end(), name) - head.begin())];
        };
        const std::string district = printed("district_code_gso");
        CAPTURE(printed("area_vi"));
        for (const auto& [name, groups] : columns) {
            CAPTURE(name);
            CHECK(cell(grid, district.empty() ? "10" : district, column_of(grid, groups, "target")) == printed(name));
        }
        ++lines;
    }
    CHECK(lines == 10);
}

TEST_CASE("beside the target of a centre stands who was treated there, and what lies elsewhere is in the total alone") {
    const Grid grid = treatment_of(annex_of("R6", "10"));
    const std::size_t actual = column_of(grid, first_compulsory, "actual");
    CHECK(cell(grid, "089", actual) == "2");
    CHECK(cell(grid, "089", column_of(grid, first_compulsory, "percent")) == "2.35");  // of 85
    CHECK(cell(grid, "10", actual) == "2");
    CHECK(cell(grid, "089", column_of(grid, {"Cai nghiện tập trung", "Cơ sở số 1", "Tự nguyện"}, "actual")) == "1");
    CHECK(cell(grid, "088", column_of(grid, {"Cai nghiện tập trung", "Cơ sở TP Lào Cai", "Bắt buộc"}, "actual")) ==
          "1");
    CHECK(cell(grid, "087", actual) == "0");
    CHECK(cell(grid, "087", column_of(grid, {"Cai nghiện tập trung", "Tổng số"}, "actual")) == "2");
    // A centre that no plan knows has results and no target.
    const Texts hope{"Cai nghiện tập trung", "Cơ sở Hy Vọng", "Tự nguyện"};
    CHECK(cell(grid, "087", column_of(grid, hope, "actual")) == "1");
    CHECK(cell(grid, "087", column_of(grid, hope, "target")) == "-");
}

TEST_CASE("the head of the annex stands in four lines, each group over what belongs to it") {
    const Grid grid = treatment_of(annex_of("R6", "10"));
    CHECK(head_lines(grid.levels) == 4);
    const auto boxes = head_boxes(grid.levels);
    const auto box = [&](const std::string& text) {
        return *std::find_if(boxes.begin(), boxes.end(), [&](const HeadBox& each) { return each.text == text; });
    };
    CHECK(box("Đơn vị") == HeadBox{0, 1, 0, 4, "Đơn vị"});
    CHECK(box("Tổng số người được cai nghiện, điều trị") ==
          HeadBox{1, 3, 0, 1, "Tổng số người được cai nghiện, điều trị"});
    CHECK(box("Cai nghiện tập trung") == HeadBox{4, 18, 0, 1, "Cai nghiện tập trung"});
    CHECK(box("Cơ sở số 1") == HeadBox{13, 6, 1, 1, "Cơ sở số 1"});
    CHECK(box("Bắt buộc") == HeadBox{7, 3, 2, 1, "Bắt buộc"});
    // Every column of every line belongs to one box.
    std::vector<int> covered(4 * grid.levels.size());
    for (const HeadBox& each : boxes)
        for (std::size_t line = each.line; line < each.line + each.lines; ++line)
            for (std::size_t column = each.column; column < each.column + each.columns; ++column)
                ++covered[line * grid.levels.size() + column];
    CHECK(covered == std::vector<int>(4 * grid.levels.size(), 1));
}

TEST_CASE("where the plan does not add up is remarked, to those whose area it is") {
    const auto remark = [](const AreaCode& area) {
        std::string text;
        for (const Message& each : annex_of("R6", area).remarks) text += each.vi;
        return text;
    };
    const std::string province = remark("10");
    CHECK(province.find("06/KH-UBND cộng không khớp") != std::string::npos);
    for (const char* district : {"Văn Bàn", "Bảo Yên", "Bảo Thắng"})
        CHECK(province.find(district) != std::string::npos);
    CHECK(remark("087").find("Bảo Yên") != std::string::npos);
    CHECK(remark("087").find("Bảo Thắng") == std::string::npos);
    CHECK(remark("088").empty());
}

TEST_CASE(
    "a report without any centre has the totals, and one that is published is looked at with a centre all the same") {
    const test::ShippedProgramme& shipped = test::shipped_programme();
    const auto rows = [](const ReportDefinition& report) { return report.sections.at(0).rows.size(); };
    const auto none = [](const WantedRecords&) { return std::vector<NamedRecord>(); };
    CHECK(rows(shipped.report("R6", none)) == 9);
    CHECK(rows(shipped.report("R6")) == 12);
    std::string broken = shipped.report_texts.at("R6");
    const std::string right = "${form} = 'compulsory' and";
    broken.replace(broken.find(right), right.size(), "${form} = 'compulsory' nor");
    const auto report = parse_report(broken, "R6", one_of_each());
    REQUIRE(report);
    CHECK_FALSE(check_figures(shipped.programme, {*report}, shipped.forms));
}

TEST_CASE(
    "a centre without a name is called by its code or its id, and one that is void or of another kind not at all") {
    const WantedRecords wanted{"facility_profile", "type", "public_centre", "name", "plan_code"};
    CountedRecord record{first_centre, "facility_profile",
                         "089",        "",
                         "",           {{"plan_code", Value("centre_no1")}, {"type", Value("public_centre")}}};
    CHECK(named_record(wanted, record) == NamedRecord{first_centre, "centre_no1", "centre_no1"});
    record.answers.erase(record.answers.begin());
    CHECK(named_record(wanted, record) == NamedRecord{first_centre, first_centre, ""});
    record.status = status::void_;
    CHECK_FALSE(named_record(wanted, record));
    record.status = "";
    record.answers = {{"name", Value("Cơ sở số 1")}, {"type", Value("shelter")}};
    CHECK_FALSE(named_record(wanted, record));
}

TEST_CASE("the records of a form are read once, however many rows name them, and stand in the order of their codes") {
    int readings = 0;
    const auto centre = [](const char* id, const char* name, const char* code) {
        CountedRecord record{id, "facility_profile", "089", "", "", {{"name", Value(name)}}};
        if (*code != 0) record.answers.push_back({"plan_code", Value(code)});
        record.answers.push_back({"type", Value("public_centre")});
        return record;
    };
    const auto find = find_among([&](const FormId&, const auto& look_at) {
        ++readings;
        look_at(centre("c", "Chưa có mã", ""));
        look_at(centre("b", "Cơ sở số 2", "centre_no2"));
        look_at(centre("a", "Cơ sở số 1", "centre_no1"));
    });
    WantedRecords wanted{"facility_profile", "type", "public_centre", "name", "plan_code"};
    const auto in_order = [&](const char* first, const char* second, const char* third) {
        const auto found = find(wanted);
        REQUIRE(found.size() == 3);
        CHECK(found[0].record == first);
        CHECK(found[1].record == second);
        CHECK(found[2].record == third);
    };
    in_order("a", "b", "c");
    in_order("a", "b", "c");
    CHECK(readings == 1);
    wanted.code = Path();  // another question: by name
    in_order("c", "a", "b");
    CHECK(readings == 2);
    wanted.is = "shelter";
    CHECK(find(wanted).empty());
}
