// Reports in the window: counted behind it, the same as the command line makes, and written as the same bytes.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <exception>
#include <filesystem>
#include <thread>

#include "client/app/report_views.h"
#include "shared/base/hash.h"
#include "tests/client/app/desk.h"
#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

const std::string people_report = R"({"kind":"report","id":"R1","version":1,
    "title":{"vi":"Người trong danh sách","en":"People on the list"},
    "sections":[{"id":"s","title":{"vi":"Người","en":"People"},"rows":[
        {"id":"people","label":{"vi":"Số người","en":"People"},"unit":"people",
         "numerator":{"distinct":{"form":"person_register","when":"always"}}},
        {"id":"share","label":{"vi":"Tỷ lệ nam","en":"Men"},"unit":"percent",
         "numerator":{"distinct":{"form":"person_register","when":"always","where":"${sex} = 'male'"}},
         "denominator":{"distinct":{"form":"person_register","when":"always"}}}]}]})";
const std::string report_of_others = R"({"kind":"report","id":"R2","version":1,"duty":["province_staff"],
    "title":{"vi":"Của tỉnh","en":"Of the province"},
    "sections":[{"id":"s","title":{"vi":"Người","en":"People"},"rows":[
        {"id":"people","label":{"vi":"Số người","en":"People"},"unit":"people",
         "numerator":{"distinct":{"form":"person_register","when":"always"}}}]}]})";

const std::string report_of_indicators = R"({"kind":"report","id":"R3","version":1,
    "title":{"vi":"Chỉ tiêu","en":"Indicators"},"small_counts":"exact","duty":["outreach_worker"],
    "sections":[{"id":"s","title":{"vi":"Chỉ tiêu","en":"Indicators"},"indicators":"all"}]})";
const std::string one_indicator =
    R"({"kind":"indicators","id":"I","version":1,"title":{"vi":"Chỉ tiêu","en":"Indicators"},
    "measures":{"known":{"form":"person_register","when":"until"}},"indicators":[
        {"id":"I1","label":{"vi":"Người trong danh sách","en":"People on the list"},"unit":"people",
         "numerator":{"distinct":"known"}}]})";

std::unique_ptr<Replica> second_store(Desk& desk) {
    const auto key =
        Keyring(desk.device.options().home, FieldDevice::pin_cost).unlock("", FieldDevice::pin, desk.clock.now());
    return std::move(Replica::open(desk.device.options().home, *key).value());
}

void publish_reports(Desk& desk) {
    const auto replica = second_store(desk);
    protocol::SyncAnswer answer;
    answer.epoch = replica->device().epoch;
    answer.time = desk.clock.now();
    answer.catalogue = replica->schemas().catalogue();
    std::vector<std::string> bodies(answer.catalogue->size());
    for (const auto& [kind, id, body] : {std::tuple("report", "R1", people_report),
                                         {"report", "R2", report_of_others},
                                         {"report", "R3", report_of_indicators},
                                         {"indicators", "I", one_indicator}}) {
        answer.catalogue->push_back({kind, id, 1, to_hex(sha256(body))});
        bodies.push_back(body);
    }
    replica->apply(answer, bodies, desk.clock.now());
    FieldDevice::add_people(*replica, 40);
}

void open_report(Desk& desk) {
    publish_reports(desk);
    desk.unlock();
    desk.perform(OpenReport{"R1"});
}

// Whoever works behind the window finds the machine broken.
class BrokenBehind final : public ClockSource {
public:
    explicit BrokenBehind(std::exception_ptr breaks) : breaks_(std::move(breaks)) {}
    Instant now() const override {
        if (std::this_thread::get_id() != window_) std::rethrow_exception(breaks_);
        return FieldDevice::morning;
    }

private:
    std::thread::id window_ = std::this_thread::get_id();
    std::exception_ptr breaks_;
};

// What is counted behind the window has arrived.
template <class View>
const View& counted(Desk& desk) {
    REQUIRE(nuong::test::waits_until([&] {
        desk.session->receive();
        return !desk.screen<View>().count.counts;
    }));
    return desk.screen<View>();
}

std::size_t noted_reports(Desk& desk) {
    std::size_t count = 0;
    for (const auto& entry : second_store(desk)->audit().entries()) count += entry.what == "report";
    return count;
}

// Of this report, written into that folder; its name ends so.
std::string report_file(const TemporaryFolder& folder, const std::string& report, const std::string& ending) {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        const std::string name = entry.path().filename();
        if (name.starts_with("BC_" + report + "_6T_2026_") && name.ends_with(ending)) return entry.path();
    }
    FAIL("no file " << report << " " << ending);
    return "";
}

}  // namespace

