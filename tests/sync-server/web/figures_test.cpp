// The figures of the page are those of the server's reports, and nobody who stands in a record is on it.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "browser.h"
#include "shared/base/harmless_text.h"
#include "shared/base/local_text.h"
#include "shared/forms/record_fields.h"
#include "shared/model/value.h"
#include "shared/protocol/codec.h"
#include "shared/reports/report_grid.h"
#include "shared/sheets/table_file.h"
#include "shared/sheets/workbook.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/report_issues.h"
#include "sync-server/core/report_rights.h"
#include "sync-server/web/report_choice.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

// What stands in cells of numbers, in order.
std::vector<std::string> numbers_in(std::string_view html) {
    const std::string_view before = "<td class=\"number\">";
    std::vector<std::string> numbers;
    for (auto at = html.find(before); at != std::string::npos; at = html.find(before, at)) {
        at += before.size();
        numbers.emplace_back(html.substr(at, html.find('<', at) - at));
    }
    return numbers;
}

std::vector<std::string> numbers_on(const web::WebAnswer& answer) { return numbers_in(answer.body); }

// Of the table of indicators.
std::string_view line_of(const web::WebAnswer& answer, const std::string& row) {
    const std::string_view html = answer.body;
    const auto at = html.find("row=" + row + "\"");
    return at == std::string_view::npos ? "" : html.substr(at, html.find("</tr>", at) - at);
}

std::vector<std::string> numbers_of(const reports::ReportTable& table, Language language) {
    std::vector<std::string> numbers;
    for (const reports::Grid& grid : reports::grids_of(table, language))
        for (const auto& line : grid.lines)
            for (std::size_t i = 1; i < line.size(); ++i) {
                if (reports::is_of_target(line[i].status) || !(grid.is_numbers || line[i].is_number)) continue;
                const std::string text = line[i].is_number ? number_text(language, line[i].text) : line[i].text;
                numbers.push_back(text == "<5*" ? "&lt;5*" : text);
            }
    return numbers;
}

std::set<std::string> names_in_records(Office& office) {
    std::set<std::string> names;
    const auto reader = office.store().read();
    std::optional<RecordId> after;
    for (auto rows = reader->records("person_register", after, 500); !rows.empty();
         rows = reader->records("person_register", after, 500)) {
        for (const RecordRow& row : rows)
            if (const auto state = protocol::decode_state(row.state))
                if (const std::string name = forms::shown_text(*state, "full_name"); !name.empty()) names.insert(name);
        after = rows.back().id;
    }
    return names;
}

}  // namespace

TEST_CASE("a report on the page says the numbers of make_report_for, in both languages, and is noted") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    Browser browser(office);
    browser.sit_down_as("sep");
    for (const char* report : {"R1", "B11", "R3"})
        for (const char* language : {"vi", "en"}) {
            CAPTURE(report, language);
            browser.get(std::string("/language?to=") + language);
            const auto answer = browser.get(std::string("/reports?report=") + report + "&area=089&period=2024-H2");
            REQUIRE(answer.status == 200);
            const auto table =
                make_report_for(*office.store().read(), "sep", report, "089", *reports::parse_period("2024-H2"));
            REQUIRE(table);
            const auto wanted = numbers_of(*table, language == std::string("vi") ? Language::vi : Language::en);
            CHECK(wanted.size() > 20);
            CHECK(numbers_on(answer) == wanted);
        }
    CHECK(office.audited("report", "sep") == 6);
    CHECK(office.audit().back().detail == "R3 089 2024-H2 web");
}

