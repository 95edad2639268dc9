// The annex of the province's plan over the demo district: from the file that is imported to the table that is handed
// in.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <fstream>

#include "demo_store.h"
#include "shared/sheets/table_file.h"
#include "sync-server/core/import_plan.h"
#include "sync-server/core/make_report.h"

using namespace nuong;
using namespace nuong::test;

namespace {

// A demo year with the plan of 2020 imported into it, as `targets import` does.
DemoStore& district_with_plan() {
    static const std::unique_ptr<DemoStore> demo = [] {
        auto made = std::make_unique<DemoStore>(
            demo::DemoScale{.seed = 5, .people = 300, .months = 12, .until = *parse_date("2024-12-31")});
        std::ifstream in(NUONG_SOURCE_DIR "/tests/shared/targets/laocai_targets_2020.csv");
        const std::string csv{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        const auto desk = plan_desk(*made->store->read());
        const auto plan =
            import_targets(sheets::read_table_file(csv, "annex.csv").value(), "annex.csv", desk->layouts, desk->areas);
        if (!plan) FAIL(plan.error().message.en);
        const auto transaction = made->store->begin();
        REQUIRE(store_plan(*transaction, *plan, plan->layout->plan, "test", Instant(*parse_date("2024-12-31"))));
        transaction->commit();
        return made;
    }();
    return *demo;
}

reports::ReportTable made(const std::string& report, const AreaCode& area, const std::string& period) {
    auto table = make_report(*district_with_plan().store->read(), report, area, *reports::parse_period(period));
    if (!table) FAIL(table.error().message.en);
    return *table;
}

// The columns of the annex under one head, without its total.
std::vector<const reports::ReportRow*> parts_under(const reports::ReportTable& table, const std::string& head) {
    std::vector<const reports::ReportRow*> parts;
    for (const reports::ReportRow& row : table.sections.at(0).rows)
        if (row.head.size() > 1 && row.head[0].vi == head && row.head[1].vi != "Tổng số") parts.push_back(&row);
    return parts;
}

const reports::ReportRow& total_under(const reports::ReportTable& table, const std::string& head) {
    const auto& rows = table.sections.at(0).rows;
    return *std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
        return row.head.size() > 1 && row.head[0].vi == head && row.head[1].vi == "Tổng số";
    });
}

const reports::Cell& cell_of(const reports::ReportRow& row, std::size_t unit) {
    return unit < row.cells.size() ? row.cells[unit] : row.total;
}

const std::string centres = "Cai nghiện tập trung", outside = "Cai nghiện tại cộng đồng, gia đình";

}  // namespace

TEST_CASE(
    "the annex of 2020 comes out of the demo with every centre that its plan names, and the parts make the total") {
    const reports::ReportTable table = made(GENERATE("R6", "B01"), "10", "2020");
    std::map<std::string, double> whole;  // of the province, by centre and kind
    for (const reports::ReportRow* row : parts_under(table, centres))
        if (row->total.target) whole[row->head[1].vi + ", " + row->head[2].vi] = row->total.target->number();
    CHECK(whole == std::map<std::string, double>{{"Cơ sở cai nghiện số 1 tỉnh (mẫu), Bắt buộc", 240},
                                                 {"Cơ sở cai nghiện số 1 tỉnh (mẫu), Tự nguyện", 50},
                                                 {"Cơ sở cai nghiện TP Lào Cai (mẫu), Bắt buộc", 230},
                                                 {"Cơ sở cai nghiện TP Lào Cai (mẫu), Tự nguyện", 30}});
    const reports::ReportRow& total = total_under(table, centres);
    CHECK(total.total.target->number() == 550);
    std::size_t lines = 0;
    for (std::size_t unit = 0; unit <= table.columns.size(); ++unit) {
        const auto& target = cell_of(total, unit).target;
        if (!target) continue;  // a unit of which the plan says nothing
        double sum = 0;
        for (const reports::ReportRow* row : parts_under(table, centres))
            if (const auto& part = cell_of(*row, unit).target) sum += part->number();
        CAPTURE(unit);
        CHECK(sum == target->number());
        ++lines;
    }
    CHECK(lines == 10);  // the nine districts and the province
}

TEST_CASE("what was done in centres and in the community adds up from its columns, in every unit of the demo year") {
    const reports::ReportTable table = made(GENERATE("R6", "B01"), GENERATE("10", "089"), GENERATE("2024", "2024-H2"));
    for (const std::string& head : {centres, outside}) {
        const reports::ReportRow& total = total_under(table, head);
        CAPTURE(head);
        CHECK(total.total.numerator.value_or(0) > 0);
        for (std::size_t unit = 0; unit <= table.columns.size(); ++unit) {
            double sum = 0;
            for (const reports::ReportRow* row : parts_under(table, head)) sum += cell_of(*row, unit).numerator.value();
            CAPTURE(unit);
            CHECK(sum == cell_of(total, unit).numerator);
        }
    }
    const auto parts = parts_under(table, outside);
    const auto community =
        std::find_if(parts.begin(), parts.end(), [](const auto* row) { return row->head[1].vi == "Tại cộng đồng"; });
    REQUIRE(community != parts.end());
    CHECK((*community)->total.numerator.value_or(0) > 0);
}

TEST_CASE("the title of a report names no half of a year: the period stands below it") {
    for (const char* id : {"R1", "R2", "R3", "R4", "R5", "R6", "R8"})
        for (const char* period : {"2024-H1", "2024-H2"}) {
            const reports::ReportTable table = made(id, "089", period);
            CAPTURE(id, period, table.title.vi, table.title.en);
            for (const char* half : {"ĐẦU NĂM", "CUỐI NĂM", "đầu năm", "cuối năm"})
                CHECK(table.title.vi.find(half) == std::string::npos);
            for (const char* half : {"FIRST", "SECOND", "LAST", "first", "second", "last"})
                CHECK(table.title.en.find(half) == std::string::npos);
        }
    const std::string shown = reports::to_text(made("R1", "089", "2024-H2"), Language::vi);
    CHECK(shown.starts_with("BÁO CÁO KẾT QUẢ 6 THÁNG\n"));
    CHECK(shown.find("6 tháng cuối năm 2024") != std::string::npos);
}
