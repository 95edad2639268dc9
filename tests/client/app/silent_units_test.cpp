// From which communes nothing has come, and whose devices are late: the district's device says it as its server does,
// and nothing of what it cannot know.
#include "client/app/silent_units.h"

#include <catch2/catch_test_macros.hpp>

#include "client/app/device_report.h"
#include "sync-server/core/make_report.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/line.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::testing;

namespace {

const char* roles_of_desk = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["contact"],"read":[]},
  {"id":"clinic","name_vi":"Y tế","name_en":"Clinic","write":["test"],"read":[]},
  {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":["contact"],"read":[],"desk":true}]})";

std::string form_of(const std::string& id, int version) {
    return R"({"id":")" + id + R"(","version":)" + std::to_string(version) +
           R"(,"title":{"vi":"Phiếu","en":"Form"},"survey":[
             {"type":"date","name":"occurred_on","label":{"vi":"Ngày","en":"Day"}},
             {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Name"}}]})";
}

std::string report_of(const std::string& id, const std::string& forms) {
    std::string rows;
    for (std::size_t at = 0; at < forms.size();) {
        const std::size_t end = std::min(forms.find(' ', at), forms.size());
        const std::string form = forms.substr(at, end - at);
        rows += (rows.empty() ? "" : ",") + (R"({"id":")" + form) +
                R"(","label":{"vi":"Lần","en":"Times"},"unit":"count","numerator":{"count":{"form":")" + form +
                R"("}}})";
        at = end + 1;
    }
    return R"({"kind":"report","id":")" + id + R"(","version":1,"title":{"vi":"Báo cáo","en":"Report"},)" +
           R"("small_counts":"exact","duty":["chief"],"sections":[{"id":"s","title":{"vi":"Gặp","en":"Visits"},"rows":[)" +
           rows + "]}]}";
}

// Lan works in 03076 and Binh in 03079, a clinic for the whole district; sep looks after it and xa after 03076. It is
// March 2024.
struct Office {
    Office() {
        district.publish_more({document("roles", roles_of_desk),
                               {"contact.json", "forms", form_of("contact", 2)},
                               {"test.json", "forms", form_of("test", 1)},
                               {"P.json", "reports", report_of("P", "contact")},
                               {"Q.json", "reports", report_of("Q", "contact test")}});
        for (const auto& [user, role, area] : {std::tuple("lan", "worker", "03076"),
                                               {"binh", "worker", "03079"},
                                               {"tram", "clinic", "089"},
                                               {"sep", "chief", "089"},
                                               {"xa", "chief", "03076"}}) {
            district.add_user(user, role, {area});
            laptops[user] = std::make_unique<Laptop>(district, user);
        }
    }
    Laptop& of(const UserId& user) { return *laptops.at(user); }
    void visited(const UserId& user, const AreaCode& area, const char* day, const FormId& form = "contact") {
        auto visit = OpenForm::start(of(user).workbook, form, std::nullopt, area, Language::vi);
        if (!visit) FAIL(visit.error().message.en);
        REQUIRE(visit->answer("occurred_on", Value(day)));
        REQUIRE(visit->submit());
        of(user).sync();
        pass(std::chrono::minutes(5));
        of("sep").sync();
        of("xa").sync();
        REQUIRE(district.quarantine().empty());
    }
    void pass(std::chrono::minutes time) {
        district.clock.advance(time);
        for (auto& [user, laptop] : laptops) laptop->clock.advance(time);
    }
    // As a running server does it from time to time.
    void note_heard() {
        const auto transaction = district.store->begin();
        for (const HeardDevice& heard : district.service.take_heard()) transaction->set_heard(heard);
        transaction->commit();
    }
    reports::ReportTable counted(const UserId& user, const std::string& report, const AreaCode& area,
                                 KeptCount* kept = nullptr) {
        auto table = count_report(of(user).workbook, {report, area, half_year}, {}, kept);
        if (!table) FAIL(table.error().message.en);
        return *table;
    }
    reports::ReportTable at_server(const std::string& report) {
        auto table = make_report_for(*district.store->read(), "sep", report, "089", half_year);
        if (!table) FAIL(table.error().message.en);
        return *table;
    }

    District district;
    std::map<UserId, std::unique_ptr<Laptop>> laptops;
    const reports::Period half_year = *reports::parse_period("2023-H2");
};

std::vector<AreaCode> silent_in(const reports::ReportTable& table) {
    std::vector<AreaCode> codes;
    for (const reports::ReportColumn& unit : table.silent) codes.push_back(unit.area);
    return codes;
}

std::string remarks_of(const reports::ReportTable& table) {
    std::string all;
    for (const Message& each : table.remarks) all += each.vi + "\n";
    return all;
}

