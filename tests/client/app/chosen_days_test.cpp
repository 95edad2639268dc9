// A report of any days in the window: the figures of the command line for the same days, and never of what hides small
// counts.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/app/report_views.h"
#include "client/app/written_report.h"
#include "shared/base/hash.h"
#include "tests/client/app/desk.h"
#include "tests/support/patience.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

std::string report_of_people(const std::string& id, const std::string& small_counts) {
    return R"({"kind":"report","id":")" + id + R"(","version":1,)" + small_counts +
           R"("title":{"vi":"Người mới","en":"New people"},
        "sections":[{"id":"s","title":{"vi":"Người","en":"People"},"rows":[
            {"id":"people","label":{"vi":"Số người","en":"People"},"unit":"people",
             "numerator":{"distinct":{"form":"person_register"}}}]}]})";
}

// Forty people of the 20th of February, and the one of the 1st of March who is always there.
struct Office {
    TemporaryFolder home;
    Desk desk{home.path()};

    Office() {
        const auto store = desk.store();
        protocol::SyncAnswer answer = answer_now(*store, desk);
        answer.catalogue = store->schemas().catalogue();
        std::vector<std::string> bodies(answer.catalogue->size());
        for (const auto& [id, body] :
             {std::pair("R4", report_of_people("R4", R"("small_counts":"exact","duty":["outreach_worker"],)")),
              {"R8", report_of_people("R8", "")}}) {
            answer.catalogue->push_back({"report", id, 1, to_hex(sha256(body))});
            bodies.push_back(body);
        }
        store->apply(answer, bodies, desk.clock.now());
        FieldDevice::add_people(*store, 40, "2026-02-20");
        desk.unlock();
    }

    const ReportView& open(const char* report) {
        desk.perform(OpenReport{report});
        return counted();
    }
    const ReportView& counted() {
        REQUIRE(waits_until([&] {
            desk.session->receive();
            return !desk.screen<ReportView>().count.counts;
        }));
        return desk.screen<ReportView>();
    }
    const ReportView& choose(const std::string& from, const std::string& until) {
        if (!desk.screen<ReportView>().days) desk.perform(AskDays{});
        desk.perform(ChooseDays{from, until});
        return counted();
    }
    std::string number() { return desk.screen<ReportView>().tables.at(0).lines.at(0).cells.back().text; }
    reports::ReportTable by_command(const std::string& period) {
        const auto store = desk.store();
        Workbook workbook(*store, desk.clock);
        const AreaCode area = store->areas().outermost(store->device().areas).front();
        const auto table = count_report(workbook, {"R4", area, *reports::parse_period(period)});
        return written_report(*store, *table, desk.clock.now()).table;
    }
};

const Command& kind(const ReportView& view, const std::string& label) {
    for (const Command& each : view.kinds)
        if (each.label == label) return each;
    FAIL("no period of the kind " << label);
    throw std::logic_error("not reached");
}

}  // namespace

TEST_CASE("the command line makes no report of chosen days of what hides small counts either") {
    Office office;
    const auto store = office.desk.store();
    Workbook workbook(*store, office.desk.clock);
    const AreaCode area = store->areas().outermost(store->device().areas).front();
    const auto may = [&](const char* report, const char* period) {
        return static_cast<bool>(check_days(workbook, {report, area, *reports::parse_period(period)}));
    };
    CHECK(may("R4", "2026-02-01..2026-02-20"));
    CHECK_FALSE(may("R8", "2026-02-01..2026-02-20"));
    CHECK(may("R8", "2026-H1"));
    CHECK(check_days(workbook, {"R99", area, *reports::parse_period("2026")}).error().code == ErrorCode::not_found);
}