TEST_CASE("a report of days that somebody chose says the numbers of the command line, on the page and in its files") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    Browser browser(office);
    browser.sit_down_as("sep");
    const auto choices = browser.get("/reports");
    CHECK(says(choices, "type=\"date\""));
    CHECK(says(choices, "Xem những ngày này"));
    const std::string subject = "report=R4&area=089";
    const auto answer = browser.get("/reports?" + subject + "&period=2024-H1&by=days&from=2024-03-05&until=2024-09-20");
    REQUIRE(answer.status == 200);
    CHECK(says(answer, "từ 05/03/2024 đến 20/09/2024"));
    CHECK(says(answer, "value=\"2024-03-05\""));  // to be changed by a day
    auto table =
        make_report_for(*office.store().read(), "sep", "R4", "089", *reports::parse_period("2024-03-05..2024-09-20"));
    REQUIRE(table);
    const auto half_year =
        make_report_for(*office.store().read(), "sep", "R4", "089", *reports::parse_period("2024-H1"));
    REQUIRE(half_year);
    REQUIRE(keep_within_rights_of(*office.store().read(), "sep", *table));
    CHECK(numbers_on(answer) == numbers_of(*table, Language::vi));
    CHECK(numbers_on(answer) != numbers_of(*half_year, Language::vi));
    CHECK(office.audit().back().detail == "R4 089 2024-03-05..2024-09-20 web");
    const auto file = browser.get("/reports/file?" + subject + "&period=2024-03-05..2024-09-20&format=csv");
    REQUIRE(file.status == 200);
    CHECK(file.file_name.find("R4_20240305_20240920") != std::string::npos);
    CHECK(file.body == std::string(byte_order_mark) + reports::to_csv(*table, Language::vi));
    // Days that a calendar names are its period: the frozen versions of that stand below.
    CHECK(
        says(browser.get("/reports?" + subject + "&by=days&from=2024-01-01&until=2024-06-30"), "6 tháng đầu năm 2024"));
    CHECK(says(browser.get("/reports?" + subject + "&by=days&from=2024-09-20&until=2024-03-05"),
               "đứng trước ngày đầu (20/09/2024)"));
    CHECK(browser.last.status == 400);
    CHECK(says(browser.get("/reports?" + subject + "&by=days&from=&until=2024-03-05"), "Hãy ghi ngày đầu"));
    CHECK(says(browser.get("/reports?report=R8&area=089&by=days&from=2024-03-05&until=2024-03-05"),
               "chỉ lập theo kỳ chính thức"));
}

TEST_CASE("indicators are of any days only for who sees them exactly: within one commune") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    office.add_user("xa", "commune_officer", {"03061"});
    Browser staff(office), officer(office);
    staff.sit_down_as("sep");
    officer.sit_down_as("xa");
    const std::string days = "&by=days&from=2024-03-05&until=2024-09-20";
    CHECK_FALSE(says(staff.get("/indicators?area=089"), "Xem những ngày này"));
    CHECK(says(staff.get("/indicators?area=089" + days), "chỉ lập theo kỳ chính thức"));
    CHECK(staff.last.status == 400);
    CHECK(says(staff.get("/indicators?area=03061" + days), "chỉ lập theo kỳ chính thức"));  // a commune's, too
    CHECK(says(officer.get("/indicators?area=03061"), "Xem những ngày này"));
    CHECK(officer.get("/indicators?area=03061" + days).status == 200);
    CHECK(says(officer.last, "từ 05/03/2024 đến 20/09/2024"));
}

TEST_CASE("an indicator says of how many it is a share, and how often, as the report does, and of few people neither") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    Browser browser(office);
    browser.sit_down_as("sep");
    std::size_t shares = 0, with_turns = 0, hidden = 0;
    for (const char* area : {"089", "03061"}) {
        const auto page = browser.get(std::string("/indicators?area=") + area + "&period=2024-H2");
        REQUIRE(page.status == 200);
        auto table = make_report_for(*office.store().read(), "sep", "B11", area, *reports::parse_period("2024-H2"));
        REQUIRE(table);
        REQUIRE(keep_within_rights_of(*office.store().read(), "sep", *table));
        for (const reports::ReportSection& section : table->sections)
            for (const reports::ReportRow& row : section.rows) {
                CAPTURE(area, row.id);
                const auto numbers = numbers_in(line_of(page, row.id));
                REQUIRE(numbers.size() >= 4);
                const reports::Cell& cell = row.total;
                if (cell.status == reports::CellStatus::hidden) {
                    ++hidden;
                    CHECK(numbers.front() == "&lt;5*");
                    CHECK_FALSE(cell.numerator);
                    CHECK(std::count(numbers.begin(), numbers.end(), "-") >= static_cast<long>(numbers.size()) - 2);
                } else if (row.is_share && cell.numerator && cell.denominator) {
                    ++shares;
                    CHECK(numbers.at(1) == number_text(Language::vi, plain_number(*cell.numerator)));
                    CHECK(numbers.at(2) == number_text(Language::vi, plain_number(*cell.denominator)));
                }
                if (!cell.turns) continue;
                ++with_turns;
                CHECK(std::count(numbers.begin(), numbers.end(), number_text(Language::vi, plain_number(*cell.turns))) >
                      0);
            }
    }
    CHECK(shares > 5);
    CHECK(with_turns > 0);
    CHECK(hidden > 0);
}

