// The district's staff hands a report in from their own devices: one freezes, another checks, a third signs. Whoever
// has no right to the report gets none of it and changes nothing.
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "shared/reports/frozen_table.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/report_desk.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

using Ask = protocol::ReportsRequest::Ask;

constexpr const char* staff_roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["visit"],"read":[]},
  {"id":"police","name_vi":"Công an","name_en":"Police","write":["person"],"read":[]}]})";
constexpr const char* visit_form =
    R"({"id":"visit","version":1,"title":{"vi":"Gặp","en":"Visit"},"survey":[
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày"}},
  {"type":"integer","name":"hours","label":{"vi":"Số giờ"}}]})";
const std::string report_of_visits =
    R"("version":1,"title":{"vi":"Báo cáo","en":"Report"},"duty":["worker"],"sections":[{"id":"visits","title":{"vi":"Gặp","en":"Visits"},"rows":[
  {"id":"count","label":{"vi":"Lần gặp","en":"Visits"},"unit":"count","numerator":{"count":{"form":"visit"}}},
  {"id":"hours","label":{"vi":"Số giờ","en":"Hours"},"unit":"count",
   "numerator":{"sum":{"form":"visit","sum":"${hours}"}}}]}]})";
const std::string visit_report = R"({"kind":"report","id":"P","small_counts":"exact",)" + report_of_visits;
const std::string small_visit_report = R"({"kind":"report","id":"Q","small_counts":"hidden",)" + report_of_visits;

// 089 with two communes; three of its staff have devices, and so has somebody of one commune and a police officer. It
// is March 2024.
struct Staff {
    Staff() {
        district.publish_more({document("roles", staff_roles),
                               {"visit.json", "forms", visit_form},
                               {"P.json", "reports", visit_report},
                               {"Q.json", "reports", small_visit_report}});
        for (const char* name : {"lan", "hoa", "chief"}) district.add_user(name, "worker", {"089"});
        district.add_user("binh", "worker", {"03079"});
        district.add_user("an_ninh", "police", {"089"});
        for (const char* name : {"lan", "hoa", "chief", "binh", "an_ninh"})
            devices.emplace(name, district.device(name));
        visited("2023-09-05", 2);
    }