TEST_CASE(
    "memory or a disk fails while a report is counted: it is said where the figures would stand, and work goes on") {
    struct Case {
        std::exception_ptr breaks;
        const char* says;
    };
    for (const Case& each :
         {Case{std::make_exception_ptr(std::bad_alloc()), "không đủ bộ nhớ"},
          Case{std::make_exception_ptr(std::filesystem::filesystem_error("stick", std::error_code())), "stick"},
          Case{std::make_exception_ptr(DatabaseError(DatabaseError::Kind::full, "")), "Đĩa đã đầy"}}) {
        CAPTURE(each.says);
        TemporaryFolder home;
        Desk desk(home.path());
        publish_reports(desk);
        const BrokenBehind clock(each.breaks);
        desk.session = std::make_unique<Session>(desk.device.options(), clock, [] {});
        desk.unlock();
        desk.perform(OpenReport{"R1"});
        CHECK(counted<ReportView>(desk).count.problem.find(each.says) != std::string::npos);
        desk.perform(GoHome{});
        CHECK(std::holds_alternative<HomeView>(desk.view().screen));
        desk.session.reset();
    }
}

TEST_CASE("a worker makes a report in the window: the figures and the file are those of the command line") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish_reports(desk);
    desk.unlock();
    desk.perform(OpenReports{});
    REQUIRE(desk.screen<ReportListView>().reports.size() == 2);  // the third is the province's duty
    CHECK(desk.screen<ReportListView>().reports[0].title == "R1 · Người trong danh sách");
    desk.perform(OpenReport{"R1"});
    CHECK(desk.screen<ReportView>().period == "6 tháng đầu năm 2026");
    const ReportView& view = counted<ReportView>(desk);
    REQUIRE(view.count.is_ready);
    REQUIRE(view.tables.size() == 1);

    const auto store = second_store(desk);
    Workbook workbook(*store, desk.clock);
    const AreaCode area = store->areas().outermost(store->device().areas).front();
    const auto table = count_report(workbook, {"R1", area, *reports::parse_period("2026-H1")});
    REQUIRE(table);
    const auto rights = FigureRights::of(workbook, {"R1", area, *reports::parse_period("2026-H1")});
    CHECK(view.tables == figure_tables(*table, Language::vi, rights));
    CHECK(table->sections[0].rows[0].total.numerator == 41);
    CHECK(noted_reports(desk) == 1);

    desk.perform(OpenReportFile{});
    REQUIRE(desk.screen<PrintView>().formats.size() == 3);
    for (const char* format : {"xlsx", "docx", "csv"}) {
        desk.perform(SaveReport{format});
        REQUIRE(desk.screen<PrintView>().result);
        CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
        const std::string ours = report_file(home, "R1", "-" + area + "." + format),
                          theirs = home.path() + "/cli." + format;
        REQUIRE(reports::write_report(*table, format, theirs, Language::vi));
        CHECK(bytes_of(ours) == bytes_of(theirs));
    }
    CHECK(noted_reports(desk) == 4);
    const auto entries = second_store(desk)->audit().entries();
    CHECK(entries.back().detail == "R1 " + std::string(area) + " 2026-H1 file csv");  // not only looked at
}

TEST_CASE("what a report draws is written as a page to print, and noted with the periods that its lines show") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish_reports(desk);
    FieldDevice::add_people(*second_store(desk), 1, "2024-09-03");
    desk.unlock();
    desk.perform(OpenReport{"R3"});
    REQUIRE(counted<ReportView>(desk).count.is_ready);
    const std::size_t looked_at = noted_reports(desk);
    desk.perform(OpenReportFile{});
    REQUIRE(desk.screen<PrintView>().formats.size() == 4);
    CHECK(desk.screen<PrintView>().formats.back().label == "Hình để in");
    desk.perform(SaveReport{"html"});
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
    CHECK(desk.screen<PrintView>().result->text.find("chọn In") != std::string::npos);
    const auto store = second_store(desk);
    const AreaCode area = store->areas().outermost(store->device().areas).front();
    const std::string page = bytes_of(report_file(home, "R3", "-" + area + ".html"));
    CHECK(page.find("Người trong danh sách: Cả địa bàn qua các kỳ") != std::string::npos);
    CHECK(page.find("<circle class=\"point\"") != std::string::npos);
    CHECK(page.find("lan (") != std::string::npos);
    bool is_noted = false;
    for (const auto& entry : store->audit().entries())
        is_noted = is_noted || entry.detail == "R3 " + std::string(area) + " 2026-H1 file html";
    CHECK(is_noted);
    CHECK(noted_reports(desk) > looked_at + 1);  // the periods before, too

    desk.perform(Back{});
    desk.perform(OpenChart{0, 0});
    REQUIRE(counted<ChartView>(desk).count.is_ready);
    const std::size_t before = noted_reports(desk);
    desk.perform(OpenReportFile{});
    CHECK(desk.screen<PrintView>().title == "R3 · Người trong danh sách");
    REQUIRE(desk.screen<PrintView>().formats.size() == 1);
    desk.perform(SaveReport{"xlsx"});  // of a row there is only the picture
    CHECK_FALSE(desk.screen<PrintView>().result);
    desk.perform(SaveReport{"html"});
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
    CHECK(noted_reports(desk) > before + 1);
    const std::string row = bytes_of(report_file(home, "R3", "-" + area + "_I1.html"));
    CHECK(row.find("<h2>Người trong danh sách</h2>") != std::string::npos);
    CHECK(row.find("<circle class=\"point\"") != std::string::npos);
    desk.perform(Back{});
    CHECK(std::holds_alternative<ChartView>(desk.view().screen));
}