TEST_CASE("a report is taken away as Excel, Word or CSV, each noted, with the same figures") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    Browser browser(office);
    browser.sit_down_as("sep");
    const std::string file = "/reports/file?report=R1&area=089&period=2024-H2&format=";
    const auto csv = browser.get(file + "csv");
    REQUIRE(csv.status == 200);
    CHECK(csv.file_name == "BC_R1_6TCuoi_2024_VanBan-089.csv");
    const auto table = make_report_for(*office.store().read(), "sep", "R1", "089", *reports::parse_period("2024-H2"));
    CHECK(csv.body == std::string(byte_order_mark) + reports::to_csv(*table, Language::vi));
    for (const char* format : {"xlsx", "docx"}) {
        const auto whole = browser.get(file + format);
        CHECK(whole.body.starts_with("PK"));
        CHECK(whole.body.size() > 5'000);
    }
    CHECK(browser.get(file + "exe").status == 400);
    CHECK(office.audited("report", "sep") == 3);
    CHECK(office.audit().back().detail == "R1 089 2024-H2 web docx");
}

TEST_CASE("nobody who stands in a record is on any page or in any file, also where the role may read the records") {
    Office office;
    const auto names = names_in_records(office);
    REQUIRE(names.size() > 20);
    office.add_user("xa", "commune_officer", {"03061"});
    office.add_user("sep", "district_staff", {"089"});
    for (const auto& [user, area] : {std::pair{"xa", "03061"}, std::pair{"sep", "089"}}) {
        Browser browser(office);
        browser.sit_down_as(user);
        for (const char* report : {"R1", "R7", "R8", "R9"})
            for (const std::string& page : {std::string("/reports?"), std::string("/reports/file?format=csv&")}) {
                const auto answer = browser.get(page + "report=" + report + "&area=" + area + "&period=2024-H2");
                CAPTURE(user, report, page);
                CHECK(answer.status == 200);
                CHECK(std::none_of(names.begin(), names.end(),
                                   [&](const std::string& name) { return says(answer, name); }));
            }
        CHECK(says(browser.get(std::string("/reports?report=R7&period=2024-H2&area=") + area),
                   "Danh sách từng người, từng phiếu không có trên trang này"));
    }
}

TEST_CASE("a version that was frozen is listed with its state and shown as it was, to whoever may make the report") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    office.add_user("xa", "commune_officer", {"03061"});
    const reports::Period period = *reports::parse_period("2024-H1");
    {
        auto table = make_report_for(*office.store().read(), "sep", "R1", "089", period);
        const auto transaction = office.store().begin();
        const auto issue = freeze_report(*transaction, std::move(*table), {"sep", office.clock.now(), "nộp UBND", {}});
        REQUIRE(advance_issue(*transaction, issue.id, "checked", "phó", office.clock.now()));
        transaction->commit();
    }
    Browser browser(office);
    browser.sit_down_as("sep");
    CHECK(says(browser.get("/reports"), "nộp UBND"));
    CHECK(says(browser.last, words_of_state("checked").vi));
    CHECK(browser.get("/reports?report=R1&area=089&period=2024-H1&version=1").status == 200);
    CHECK(says(browser.last, "6 tháng đầu năm 2024 · Phiên bản 1"));
    CHECK(says(browser.last, "Người ký là: Cán bộ lao động xã, Cán bộ huyện, Cán bộ tỉnh."));
    CHECK(browser.get("/reports?report=R1&area=089&period=2024-H1&version=2").status == 404);
    CHECK(browser.get("/reports?report=R1&area=089&period=2024-H1&version=one").status == 400);
    Browser commune(office);
    commune.sit_down_as("xa");
    CHECK_FALSE(says(commune.get("/reports"), "nộp UBND"));
    CHECK(commune.get("/reports?report=R1&area=089&period=2024-H1&version=1").status == 403);
}

TEST_CASE("whoever stands above the communes sees no count under five in the overview; the commune sees its own") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    office.add_user("xa", "commune_officer", {"03061"});
    Browser district(office), commune(office);
    district.sit_down_as("sep");
    commune.sit_down_as("xa");
    const auto cells = [](const web::WebAnswer& answer) {
        std::vector<std::string> texts;
        for (const char* kind : {"some", "more", "none"}) {
            const std::string before = std::string("<td class=\"") + kind + "\">";
            for (auto at = answer.body.find(before); at != std::string::npos; at = answer.body.find(before, at + 1))
                texts.push_back(answer.body.substr(at + before.size(),
                                                   answer.body.find('<', at + before.size()) - at - before.size()));
        }
        return texts;
    };
    const auto is_small = [](const std::string& text) { return text.size() == 1 && text >= "1" && text < "5"; };
    const auto above = cells(district.get("/overview")), own = cells(commune.get("/overview"));
    REQUIRE(above.size() > 100);
    CHECK(std::none_of(above.begin(), above.end(), is_small));
    CHECK(std::find(above.begin(), above.end(), "&lt;5*") != above.end());
    CHECK(std::any_of(own.begin(), own.end(), is_small));
    CHECK(std::find(own.begin(), own.end(), "&lt;5*") == own.end());
}