    void visited(const std::string& day, int hours) {
        Device& device = devices.at("lan");
        device.write(make_uuid_v7(district.clock.now()), "visit",
                     {{std::string(reserved::area), AreaCode("03076")}, {"occurred_on", day}, {"hours", hours}});
        device.catch_up();
        REQUIRE(district.quarantine().empty());
    }
    ReportDesk::Written ask(const UserId& user, protocol::ReportsRequest request) {
        district.clock.advance(std::chrono::minutes(10));
        return ask_report_desk(district.service, *district.store, *token_hash(devices.at(user).token),
                               std::move(request), district.clock.now());
    }
    static protocol::ReportsRequest question(Ask ask) {
        return {.ask = ask, .report = "P", .area = "089", .period = "2023-H2"};
    }
    ReportDesk::Written freeze(const UserId& user, const std::string& note = "") {
        auto request = question(Ask::freeze);
        request.note = note;
        return ask(user, request);
    }
    ReportDesk::Written advance(const UserId& user, std::uint32_t version, const std::string& state) {
        auto request = question(Ask::advance);
        request.version = version;
        request.state = state;
        return ask(user, request);
    }
    ReportDesk::Written table(const UserId& user, std::uint32_t version) {
        auto request = question(Ask::table);
        request.version = version;
        return ask(user, request);
    }
    std::vector<std::string> audited() {
        std::vector<std::string> lines;
        for (const AuditRow& row : district.store->read()->audit(0, 10'000))
            if (row.what.starts_with("report")) lines.push_back(row.who + " " + row.what + " " + row.detail);
        return lines;
    }

    District district;
    std::map<UserId, Device> devices;
};

const protocol::ReportsAnswer& told(const ReportDesk::Written& written) {
    if (const auto* refused = std::get_if<protocol::HttpError>(&written)) FAIL(refused->code << refused->message.en);
    return std::get<protocol::ReportsAnswer>(written);
}

std::string refused(const ReportDesk::Written& written) {
    const auto* error = std::get_if<protocol::HttpError>(&written);
    return error ? error->code : "";
}

std::string state_in(const protocol::ReportsAnswer& answer, std::size_t at) {
    return answer.versions.at(at).steps.back().state;
}

}  // namespace

TEST_CASE("one freezes, another checks, a third signs and sends, each on their own device") {
    Staff staff;
    CHECK(told(staff.ask("hoa", Staff::question(Ask::list))).versions.empty());
    const auto frozen = told(staff.freeze("lan", "kỳ cuối năm"));
    REQUIRE(frozen.versions.size() == 1);
    CHECK(frozen.versions[0].version == 1);
    CHECK(frozen.versions[0].note == "kỳ cuối năm");
    CHECK(frozen.versions[0].steps.front().who == "lan");
    CHECK_FALSE(frozen.is_there_already);
    CHECK(frozen.unlocked == std::vector<AreaCode>{"03076", "03079"});

    CHECK(state_in(told(staff.advance("hoa", 1, "checked")), 0) == "checked");
    for (const char* who : {"lan", "hoa"}) {  // the same eyes
        const auto no = staff.advance(who, 1, "signed");
        REQUIRE(refused(no) == "same_eyes");
        const std::string& words = std::get<protocol::HttpError>(no).message.vi;
        CHECK(words.find("người ký phải là một người khác") != std::string::npos);
        CHECK(words.find("report advance") == std::string::npos);  // nobody here has a console
    }
    CHECK(state_in(told(staff.advance("chief", 1, "signed")), 0) == "signed");
    CHECK(state_in(told(staff.advance("chief", 1, "sent")), 0) == "sent");
    CHECK(refused(staff.advance("chief", 1, "signed")) == "not_next");
    CHECK(refused(staff.advance("chief", 1, "burnt")) == "malformed");
    CHECK(refused(staff.advance("chief", 2, "checked")) == "no_version");

    const auto lines = staff.audited();
    REQUIRE(lines.size() == 6);
    CHECK(lines[0].starts_with("lan report_freeze P 089 2023-H2 device "));
    CHECK(lines[0].find(" version 1 " + to_hex(frozen.versions[0].hash)) != std::string::npos);
    CHECK(lines[1].starts_with("hoa report_advance P 089 2023-H2 device "));
    CHECK(lines[2].ends_with(" version 1 not signed"));
    CHECK(lines[5].ends_with(" version 1 sent"));
}

TEST_CASE("whoever has no right to the report, or is switched off, learns nothing of it and changes nothing") {
    Staff staff;
    REQUIRE(told(staff.freeze("lan")).versions.size() == 1);
    const auto before = staff.audited();
    struct Row {
        const char *user, *report, *area, *period, *code;
    };
    for (const Row& row : {Row{"an_ninh", "P", "089", "2023-H2", "no_right"},  // another role's duty
                           {"binh", "P", "089", "2023-H2", "no_right"},        // above what was granted
                           {"binh", "P", "03076", "2023-H2", "no_right"},      // beside it
                           {"lan", "P", "080", "2023-H2", "no_right"},
                           {"lan", "P", "99999", "2023-H2", "no_report"},
                           {"lan", "X", "089", "2023-H2", "no_report"},
                           {"lan", "Q", "089", "2024-01-01..2024-01-02", "unknown_period"},  // it hides small counts
                           {"lan", "P", "089", "2023-Q3", "unknown_period"},
                           {"lan", "P", "089", "2025", "unknown_period"},  // has not begun
                           {"lan", "P", "089", "1867-H1", "unknown_period"},
                           {"lan", "P", "089", "nonsense", "unknown_period"}})
        for (const Ask ask : {Ask::list, Ask::freeze, Ask::advance, Ask::table}) {
            CAPTURE(row.user, row.report, row.area, row.period, name_of(ask));
            protocol::ReportsRequest request{.ask = ask, .report = row.report, .area = row.area, .period = row.period};
            if (ask == Ask::advance || ask == Ask::table) request.version = 1;
            if (ask == Ask::advance) request.state = "checked";
            CHECK(refused(staff.ask(row.user, request)) == row.code);
        }
    staff.district.change_user("hoa", [](UserRow& user) { user.disabled = true; });
    CHECK(refused(staff.advance("hoa", 1, "checked")) == "disabled");
    CHECK(refused(staff.freeze("hoa")) == "disabled");
    CHECK(staff.audited() == before);
    CHECK(staff.district.store->read()->report_issues().size() == 1);
    CHECK(staff.district.store->read()->report_issues()[0].steps.size() == 1);
}

TEST_CASE("a phase that ends with no half year is frozen and signed like one, by its days") {
    Staff staff;
    auto request = Staff::question(Ask::freeze);
    request.period = "2022-12-15..2023-12-14";  // as administrative reporting cuts its year
    const auto frozen = told(staff.ask("lan", request));
    REQUIRE(frozen.versions.size() == 1);
    request.ask = Ask::table;
    request.version = 1;
    const auto kept = reports::decode_table(told(staff.ask("chief", request)).table);
    REQUIRE(kept);
    CHECK(kept->period == *reports::parse_period("2022-12-15..2023-12-14"));
    CHECK(kept->sections[0].rows[1].total.numerator == 2);
    request.ask = Ask::advance;
    for (const auto& [who, state] : {std::pair{"hoa", "checked"}, {"chief", "signed"}, {"chief", "sent"}}) {
        request.state = state;
        CHECK(state_in(told(staff.ask(who, request)), 0) == state);
    }
    CHECK(told(staff.ask("lan", Staff::question(Ask::list))).versions.empty());  // of the half year there is none
}

// The roles of today say who signs; those of the other stories are older.
TEST_CASE("a worker makes and checks a report and is told who signs it; somebody with that right signs and sends it") {
    Staff staff;
    std::string report = visit_report;
    report.replace(report.find(R"("version":1)"), 11, R"("version":2)");
    report.replace(report.find(R"(["worker"])"), 10, R"(["worker","leader"])");
    staff.district.publish_more({document("roles", R"({"id":"roles","version":3,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["visit"],"read":[]},
  {"id":"leader","name_vi":"Lãnh đạo huyện","name_en":"District leader","write":[],"read":["visit"],"signs":true}]})"),
                                 {"P.json", "reports", report}});
    for (const auto& [name, area] : {std::pair{"truong", "089"}, {"chu_tich_xa", "03076"}}) {
        staff.district.add_user(name, "leader", {area});
        staff.devices.emplace(name, staff.district.device(name));
    }
    REQUIRE(told(staff.freeze("lan")).versions.size() == 1);
    CHECK(refused(staff.advance("hoa", 1, "signed")) == "no_right");  // also out of turn
    REQUIRE(state_in(told(staff.advance("lan", 1, "checked")), 0) == "checked");
    for (const char* worker : {"lan", "hoa"}) {
        const auto no = staff.advance(worker, 1, "signed");
        REQUIRE(refused(no) == "no_right");
        const Message& words = std::get<protocol::HttpError>(no).message;
        CHECK(words.vi == "Vai trò “Cán bộ” không ký báo cáo P và không ghi là đã gửi. Người ký là: Lãnh đạo huyện.");
        CHECK(words.en.ends_with("Those who sign it: District leader."));
    }
    CHECK(staff.audited().back().ends_with(" version 1 not signed"));
    CHECK(refused(staff.advance("chu_tich_xa", 1, "signed")) == "no_right");  // of another area
    CHECK(state_in(told(staff.advance("truong", 1, "signed")), 0) == "signed");
    CHECK(refused(staff.advance("hoa", 1, "sent")) == "no_right");
    CHECK(state_in(told(staff.advance("truong", 1, "sent")), 0) == "sent");

    // Whoever signs may make one, too; four eyes hold all the same.
    REQUIRE(told(staff.freeze("truong", "bản của lãnh đạo")).versions.size() == 2);
    REQUIRE(state_in(told(staff.advance("hoa", 2, "checked")), 1) == "checked");
    CHECK(refused(staff.advance("truong", 2, "signed")) == "same_eyes");
}

