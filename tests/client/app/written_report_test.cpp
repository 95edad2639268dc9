// A report of a commune on the district's device: exact on the screen, where each number leads to its records; what is
// written goes on to others, so it tells of few people no more than the office's page does, and its lists leave as
// exports do.
#include "client/app/written_report.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/app/report_views.h"
#include "shared/base/harmless_text.h"
#include "shared/base/hash.h"
#include "shared/reports/list_mask.h"
#include "shared/reports/report_file_name.h"
#include "tests/client/app/desk.h"
#include "tests/support/patience.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

// Of 41 people in one commune two were born before 1952.
const std::string of_few = R"({"kind":"report","id":"R9","version":1,"small_counts":"hidden",
    "duty":["outreach_worker"],"title":{"vi":"Dữ liệu theo xã","en":"Data by commune"},
    "sections":[{"id":"s","title":{"vi":"Người","en":"People"},"rows":[
        {"id":"old","label":{"vi":"Người cao tuổi","en":"Old people"},"unit":"people",
         "numerator":{"distinct":{"form":"person_register","when":"always","where":"${birth_year} < 1952"}}},
        {"id":"people","label":{"vi":"Số người","en":"People"},"unit":"people",
         "numerator":{"distinct":{"form":"person_register","when":"always"}}}]},
      {"id":"l","title":{"vi":"Ai","en":"Who"},"list":{
         "set":{"form":"person_register","when":"always","where":"${birth_year} < 1952"},"form":"person_register",
         "fields":[{"label":{"vi":"Họ và tên","en":"Name"},"value":"${full_name}"}]}}]})";

const AreaCode district = "089", commune = "03061";

// Of the role, what it may export: "masks" and "exports".
std::string roles_with(const std::string& exports) {
    return R"({"kind":"roles","id":"roles","version":9,"roles":[{"id":"outreach_worker","name_vi":"A","name_en":"B",
        "write":["person_register"],"read":[],)" +
           exports + "}]}";
}

std::string masks(const std::string& classes) { return R"("masks":{"export":[)" + classes + "]}"; }

struct Office {
    TemporaryFolder home;
    Desk desk{home.path()};

    // Without a mask everything may be written that may be seen.
    explicit Office(const std::string& report = of_few, const std::string& exports = masks("")) {
        const auto store = desk.store();
        protocol::SyncAnswer answer = answer_now(*store, desk);
        answer.catalogue = store->schemas().catalogue();
        const std::string roles = roles_with(exports);
        answer.catalogue->push_back({"roles", "roles", 9, to_hex(sha256(roles))});
        answer.catalogue->push_back({"report", "R9", 1, to_hex(sha256(report))});
        std::vector<std::string> bodies(answer.catalogue->size());
        *(bodies.end() - 2) = roles;
        bodies.back() = report;
        store->apply(answer, bodies, desk.clock.now());
        FieldDevice::add_people(*store, 40);
    }

    void look_after(const std::vector<AreaCode>& areas) {
        const auto store = desk.store();
        DeviceInfo info = store->device();
        info.areas = areas;
        store->devices().save(info);
    }
    // What is shown, and what is written of it.
    std::pair<reports::ReportTable, WrittenReport> made(const AreaCode& area, const std::string& period = "2025-H1") {
        const auto store = desk.store();
        Workbook workbook(*store, desk.clock);
        auto table = count_report(workbook, {"R9", area, *reports::parse_period(period)});
        if (!table) FAIL(table.error().message.en);
        WrittenReport written = written_report(*store, *table, desk.clock.now());
        return {std::move(*table), std::move(written)};
    }
    template <class View>
    View counted() {
        REQUIRE(waits_until([&] {
            desk.session->receive();
            return !desk.screen<View>().count.counts;
        }));
        return desk.screen<View>();
    }
    std::string file_ending(const std::string& ending) const {
        for (const auto& entry : std::filesystem::directory_iterator(home.path()))
            if (const std::string name = entry.path().filename(); name.starts_with("BC_R9_") && name.ends_with(ending))
                return bytes_of(entry.path());
        FAIL("no file " << ending);
        return "";
    }
};