TEST_CASE("the heat table of the overview is taken away as Excel, with the same small counts hidden, and noted") {
    Office office;
    office.add_user("sep", "district_staff", {"089"});
    Browser district(office);
    district.sit_down_as("sep");
    CHECK(says(district.get("/overview"), "href=\"/overview/file\""));
    const auto file = district.get("/overview/file");
    CHECK(file.file_name == "BC_BangNhiet_20241014_20250105_VanBan-089.xlsx");
    const auto book = sheets::read_sheets(file.body);
    REQUIRE(book);
    CHECK(book->front().name == "Bảng nhiệt");
    std::size_t hidden = 0, small = 0, communes = 0;
    for (const auto& row : book->front().rows) {
        if (row.size() < 15 || row[0].empty() || row[0].size() > 2 || row[0] == "A") continue;
        ++communes;
        for (std::size_t i = 2; i < row.size(); ++i) {
            hidden += row[i] == "<5*";
            small += row[i].size() == 1 && row[i] >= "1" && row[i] < "5";
        }
    }
    CHECK(communes >= office.service.book()->areas.children("089").size());
    CHECK(hidden > 0);
    CHECK(small == 0);
    CHECK(office.audited("report", "sep") == 1);
    CHECK(office.audit().back().detail == "overview 2024-10-14..2025-01-05 web xlsx");
    CHECK(Browser(office).get("/overview/file").location == "/login");
}

TEST_CASE(
    "a small count of a commune is shown to the commune and not to whoever looks from above, unless it is ordered") {
    Office office;
    const auto visitor_of = [&](const AreaCode& root) {
        web::Visitor visitor;
        visitor.book = office.service.book();
        visitor.principal.roots = {root};
        return visitor;
    };
    const auto shown_to = [&](const AreaCode& root, double hide_below, const AreaCode& area = "03061",
                              double number = 3, const char* period = "2024-H1") {
        reports::ReportTable table;
        table.area = area;
        table.period = *reports::parse_period(period);
        reports::ReportRow row;
        row.hide_below = hide_below;
        row.total.numerator = number;
        table.sections.emplace_back().rows = {row};
        REQUIRE(web::keep_within_page(visitor_of(root), table));
        return table.sections[0].rows[0].total.numerator.has_value();
    };
    CHECK(shown_to("03061", 5));
    CHECK_FALSE(shown_to("089", 5));
    CHECK(shown_to("089", 0));
    // The same unit in a table of its own, or a year beside its half, would give away what another table hides.
    CHECK_FALSE(shown_to("089", 5, "03061", 700));
    CHECK(shown_to("089", 5, "089", 700));
    CHECK_FALSE(shown_to("089", 5, "089", 700, "2024"));
    CHECK(shown_to("089", 0, "089", 700, "2024"));
    CHECK(shown_to("03061", 5, "03061", 3, "2024"));
    reports::ReportTable elsewhere;
    elsewhere.area = "03061";
    CHECK_FALSE(web::keep_within_page(visitor_of("03064"), elsewhere));
}

TEST_CASE("the overview counts what has come in since when it is a few minutes old, and at once what was erased") {
    Office office;
    office.add_user("xa", "commune_officer", {"03061"});
    Browser browser(office);
    browser.sit_down_as("xa");
    const auto before = browser.get("/overview").body;
    {
        const auto transaction = office.store().begin();
        auto rows = transaction->records("communication_activity", std::nullopt, 500);
        for (RecordRow& row : rows)
            if (row.area == "03061") transaction->erase({row.id, office.clock.now(), std::string(erasure::request)});
        office.service.committed(transaction->commit());
    }
    CHECK(browser.get("/overview").body != before);
}

TEST_CASE("one report at a time is counted for a session, and no more than the server has threads for") {
    web::Counting counting(2);
    const auto lan = counting.begin(sha256("lan"));
    REQUIRE(lan);
    CHECK_FALSE(counting.begin(sha256("lan")));
    {
        const auto minh = counting.begin(sha256("minh"));
        CHECK(minh);
        CHECK_FALSE(counting.begin(sha256("sep")));
    }
    CHECK(counting.begin(sha256("sep")));
}
