// The district's officer at the window: a report is frozen, checked and signed at the district's server, over a real
// line. Where there is none, or somebody else answers, the screen says so and shows nothing wrong.
#include "client/app/frozen_versions.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <future>

#include "shared/base/hash.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "shared/reports/report_file_name.h"
#include "sync-server/core/report_desk.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/listening_office.h"
#include "tests/support/patience.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

// On the device and at the district, so that both know the report; only the district's figures are frozen.
const std::string of_people = R"({"kind":"report","id":"R1","version":1,"small_counts":"exact",
    "duty":["outreach_worker"],"title":{"vi":"Người trong danh sách","en":"People on the list"},
    "sections":[{"id":"s","title":{"vi":"Người","en":"People"},"rows":[
        {"id":"people","label":{"vi":"Số người","en":"People"},"unit":"count",
         "numerator":{"count":{"form":"person_register","when":"always"}}}]}]})";
const std::string of_visits = R"({"kind":"report","id":"R1","version":1,"small_counts":"exact",
    "duty":["outreach_worker"],"title":{"vi":"Gặp","en":"Visits"},
    "sections":[{"id":"s","title":{"vi":"Gặp","en":"Visits"},"rows":[
        {"id":"visits","label":{"vi":"Lần gặp","en":"Visits"},"unit":"count",
         "numerator":{"count":{"form":"visit"}}}]}]})";
const std::string visit = R"({"id":"visit","version":1,"title":{"vi":"Gặp","en":"Visit"},"survey":[
    {"type":"date","name":"occurred_on","label":{"vi":"Ngày"}}]})";
const std::string roles = R"({"id":"roles","version":2,"roles":[
    {"id":"outreach_worker","name_vi":"Cán bộ","name_en":"Worker","write":["visit"],"read":[]}]})";

nuong::HttpResponse ask_core(nuong::testing::District& district, const nuong::HttpRequest& request) {
    const auto asked = protocol::decode_reports_request(protocol::unpack(request.body).value());
    const auto token = token_hash(std::string_view(request.authorization).substr(7));
    return response_of(
        ask_report_desk(district.service, *district.store, token.value(), asked.value(), district.clock.now()));
}

struct Office : ListeningOffice {
    explicit Office(Desk& desk) : ListeningOffice(ask_core) {
        using namespace nuong::testing;
        district.publish_more(
            {document("roles", roles), {"visit.json", "forms", visit}, {"R1.json", "reports", of_visits}});
        for (const char* name : {"lan", "hoa"}) district.add_user(name, "outreach_worker", {"089"});
        district.clock.advance(desk.clock.now() - district.clock.now());
        hoa.emplace(district.device("hoa"));
        visited();
        const auto replica = desk.store();
        DeviceInfo info = replica->device();
        info.server = url();
        info.token = district.device("lan").token;
        replica->devices().save(info);
    }
    void visited() {
        hoa->write(make_uuid_v7(district.clock.now()), "visit",
                   {{std::string(reserved::area), AreaCode("03076")}, {"occurred_on", std::string("2026-02-01")}});
        hoa->catch_up();
        REQUIRE(district.quarantine().empty());
    }
    void advance(std::uint32_t version, const std::string& state) {
        const auto done = ask_report_desk(district.service, *district.store, token_hash(hoa->token).value(),
                                          {.ask = protocol::ReportsRequest::Ask::advance,
                                           .report = "R1",
                                           .area = "089",
                                           .period = "2026-H1",
                                           .version = version,
                                           .state = state},
                                          district.clock.now());
        REQUIRE(std::holds_alternative<protocol::ReportsAnswer>(done));
    }
    std::optional<nuong::testing::Device> hoa;
};

void publish(Desk& desk, const std::string& kind, const std::string& id, const std::string& body) {
    const auto replica = desk.store();
    protocol::SyncAnswer answer = answer_now(*replica, desk);
    answer.catalogue = replica->schemas().catalogue();
    std::erase_if(*answer.catalogue, [&](const auto& entry) { return entry.kind == kind && entry.id == id; });
    std::vector<std::string> bodies(answer.catalogue->size());
    answer.catalogue->push_back({kind, id, 1, to_hex(sha256(body))});
    bodies.push_back(body);
    replica->apply(answer, bodies, desk.clock.now());
}