bool is_hidden(const reports::Cell& cell) { return cell == blank_cell(cell, reports::CellStatus::hidden); }

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string line_with(const std::string& text, const std::string& part) {
    const std::size_t at = text.find(part);
    REQUIRE(at != std::string::npos);
    const std::size_t begin = text.rfind('\n', at) + 1;
    return text.substr(begin, text.find('\n', at) - begin);
}

}  // namespace

TEST_CASE(
    "the district's screen counts the few of a commune; what it writes of that commune hides them and names none") {
    Office office;
    const auto [shown, written] = office.made(commune);
    CHECK(shown.sections[0].rows[0].total.numerator == 2);
    CHECK(shown.sections[0].rows[1].total.numerator == 41);
    CHECK(shown.sections[1].list.size() == 2);

    // Also the many: beside the district's table, where another commune's are hidden, they would tell those.
    for (const reports::ReportRow& row : written.table.sections[0].rows) CHECK(is_hidden(row.total));
    CHECK(written.table.sections[1].list.empty());
    CHECK(written.table.sections[1].list_left_out == 0);
    REQUIRE(written.kept_back);
    CHECK(written.table.remarks.back() == *written.kept_back);
    const std::string csv = reports::to_csv(written.table, Language::vi);
    CHECK(has(csv, "ẩn (số nhỏ)"));
    CHECK_FALSE(has(csv, "41"));
    CHECK_FALSE(has(reports::to_text(written.table, Language::vi), "Vàng Seo Lùng"));
}

TEST_CASE("the district's own table is written as it is shown, for any period; few are hidden in it already") {
    Office office;
    for (const char* period : {"2025-H1", "2024", "2025-01-01..2025-03-31"}) {
        CAPTURE(period);
        const auto [shown, written] = office.made(district, period);
        CHECK(is_hidden(shown.sections[0].rows[0].total));
        CHECK(shown.sections[0].rows[1].total.numerator == 41);
        CHECK(shown.sections[1].list.empty());
        CHECK(written.table == shown);
        CHECK_FALSE(written.kept_back);
    }
}

TEST_CASE("a commune writes its own report as it is shown, to the last of its people, and with who wrote it when") {
    Office office;
    office.look_after({commune});
    const auto [shown, written] = office.made(commune);
    CHECK(shown.sections[0].rows[0].total.numerator == 2);
    CHECK(shown.sections[1].list.size() == 2);
    CHECK(written.table.sections == shown.sections);

    const std::string who = office.desk.store()->device().user;
    const std::string stamp = who + " outreach_worker " + to_string(office.desk.clock.now());
    CHECK(written.table.source.vi.starts_with(stamp));  // on every page of a workbook or a Word file
    const std::string csv = reports::to_csv(written.table, Language::vi);
    CHECK(has(csv, ",export\n"));
    for (const reports::ListLine& line : shown.sections[1].list) CHECK(has(line_with(csv, line.record), stamp));
    for (const char* format : {"text", "csv", "json"}) {
        CAPTURE(format);
        const auto file = reports::write_report(written.table, format, "", Language::vi);
        REQUIRE(file);
        CHECK(has(*file, "Có dữ liệu cá nhân: giữ kín, không chuyển tiếp. Người xuất: " + who));
        CHECK(has(*file, "Vàng Seo Lùng"));
    }
    CHECK_FALSE(has(reports::to_csv(shown, Language::vi), "export"));
}