TEST_CASE("a count is left by going back or stopped, and another period counts anew") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_report(desk);
    desk.perform(StopCount{});
    CHECK_FALSE(desk.screen<ReportView>().count.counts);
    CHECK_FALSE(desk.screen<ReportView>().count.is_ready);
    CHECK(noted_reports(desk) == 0);  // nobody has seen a figure
    desk.perform(CountAgain{});
    CHECK(counted<ReportView>(desk).count.is_ready);
    CHECK_FALSE(desk.screen<ReportView>().later);  // has not begun yet
    desk.perform(desk.screen<ReportView>().earlier);
    CHECK(counted<ReportView>(desk).period == "6 tháng cuối năm 2025");
    desk.perform(OpenReportAreas{});
    CHECK(desk.screen<AreaView>().question == "Địa bàn của báo cáo");
    desk.perform(Back{});
    CHECK(desk.screen<ReportView>().count.is_ready);
    desk.perform(CountAgain{});
    desk.perform(Back{});
    desk.session->receive();
    CHECK(std::holds_alternative<HomeView>(desk.view().screen));
}

TEST_CASE("periods step by their own length, over the turn of a year") {
    const auto half = period_around(*parse_date("2026-03-02"), PeriodKind::half);
    CHECK(half.code == "2026-H1");
    CHECK(stepped(half, -1).code == "2025-H2");
    CHECK(stepped(half, 1).code == "2026-H2");
    const auto quarter = period_around(*parse_date("2026-03-02"), PeriodKind::quarter);
    CHECK(quarter.code == "2026-01-01..2026-03-31");
    CHECK(period_text(stepped(quarter, -1), Language::vi) == "quý 4 năm 2025");
    CHECK(reports::parse_period(stepped(quarter, -1).code) == stepped(quarter, -1));
    CHECK(stepped(period_around(*parse_date("2026-03-02"), PeriodKind::year), -1).code == "2025");
}

TEST_CASE("a report made where somebody was erased by law says that the server's figures may be higher") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish_reports(desk);
    const auto store = second_store(desk);
    Workbook workbook(*store, desk.clock);
    const ReportWish wish{"R1", store->areas().outermost(store->device().areas).front(),
                          *reports::parse_period("2026-H1")};
    CHECK(count_report(workbook, wish)->source.vi.find("xóa theo luật") == std::string::npos);
    ListQuery query;
    query.form = "person_register";
    const auto people = store->records().list(query);
    REQUIRE_FALSE(people.empty());
    protocol::SyncAnswer answer;
    answer.epoch = store->device().epoch;
    answer.time = desk.clock.now();
    answer.erased.emplace().records.push_back({people[0].record, desk.clock.now(), "request"});
    store->apply(answer, {}, desk.clock.now());
    const auto table = count_report(workbook, wish);
    CHECK(table->source.vi.find("xóa theo luật") != std::string::npos);
    CHECK(table->sections[0].rows[0].total.numerator == 40);
}