TEST_CASE("an answer was lost: the same question again makes neither a second version nor a second step") {
    Staff staff;
    REQUIRE_FALSE(told(staff.freeze("lan", "kỳ cuối năm")).is_there_already);
    staff.district.clock.advance(std::chrono::hours(30));
    const auto again = told(staff.freeze("lan", "kỳ cuối năm"));
    CHECK(again.is_there_already);
    CHECK(again.versions.size() == 1);
    CHECK_FALSE(told(staff.freeze("lan", "bản khác")).is_there_already);  // meant to be one of its own
    CHECK_FALSE(told(staff.freeze("hoa", "bản khác")).is_there_already);  // somebody else's
    CHECK(told(staff.freeze("hoa", "bản khác")).is_there_already);
    staff.visited("2023-10-05", 3);
    const auto late = told(staff.freeze("hoa", "bản khác"));  // its figures differ
    CHECK_FALSE(late.is_there_already);
    REQUIRE(late.versions.size() == 4);

    REQUIRE(state_in(told(staff.advance("lan", 4, "checked")), 3) == "checked");
    const std::size_t noted = staff.audited().size();
    CHECK(state_in(told(staff.advance("lan", 4, "checked")), 3) == "checked");
    CHECK(staff.audited().size() == noted);
    CHECK(refused(staff.advance("chief", 4, "checked")) == "not_next");  // it was somebody else who did it
    // What was checked is not taken for a draft.
    CHECK_FALSE(told(staff.freeze("hoa", "bản khác")).is_there_already);
}

TEST_CASE("a version on a device is the one of the console, to the last figure, whatever was written since") {
    Staff staff;
    REQUIRE(told(staff.freeze("lan")).versions.size() == 1);
    staff.visited("2023-10-05", 3);
    ChangeStore& store = *staff.district.store;
    const ReportIssueRow issue = store.read()->report_issues().at(0);
    const auto console = issued_report(*store.read(), issue);
    REQUIRE(console);
    CHECK(told(staff.table("hoa", 1)).table == reports::encode_table(*console));
    const auto frozen = reports::decode_table(told(staff.table("hoa", 1)).table);
    const auto now = reports::decode_table(told(staff.table("hoa", 0)).table);
    REQUIRE(frozen);
    REQUIRE(now);
    const auto difference = reports::difference_between(*frozen, *now);
    REQUIRE(difference.figures.size() == 4);
    const auto made = make_report(*store.read(), "P", "089", *reports::parse_period("2023-H2"));
    const auto kept = frozen_table(*store.read(), issue);
    REQUIRE(made);
    REQUIRE(kept);
    CHECK(difference == reports::difference_between(*kept, *made));
}