TEST_CASE("a list leaves as exports do: whoever must not take names out writes stars, and no id of a record") {
    Office office(of_few, masks(R"("identifying","health","special")"));
    office.look_after({commune});
    const auto [shown, written] = office.made(commune);
    REQUIRE(shown.sections[1].list.size() == 2);
    CHECK(shown.sections[1].list.front().fields.front() != reports::masked_field);
    CHECK(written.table.sections[0] == shown.sections[0]);
    REQUIRE(written.table.sections[1].list.size() == 2);
    for (const reports::ListLine& line : written.table.sections[1].list) {
        CHECK(line.record == "");
        CHECK(line.fields == std::vector<std::string>{reports::masked_field});
        CHECK(line.area == commune);
    }
    for (const char* format : {"text", "csv", "json"}) {
        CAPTURE(format);
        const auto file = reports::write_report(written.table, format, "", Language::vi);
        REQUIRE(file);
        CHECK_FALSE(has(*file, "Vàng Seo Lùng"));
        for (const reports::ListLine& line : shown.sections[1].list) CHECK_FALSE(has(*file, line.record));
        CHECK(has(*file, "Không được xuất: Họ và tên."));
    }

    Desk& desk = office.desk;
    desk.unlock();
    desk.perform(OpenReport{"R9"});
    office.counted<ReportView>();
    desk.perform(ChoosePeriod{"2025-H1"});
    office.counted<ReportView>();
    desk.perform(OpenReportFile{});
    desk.perform(SaveReport{"csv"});
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(office.file_ending(".csv") == std::string(byte_order_mark) + reports::to_csv(written.table, Language::vi));
}

TEST_CASE("what is calculated from a name leaves no more than the name, and who must not export at all takes nothing") {
    std::string coded = of_few;
    coded.replace(coded.find("${full_name}"), 12, "concat(${uic}, '')");
    const std::string health = masks(R"("health")");
    for (const std::string& exports : {masks(R"("identifying")"), health, masks("") + R"(,"exports":false)"}) {
        CAPTURE(exports);
        Office office(coded, exports);
        office.look_after({commune});
        const auto [shown, written] = office.made(commune);
        REQUIRE(written.table.sections[1].list.size() == 2);
        const bool leaves = written.table.sections[1].list.front().fields == shown.sections[1].list.front().fields;
        CHECK(leaves == (exports == health));
    }
}

TEST_CASE("a report that is ordered exact leaves the commune as it is, to whom it is a duty") {
    std::string exact = of_few;
    exact.replace(exact.find(R"("hidden")"), 8, R"("exact")");
    Office office(exact);
    const auto [shown, written] = office.made(commune);
    CHECK(shown.sections[0].rows[0].total.numerator == 2);
    CHECK(written.table.sections == shown.sections);
}

TEST_CASE(
    "somebody of the district saves a commune's report: screen and files say each their own, and the window says so") {
    Office office;
    Desk& desk = office.desk;
    desk.unlock();
    desk.perform(OpenReport{"R9"});
    office.counted<ReportView>();
    desk.perform(ChoosePeriod{"2025-H1"});
    office.counted<ReportView>();
    desk.perform(OpenReportAreas{});
    desk.perform(ChooseArea{commune});
    const ReportView view = office.counted<ReportView>();
    REQUIRE(view.count.is_ready);
    const FigureTable& figures = view.tables.front();
    const auto shows = [&](const std::string& number) {
        return std::any_of(figures.lines.begin(), figures.lines.end(), [&](const FigureLine& line) {
            return std::any_of(line.cells.begin(), line.cells.end(),
                               [&](const FigureCell& cell) { return cell.text == number && cell.open; });
        });
    };
    CHECK(shows("2"));
    CHECK(shows("41"));

    const auto written = office.made(commune).second;
    desk.perform(OpenReportFile{});
    desk.perform(SaveReport{"csv"});
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
    CHECK(has(desk.screen<PrintView>().result->text, written.kept_back->vi));
    CHECK(office.file_ending(".csv") == std::string(byte_order_mark) + reports::to_csv(written.table, Language::vi));
    for (const char* format : {"xlsx", "docx"}) {
        desk.perform(SaveReport{format});
        const std::string theirs = office.home.path() + "/expected." + format;
        REQUIRE(reports::write_report(written.table, format, theirs, Language::vi));
        CHECK(office.file_ending(std::string(".") + format) == bytes_of(theirs));
    }

    // A row over the periods, as a picture for paper.
    desk.perform(Back{});
    desk.perform(OpenChart{0, 1});
    const ChartView chart = office.counted<ChartView>();
    CHECK(chart.trend.back().number == 41);
    desk.perform(OpenReportFile{});
    desk.perform(SaveReport{"html"});
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
    const std::string page = office.file_ending("_people.html");
    CHECK(has(page, "Số người"));
    CHECK_FALSE(has(page, ">41<"));
    CHECK_FALSE(has(page, "<circle class=\"point\""));
}