// What the district was asked has been answered.
void hear(Desk& desk) {
    REQUIRE(waits_until([&] {
        desk.session->receive();
        const auto* view = std::get_if<VersionsView>(&desk.view().screen);
        return !view || view->asking.empty();
    }));
}

const VersionsView& after(Desk& desk, const Action& action) {
    desk.perform(action);
    hear(desk);
    return desk.screen<VersionsView>();
}

void open_report(Desk& desk, const std::string& report = of_people) {
    publish(desk, "report", "R1", report);
    desk.unlock();
    desk.perform(OpenReport{"R1"});
    REQUIRE(desk.screen<ReportView>().has_versions);
}

std::string said(const VersionsView& view) { return view.result ? view.result->text : ""; }

}  // namespace

TEST_CASE(
    "at the window: frozen, checked, not signed by the same eyes, signed by others, and written as the console's") {
    TemporaryFolder home;
    Desk desk(home.path());
    Office office(desk);
    open_report(desk);
    CHECK(after(desk, OpenVersions{}).empty_text == "Chưa có bản nào được chốt.");
    CHECK(desk.screen<VersionsView>().may_freeze);
    const VersionsView frozen = after(desk, FreezeVersion{"kỳ này"});
    CHECK(said(frozen).starts_with("Đã chốt phiên bản 1. Từ nay nội dung không đổi nữa."));
    CHECK(said(frozen).find("chưa khóa ở: ") != std::string::npos);
    REQUIRE(frozen.versions.size() == 1);
    CHECK(frozen.versions[0].state.text == "bản nháp");
    CHECK(frozen.versions[0].note == "kỳ này");
    REQUIRE(frozen.versions[0].next);
    CHECK(frozen.versions[0].next->label == "Kiểm tra xong");
    CHECK_FALSE(frozen.versions[0].with_before);
    CHECK(said(after(desk, FreezeVersion{"kỳ này"})).starts_with("Không chốt thêm"));

    const VersionsView checked = after(desk, frozen.versions[0].next->action);
    CHECK(said(checked) == "Phiên bản 1: đã kiểm tra.");
    CHECK_FALSE(checked.versions[0].next);
    CHECK(checked.versions[0].no_next.find("một người khác") != std::string::npos);
    const VersionsView same_eyes = after(desk, AdvanceVersion{1, "signed"});  // whatever the screen offers
    REQUIRE(same_eyes.result);
    CHECK(same_eyes.result->tone == Tone::danger);
    CHECK(said(same_eyes).find("người ký phải là một người khác") != std::string::npos);
    office.advance(1, "signed");
    const VersionsView signed_by_hoa = after(desk, AskVersions{});
    CHECK(signed_by_hoa.versions[0].state.text == "đã ký");
    CHECK(signed_by_hoa.versions[0].next->label == "Đã gửi");

    office.visited();
    after(desk, FreezeVersion{""});
    CHECK(desk.screen<VersionsView>().versions[0].title == "Phiên bản 2");
    CHECK(desk.screen<VersionsView>().versions[0].replaces == "Thay cho phiên bản 1");
    desk.perform(desk.screen<VersionsView>().versions[0].with_before->action);
    hear(desk);
    const DifferenceView difference = desk.screen<DifferenceView>();
    CHECK(difference.about == "Phiên bản 1 so với phiên bản 2");
    REQUIRE(difference.tables.size() == 1);
    REQUIRE(difference.tables[0].lines.size() == 2);  // the commune and the whole
    CHECK(difference.tables[0].lines[1].cells[0].text == "Lần gặp");
    CHECK(difference.tables[0].lines[1].cells[3].text == "1");
    CHECK(difference.tables[0].lines[1].cells[4].text == "2");
    desk.perform(Back{});

    desk.perform(OpenVersionFile{1});
    hear(desk);
    CHECK(desk.screen<PrintView>().subject.ends_with("Phiên bản 1"));
    auto& store = *office.district.store;
    const auto console = issued_report(*store.read(), store.read()->report_issues().at(0));
    REQUIRE(console);
    for (const char* format : {"xlsx", "docx", "csv"}) {
        desk.perform(SaveReport{format});
        REQUIRE(desk.screen<PrintView>().result);
        CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
        const std::string theirs = home.path() + "/console." + format;
        REQUIRE(reports::write_report(*console, format, theirs, Language::vi));
        CHECK(bytes_of(home.path() + "/" + reports::file_name_of(*console, {.format = format, .version = 1})) ==
              bytes_of(theirs));
    }
    CHECK(desk.store()->audit().entries().back().detail == "R1 089 2026-H1 version 1 file csv");
    desk.perform(Back{});
    CHECK(std::holds_alternative<VersionsView>(desk.view().screen));
}