TEST_CASE("a number of a report leads to exactly its records, each opens, and back leads to the table; it is noted") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_report(desk);
    const ReportView table = counted<ReportView>(desk);
    const auto searches = [&] {
        std::size_t count = 0;
        for (const auto& entry : second_store(desk)->audit().entries()) count += entry.what == "search";
        return count;
    };
    const std::size_t before = searches();
    const FigureLine& people = table.tables[0].lines[0];
    const auto cell = std::find_if(people.cells.begin(), people.cells.end(),
                                   [](const FigureCell& each) { return each.open && each.text == "41"; });
    REQUIRE(cell != people.cells.end());
    desk.perform(*cell->open);
    const FigureView view = counted<FigureView>(desk);
    REQUIRE(view.count.is_ready);
    CHECK(view.number == "41");
    CHECK(view.rows.size() == 41);
    CHECK_FALSE(view.more);
    CHECK(searches() == before + 1);
    desk.perform(OpenRecord{view.rows[3].record});
    CHECK(desk.screen<RecordView>().record == view.rows[3].record);
    desk.perform(Back{});
    CHECK(desk.screen<FigureView>() == view);
    desk.perform(Back{});
    CHECK(desk.screen<ReportView>() == table);
    CHECK(searches() == before + 1);
}

TEST_CASE("a row is drawn over the periods with the numbers that each period's report has") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_report(desk);
    counted<ReportView>(desk);
    desk.perform(OpenChart{0, 0});
    const ChartView& chart = counted<ChartView>(desk);
    REQUIRE(chart.trend.size() == 6);
    CHECK(chart.trend.front().name == "cuối 2023");
    CHECK(chart.trend.back().name == "đầu 2026");
    CHECK(chart.trend.back().number == 41);
    CHECK(chart.whole.text == "41");
    desk.perform(Back{});
    CHECK(desk.screen<ReportView>().count.is_ready);
}

TEST_CASE(
    "of an indicator the periods before are counted with the report: its chart waits for nothing, its file has them") {
    TemporaryFolder home;
    Desk desk(home.path());
    publish_reports(desk);
    desk.unlock();
    desk.perform(OpenReport{"R3"});
    counted<ReportView>(desk);
    desk.perform(OpenChart{0, 0});
    const ChartView chart = desk.screen<ChartView>();
    REQUIRE(chart.count.is_ready);  // at once
    REQUIRE(chart.trend.size() == 6);
    CHECK(chart.trend.front().name == "cuối 2023");
    CHECK_FALSE(chart.trend.front().number);  // nothing was written then
    CHECK(chart.trend.back().number == 41);
    desk.perform(Back{});
    desk.perform(OpenReportFile{});
    desk.perform(SaveReport{"xlsx"});
    CHECK(noted_reports(desk) == 1 + 5 + 1 + 5);  // the table, the line, the file and its lines
    const auto store = second_store(desk);
    Workbook workbook(*store, desk.clock);
    const AreaCode area = store->areas().outermost(store->device().areas).front();
    const auto table = count_report(workbook, {"R3", area, *reports::parse_period("2026-H1"), true});
    REQUIRE(table);
    CHECK(table->former.size() == 5);
    REQUIRE(reports::write_report(*table, "xlsx", home.path() + "/cli.xlsx", Language::vi));
    CHECK(bytes_of(report_file(home, "R3", "-" + area + ".xlsx")) == bytes_of(home.path() + "/cli.xlsx"));
    CHECK(count_report(workbook, {"R3", area, *reports::parse_period("2026-H1")})->former.empty());
}

TEST_CASE("a report that was written for a newer program stands in the list and says so, and is not made") {
    TemporaryFolder home;
    Desk desk(home.path());
    std::string newer = people_report;
    newer.replace(newer.find(R"("unit":"people")"), 15, R"("unit":"people","hologram":true)");
    {
        const auto replica = second_store(desk);
        protocol::SyncAnswer answer;
        answer.epoch = replica->device().epoch;
        answer.time = desk.clock.now();
        answer.catalogue = replica->schemas().catalogue();
        std::vector<std::string> bodies(answer.catalogue->size());
        answer.catalogue->push_back({"report", "R1", 1, to_hex(sha256(newer))});
        bodies.push_back(newer);
        replica->apply(answer, bodies, desk.clock.now());
    }
    desk.unlock();
    desk.perform(OpenReports{});
    REQUIRE(desk.screen<ReportListView>().reports.size() == 1);
    CHECK(desk.screen<ReportListView>().reports[0].title == "R1 · Người trong danh sách");
    CHECK(desk.screen<ReportListView>().reports[0].only_elsewhere == "Cần cập nhật Nương");
    const auto store = second_store(desk);
    Workbook workbook(*store, desk.clock);
    const auto refused = count_report(workbook, {"R1", "089", *reports::parse_period("2026-H1")});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::invalid);
    CHECK(refused.error().message.vi.find("cập nhật Nương") != std::string::npos);
    CHECK(refused.error().message.en.find("hologram") != std::string::npos);
}