TEST_CASE("a report is made of any days that are chosen: the figures and the file of the command line for these days") {
    Office office;
    Desk& desk = office.desk;
    CHECK(office.open("R4").period == "6 tháng đầu năm 2026");
    CHECK(office.number() == "41");
    desk.perform(kind(desk.screen<ReportView>(), "Từ ngày đến ngày").action);
    REQUIRE(desk.screen<ReportView>().days);
    CHECK(desk.screen<ReportView>().days->from == "01/01/2026");  // the days that are shown
    CHECK(desk.screen<ReportView>().days->until == "30/06/2026");
    for (const auto& [from, until, code, people] :
         {std::tuple("2026-02-20", "2026-02-28", "2026-02-20..2026-02-28", 40),
          std::tuple("21/2/2026", "1/3/2026", "2026-02-21..2026-03-01", 1),
          std::tuple("20/02/2026", "01/03/2026", "2026-02-20..2026-03-01", 41)}) {
        CAPTURE(code);
        const ReportView& view = office.choose(from, until);
        CHECK(kind(view, "Từ ngày đến ngày").primary);
        CHECK_FALSE(view.days);  // chosen
        const reports::ReportTable table = office.by_command(code);
        CHECK(table.sections[0].rows[0].total.numerator == people);
        CHECK(office.number() == std::to_string(people));
    }
    CHECK(desk.screen<ReportView>().period == "từ 20/02/2026 đến 01/03/2026");
    desk.perform(OpenReportFile{});
    desk.perform(SaveReport{"csv"});
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
    const reports::ReportTable table = office.by_command("2026-02-20..2026-03-01");
    REQUIRE(reports::write_report(table, "csv", office.home.path() + "/cli.csv", Language::vi));
    std::size_t written = 0;
    for (const auto& entry : std::filesystem::directory_iterator(office.home.path()))
        if (const std::string name = entry.path().filename(); name.starts_with("BC_R4_") && name.ends_with(".csv")) {
            CHECK(bytes_of(entry.path()) == bytes_of(office.home.path() + "/cli.csv"));
            ++written;
        }
    CHECK(written == 1);
}

TEST_CASE("chosen days step by as many days, and the half year is one tap away again") {
    Office office;
    office.open("R4");
    office.choose("20/02/2026", "22/02/2026");
    office.desk.perform(office.desk.screen<ReportView>().earlier);
    CHECK(office.counted().period == "từ 17/02/2026 đến 19/02/2026");
    CHECK(office.number() == "0");
    REQUIRE(office.desk.screen<ReportView>().later);
    office.desk.perform(*office.desk.screen<ReportView>().later);
    CHECK(office.counted().period == "từ 20/02/2026 đến 22/02/2026");
    CHECK(office.number() == "40");
    office.desk.perform(kind(office.desk.screen<ReportView>(), "6 tháng").action);
    CHECK(office.counted().period == "6 tháng đầu năm 2026");
}

TEST_CASE("wrong days are refused in words and the figures stay as they were") {
    Office office;
    office.open("R4");
    CHECK(office.choose("31/02/2026", "01/03/2026").days->problem.find("“31/02/2026” không phải là một ngày") == 0);
    CHECK(office.choose("01/03/2026", "20/02/2026").days->problem.find("đứng trước ngày đầu") != std::string::npos);
    CHECK(office.desk.screen<ReportView>().period == "6 tháng đầu năm 2026");
    CHECK(office.number() == "41");
    CHECK(office.choose("20/02/2026", "20/02/2026").period == "từ 20/02/2026 đến 20/02/2026");
    office.desk.perform(AskDays{});
    CHECK(office.desk.screen<ReportView>().days->problem.empty());  // it was of another try
}

TEST_CASE(
    "a report that hides small counts says why it is of official periods alone, also to who goes round the screen") {
    Office office;
    CHECK(office.open("R8").no_days.empty());  // nobody has asked
    office.desk.perform(AskDays{});
    CHECK_FALSE(office.desk.screen<ReportView>().days);
    CHECK(office.desk.screen<ReportView>().no_days.find("chỉ lập theo kỳ chính thức") != std::string::npos);
    office.desk.perform(ChooseDays{"20/02/2026", "20/02/2026"});
    office.desk.perform(ChoosePeriod{"2026-02-20..2026-02-20"});
    CHECK(office.counted().period == "6 tháng đầu năm 2026");
    office.desk.perform(kind(office.desk.screen<ReportView>(), "Quý").action);
    CHECK(office.counted().period == "quý 1 năm 2026");  // a calendar's, as ever
    office.desk.perform(Back{});
    CHECK(office.open("R4").days == std::nullopt);  // another report begins anew
}