TEST_CASE("a worker's window freezes and checks; in the place of signing it says who signs, as the roles do") {
    TemporaryFolder home;
    Desk desk(home.path());
    Office office(desk);
    std::string report = of_people;
    report.replace(report.find(R"(["outreach_worker"])"), 19, R"(["outreach_worker","leader"])");
    publish(desk, "roles", "roles", R"({"kind":"roles","id":"roles","version":3,"roles":[
    {"id":"outreach_worker","name_vi":"Cán bộ","name_en":"Worker","write":["visit"],"read":[]},
    {"id":"leader","name_vi":"Lãnh đạo huyện","name_en":"District leader","write":[],"read":[],"signs":true}]})");
    publish(desk, "report", "R1", report);
    desk.unlock();
    desk.perform(OpenReport{"R1"});
    after(desk, OpenVersions{});
    const VersionsView draft = after(desk, FreezeVersion{""});
    REQUIRE(draft.versions[0].next);
    CHECK(draft.versions[0].next->label == "Kiểm tra xong");
    CHECK(draft.versions[0].no_next.empty());
    office.advance(1, "checked");
    const VersionsView checked = after(desk, AskVersions{});
    CHECK_FALSE(checked.versions[0].next);
    CHECK(checked.versions[0].no_next ==
          "Vai trò “Cán bộ” không ký báo cáo R1 và không ghi là đã gửi. Người ký là: Lãnh đạo huyện.");
}

TEST_CASE("a note longer than the server takes is told so before anything is sent; the longest that it takes is kept") {
    TemporaryFolder home;
    Desk desk(home.path());
    Office office(desk);
    open_report(desk);
    const std::string longest(1'000, 'x');
    REQUIRE(after(desk, OpenVersions{}).note_bytes_max == longest.size());
    desk.perform(FreezeVersion{longest + "x"});
    const VersionsView refused = desk.screen<VersionsView>();
    CHECK(refused.asking.empty());  // nobody is asked
    CHECK(said(refused).find("dài hơn mức máy chủ nhận") != std::string::npos);
    const VersionsView frozen = after(desk, FreezeVersion{longest});
    REQUIRE(frozen.versions.size() == 1);
    CHECK(frozen.versions[0].note == longest);
}

TEST_CASE("without a line the screen says that the district is needed; what was heard before stays, with its time") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_report(desk);  // its server cannot be reached
    const VersionsView nothing = after(desk, OpenVersions{});
    REQUIRE(nothing.result);
    CHECK(nothing.result->tone == Tone::warning);
    CHECK(said(nothing).starts_with("Các bản đã chốt nằm ở máy chủ của huyện, nên việc này cần có mạng."));
    CHECK(nothing.versions.empty());
    CHECK(nothing.empty_text.empty());  // that there is none is not known
    CHECK_FALSE(nothing.may_freeze);
    CHECK(nothing.may_ask);
    desk.perform(Back{});
    CHECK(std::holds_alternative<ReportView>(desk.view().screen));

    TemporaryFolder other_home;
    Desk other(other_home.path());
    auto office = std::make_unique<Office>(other);
    open_report(other);
    after(other, OpenVersions{});
    const VersionsView frozen = after(other, FreezeVersion{""});
    office.reset();
    const VersionsView cut_off = after(other, AdvanceVersion{1, "checked"});
    CHECK(said(cut_off).find("Làm lại cũng không bị trùng") != std::string::npos);
    CHECK(cut_off.versions == frozen.versions);
    CHECK(cut_off.heard == frozen.heard);
    other.perform(OpenVersionFile{1});  // given up by going away
    other.perform(GoHome{});
    other.session->receive();
    CHECK(std::holds_alternative<HomeView>(other.view().screen));
}

