// The overview's communes by weeks, taken along as a file: a line for each commune, a column for each week, the numbers
// of the screen as numbers, and in words what the screen says beside them.
#include "client/app/commune_table.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "shared/sheets/table_file.h"
#include "tests/client/app/desk.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

std::string roles_of_desk(const std::string& more) {
    return R"({"kind":"roles","id":"roles","version":9,"roles":[
        {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":[],"read":[],"desk":true)" +
           more + "}]}";
}

void open_overview(Desk& desk, const std::string& more = "") {
    FieldDevice::add_people(*desk.store(), 40);  // in Võ Lao, last week
    desk.store()->save({make_uuid_v7(desk.clock.now()),
                        "communication_activity",
                        1,
                        {{"occurred_on", Value("2026-01-20"), {}},
                         {std::string(reserved::area), Value("03076"), {}},
                         {std::string(reserved::status), Value("submitted"), {}}},
                        std::nullopt},
                       desk.clock.now());
    make_chief(desk, roles_of_desk(more));
    desk.unlock();
    desk.perform(OpenOverview{});
}

std::string file_of(const std::string& folder, const std::string& ending) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        if (name.starts_with("communes-by-week-") && name.ends_with(ending)) return entry.path();
    }
    return "";
}

using Line = std::vector<std::string>;

const Line* line_with(const std::vector<Line>& lines, const std::string& text) {
    for (const Line& line : lines)
        if (std::find(line.begin(), line.end(), text) != line.end()) return &line;
    return nullptr;
}

}  // namespace

TEST_CASE(
    "a district takes its communes and weeks along as a table: the numbers of the screen, and the file is noted") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_overview(desk);
    const HeatTable shown = desk.screen<OverviewView>().heat;
    REQUIRE(shown.may_be_written);
    desk.perform(OpenListFile{});
    CHECK(desk.screen<PrintView>().title == "Xã theo tuần");
    REQUIRE(desk.screen<PrintView>().formats.size() == 3);
    for (const char* format : {"csv", "xlsx"}) {
        desk.perform(SaveReport{format});
        REQUIRE(desk.screen<PrintView>().result);
        CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
        CHECK(desk.screen<PrintView>().result->text.find("communes-by-week-20260302") != std::string::npos);
    }
    const auto noted = desk.store()->audit().entries();
    CHECK(noted.back().what == "report");
    CHECK(noted.back().detail == "overview 089 2025-12-15..2026-03-08 file xlsx");

    const auto csv = sheets::read_table_file(bytes_of(file_of(home.path(), ".csv")), "csv");
    REQUIRE(csv);
    const auto& lines = csv->front().rows;
    const auto first =
        std::find_if(shown.rows.begin(), shown.rows.end(), [](const HeatRow& row) { return !row.is_sum; });
    REQUIRE(lines.size() == shown.rows.size() + 1);  // the head; the sum stands last
    CHECK(lines[0].size() == 3 + shown.weeks.size() + 1);
    CHECK(lines[0][3 + 10] == "Tuần 9 (23/2-1/3)");
    CHECK(lines[0].back() == "Cả 12 tuần");
    for (std::size_t row = 0; row < shown.rows.size() - 1; ++row) {
        const HeatRow& commune = first[static_cast<std::ptrdiff_t>(row)];
        const Line& line = lines[row + 1];
        CHECK(line[2] == commune.name);
        for (std::size_t week = 0; week < commune.cells.size(); ++week)
            CHECK(line[3 + week] == std::to_string(commune.cells[week].count));
        CHECK(line.back() == std::to_string(commune.total.count));
    }
    CHECK(lines.back()[3 + 10] == "41");
    CHECK(lines.back().back() == "42");
}

TEST_CASE(
    "the workbook of communes and weeks can be read without a colour: numbers, and who is silent in words below") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_overview(desk);
    desk.perform(OpenListFile{});
    desk.perform(SaveReport{"xlsx"});
    const auto book = sheets::read_sheets(bytes_of(file_of(home.path(), ".xlsx")));
    REQUIRE(book);
    REQUIRE(book->size() == 1);
    CHECK(book->front().name == "Xã theo tuần");
    const auto& lines = book->front().rows;
    CHECK(line_with(lines, "Tuần 10"));
    CHECK(line_with(lines, "23/2-1/3"));
    const Line* commune = line_with(lines, "Võ Lao");
    REQUIRE(commune);
    CHECK(std::count(commune->begin(), commune->end(), "41") == 2);  // its week, and all weeks
    const bool is_silence_said = std::any_of(lines.begin(), lines.end(), [](const Line& line) {
        return !line.empty() && line[0] == "Nậm Chầy: 5 tuần chưa có gì.";
    });
    CHECK(is_silence_said);
}

TEST_CASE("the communes by weeks are printed as the screen shows them: tints, a number in each cell, and the words") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_overview(desk);
    desk.perform(OpenListFile{});
    CHECK(desk.screen<PrintView>().formats.back().label == "Hình để in");
    desk.perform(SaveReport{"html"});
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
    CHECK(desk.screen<PrintView>().result->text.find("chọn In") != std::string::npos);
    const std::string page = bytes_of(file_of(home.path(), ".html"));
    const auto says = [&](const std::string& words) { return page.find(words) != std::string::npos; };
    CHECK(says("<th scope=\"col\">Tuần 9 (23/2-1/3)</th>"));
    CHECK(says("<td class=\"level2\">41</td>"));
    CHECK(says("<td class=\"level1\">1</td>"));
    CHECK(says("5 tuần chưa có gì"));
    CHECK(says("Cả địa bàn"));
    CHECK(says("Lập trên máy của"));
    CHECK(desk.store()->audit().entries().back().detail == "overview 089 2025-12-15..2026-03-08 file html");
}

TEST_CASE("who takes nothing out, or looks after no area, has no file of the communes, and none from the devices") {
    TemporaryFolder home;
    Desk desk(home.path());
    SECTION("a role that exports nothing") {
        open_overview(desk, R"(,"exports":false)");
        CHECK_FALSE(desk.screen<OverviewView>().heat.may_be_written);
    }
    SECTION("the list of devices has no communes") {
        open_overview(desk);
        desk.perform(OpenDevices{});
    }
    desk.perform(OpenListFile{});
    CHECK(std::holds_alternative<OverviewView>(desk.view().screen));
    CHECK(file_of(home.path(), "").empty());
}