using Codes = std::vector<AreaCode>;

}  // namespace

TEST_CASE("the district's device names the communes that its server names, and stops when something has come") {
    Office office;
    KeptCount kept;
    const auto silent = [&] {
        const Codes on_device = silent_in(office.counted("sep", "P", "089"));
        CHECK(silent_in(office.counted("sep", "P", "089", &kept)) == on_device);  // also without reading all again
        CHECK(silent_in(office.at_server("P")) == on_device);
        return on_device;
    };
    CHECK(silent() == Codes{"03076", "03079"});
    office.visited("lan", "03076", "2023-09-05");
    CHECK(silent() == Codes{"03079"});
    office.visited("binh", "03079", "2024-01-05");  // of another period
    CHECK(silent() == Codes{"03079"});
    office.visited("tram", "03079", "2023-09-06", "test");  // which the report does not count
    CHECK(silent() == Codes{"03079"});
    office.visited("binh", "03079", "2023-12-31");
    CHECK(silent().empty());
    CHECK(remarks_of(office.counted("sep", "P", "089")).empty());
}

TEST_CASE("where the role does not hold all that is counted, only what can be known is said, as what it is") {
    Office office;
    office.visited("lan", "03076", "2023-09-05");
    const auto table = office.counted("sep", "Q", "089");
    CHECK(table.silent.empty());
    CHECK(remarks_of(table).find("Trong các phiếu mà máy này giữ đủ, kỳ này chưa có gì từ 1 đơn vị: Tân An.") !=
          std::string::npos);
    CHECK(silent_in(office.at_server("Q")) == Codes{"03079"});
    office.visited("tram", "03079", "2023-09-06", "test");
    CHECK(office.at_server("Q").silent.empty());  // which this device cannot know
    CHECK(remarks_of(office.counted("sep", "Q", "089")).find("chưa có gì từ 1 đơn vị") != std::string::npos);
    office.visited("binh", "03079", "2023-09-07");
    CHECK(remarks_of(office.counted("sep", "Q", "089")).find("chưa có gì") == std::string::npos);
}

TEST_CASE("a device of one commune says nothing of the others in a report of the district") {
    Office office;
    office.visited("lan", "03076", "2023-09-05");
    for (const char* report : {"P", "Q"}) {
        CAPTURE(report);
        const auto table = office.counted("xa", report, "089");
        CHECK(table.silent.empty());
        CHECK(remarks_of(table).find("chưa có gì") == std::string::npos);
        CHECK(office.counted("xa", report, "03076").silent.empty());
    }
}

TEST_CASE("whoever looks after the area reads at the foot of the device's report how many devices are late") {
    Office office;
    office.visited("lan", "03076", "2023-09-05");
    office.pass(std::chrono::hours(24 * 8));
    office.of("binh").sync();
    office.pass(std::chrono::minutes(5));
    for (int i = 0; i < 2; ++i) office.of("sep").sync();
    office.note_heard();
    const auto source = office.counted("sep", "P", "089").source;
    const Message at_server =
        source_of_report(*office.district.store->read(), {"P", "089", office.half_year}, office.district.clock.now());
    const Message late{"3/5 máy chưa gửi quá 7 ngày", "3/5 devices not heard of for 7 days"};
    CHECK(at_server.vi.find(late.vi) != std::string::npos);
    CHECK(at_server.en.find(late.en) != std::string::npos);
    CHECK(source.vi.find(" · theo máy chủ lúc ") != std::string::npos);
    CHECK(source.vi.find(": " + late.vi) != std::string::npos);
    CHECK(source.en.find(": " + late.en) != std::string::npos);
    // Of a commune: its own, and those of the whole district.
    CHECK(office.counted("sep", "P", "03079").source.vi.find(": 1/3 máy") != std::string::npos);
}

TEST_CASE("a role that looks after no devices is told of none at the foot of its report") {
    test::TemporaryFolder home;
    Desk desk(home.path());
    const auto store = desk.store();
    protocol::SyncAnswer answer = answer_now(*store, desk);
    answer.catalogue = store->schemas().catalogue();
    std::string report = report_of("P", "person_register");
    report.replace(report.find("chief"), 5, store->device().role);
    answer.catalogue->push_back({"report", "P", 1, to_hex(sha256(report))});
    std::vector<std::string> bodies(answer.catalogue->size());
    bodies.back() = report;
    store->apply(answer, bodies, desk.clock.now());
    Workbook workbook(*store, desk.clock);
    const auto table = count_report(workbook, {"P", "089", *reports::parse_period("2026-H1")});
    if (!table) FAIL(table.error().message.en);
    CHECK(table->source.vi.find("máy chưa gửi") == std::string::npos);
}