TEST_CASE("a server that does not answer is given up at once, and may be asked anew meanwhile") {
    TemporaryFolder home;
    Desk desk(home.path());
    std::promise<void> released;
    const std::shared_future<void> may_answer = released.get_future().share();
    ListeningOffice office([may_answer](nuong::testing::District&, const nuong::HttpRequest&) {
        (void)may_answer.wait_for(std::chrono::seconds(60));
        return nuong::HttpResponse{};
    });
    {
        const auto replica = desk.store();
        DeviceInfo info = replica->device();
        info.server = office.url();
        replica->devices().save(info);
    }
    open_report(desk);
    desk.perform(OpenVersions{});
    CHECK(desk.screen<VersionsView>().asking == "Đang hỏi máy chủ của huyện…");
    desk.perform(StopAsking{});
    CHECK(desk.screen<VersionsView>().asking.empty());
    CHECK(said(desk.screen<VersionsView>()) == "Đã dừng hỏi máy chủ.");
    desk.perform(AskVersions{});
    CHECK_FALSE(desk.screen<VersionsView>().asking.empty());
    released.set_value();
    hear(desk);
    CHECK(desk.screen<VersionsView>().result->tone == Tone::warning);  // what it says makes no sense
    CHECK(desk.screen<VersionsView>().versions.empty());
}

TEST_CASE("a quarter of what hides small counts is not frozen, and nobody is asked about it") {
    TemporaryFolder home;
    Desk desk(home.path());
    std::string hiding = of_people;
    hiding.replace(hiding.find("exact"), 5, "hidden");
    open_report(desk, hiding);
    desk.perform(ChoosePeriod{"2026-01-01..2026-03-31"});
    desk.perform(OpenVersions{});
    const VersionsView& view = desk.screen<VersionsView>();
    CHECK(view.asking.empty());
    CHECK(said(view).find("chỉ chốt theo sáu tháng hoặc cả năm") != std::string::npos);
    CHECK_FALSE(view.may_ask);
}

TEST_CASE("of days that somebody chose the district is asked by these days") {
    TemporaryFolder home;
    Desk desk(home.path());
    open_report(desk);
    desk.perform(ChoosePeriod{"2025-12-15..2026-03-14"});
    desk.perform(OpenVersions{});
    CHECK(desk.screen<VersionsView>().may_ask);
    CHECK_FALSE(desk.screen<VersionsView>().asking.empty());
    desk.perform(StopAsking{});
}

TEST_CASE("somebody who only practises sees no frozen versions") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.perform(StartPractice{});
    desk.perform(OpenReports{});
    desk.perform(OpenVersions{});
    CHECK_FALSE(std::holds_alternative<VersionsView>(desk.view().screen));
}

namespace {

class Says final : public Transport {
public:
    Says(int status, std::string body) : response_{status, std::move(body)} {}
    Result<client::HttpResponse> exchange(const client::HttpRequest&) override { return response_; }

private:
    client::HttpResponse response_;
};

Error error_of(int status, const std::string& body, protocol::ReportsRequest::Ask ask) {
    Says line(status, body);
    const auto news = ask_versions(line, "token", {.request = {ask, "R1", "089", "2026-H1", 1}});
    return news ? Error{} : news.error();
}

}  // namespace

TEST_CASE("whatever answers in the server's place is told apart from it, and nothing of it is believed") {
    using Ask = protocol::ReportsRequest::Ask;
    const std::string not_there = R"({"error":{"code":"not_found","message":{"vi":"Không có.","en":"None."}}})";
    for (const int status : {404, 405}) {
        const Error older = error_of(status, not_there, Ask::list);
        CHECK(older.code == ErrorCode::refused);
        CHECK(older.message.vi.find("chưa làm được việc đó") != std::string::npos);
    }
    const Error no_report =
        error_of(404, R"({"error":{"code":"no_report","message":{"vi":"Không có.","en":"None."}}})", Ask::list);
    CHECK(no_report.message.vi == "Không có.");
    for (const std::string& body :
         {std::string("<html><body>Wi-Fi khách sạn</body></html>"), std::string(), std::string("{}"),
          std::string(R"({"protocol":1,"versions":[]})"), std::string(R"({"versions":[]})"),
          protocol::encode(protocol::ReportsAnswer{}).substr(0, 12),
          protocol::encode(protocol::ReportsAnswer{.table = "{}"}),
          protocol::encode(protocol::ReportsAnswer{.table = R"({"format":1})"}),
          std::string("\x28\xb5\x2f\xfd rubbish")})
        for (const int status : {200, 302, 502}) {
            CAPTURE(body, status);
            CHECK(error_of(status, body, Ask::table).code == ErrorCode::unreachable);
        }
}
