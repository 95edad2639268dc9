// A half year is reported, checked, signed and sent; then somebody comes back from the hills with more.
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "shared/reports/frozen_table.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/report_issues.h"

#include "tests/support/test_store.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

constexpr const char* reporting_roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["visit"],"read":[]},
  {"id":"clerk","name_vi":"Văn thư","name_en":"Clerk","write":[],"read":["visit"]}]})";
constexpr const char* visit = R"({"id":"visit","version":1,"title":{"vi":"Gặp","en":"Visit"},"survey":[
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày"}},
  {"type":"integer","name":"hours","label":{"vi":"Số giờ"}}]})";
constexpr const char* visits = R"({"kind":"report","id":"P","version":1,"title":{"vi":"Báo cáo","en":"Report"},
  "small_counts":"exact","duty":["worker"],"sections":[{"id":"visits","title":{"vi":"Gặp","en":"Visits"},"rows":[
  {"id":"count","label":{"vi":"Lần gặp","en":"Visits"},"unit":"count","numerator":{"count":{"form":"visit"}}},
  {"id":"hours","label":{"vi":"Số giờ","en":"Hours"},"unit":"count",
   "numerator":{"sum":{"form":"visit","sum":"${hours}"}}}]}]})";

// What was done until the last day, with small counts hidden; and who was visited, by name as far as it may be told.
constexpr const char* until_now = R"({"kind":"report","id":"Q","version":1,"title":{"vi":"Báo cáo","en":"Report"},
  "sections":[{"id":"visits","title":{"vi":"Gặp","en":"Visits"},"rows":[
  {"id":"ever","label":{"vi":"Lần gặp","en":"Visits"},"unit":"count",
   "numerator":{"count":{"form":"visit","when":"until"}}}]}]})";
constexpr const char* who_was_visited = R"({"kind":"report","id":"L","version":1,
  "title":{"vi":"Danh sách","en":"List"},"sections":[{"id":"list","title":{"vi":"Gặp","en":"Visits"},
  "list":{"set":{"form":"visit"},"form":"visit","fields":[{"label":{"vi":"Giờ","en":"Hours"},"value":"${hours}"}]}}]})";

const AreaCode near_by = "03076", far_away = "03079";

// 089 with two communes; Lan looks after it. It is March 2024.
class Office {
public:
    Office() {
        district.publish_more({document("roles", reporting_roles),
                               {"visit.json", "forms", visit},
                               {"P.json", "reports", visits},
                               {"Q.json", "reports", until_now},
                               {"L.json", "reports", who_was_visited}});
        district.add_user("lan", "worker", {"089"});
        lan.emplace(district.device("lan"));
    }

    void visited(const AreaCode& area, const std::string& day, int hours) {
        lan->write(make_uuid_v7(district.clock.now()), "visit",
                   {{std::string(reserved::area), area}, {"occurred_on", day}, {"hours", hours}});
        lan->catch_up();
        REQUIRE(district.quarantine().empty());
    }
    reports::ReportTable now() {
        auto table = make_report(*district.store->read(), "P", "089", subject.period);
        REQUIRE(table);
        table->source = source_of_report(*district.store->read(), subject, district.clock.now());
        return *table;
    }
    ReportIssueRow freeze(const std::string& note = "") {
        const reports::ReportTable table = now();
        const StoreFacts facts = district.store->read()->facts();
        const auto transaction = district.store->begin();
        const ReportIssueRow issue = freeze_report(*transaction, table, {"lan", district.clock.now(), note, facts});
        transaction->commit();
        return issue;
    }
    // Lan freezes, Hoa checks, the chief signs and sends.
    Result<ReportIssueRow> advance(std::uint64_t id, const std::string& state) {
        return advance(id, state, state == "checked" ? "hoa" : "chief");
    }
    Result<ReportIssueRow> advance(std::uint64_t id, const std::string& state, const UserId& who) {
        district.clock.advance(std::chrono::hours(1));
        const auto transaction = district.store->begin();
        auto issue = advance_issue(*transaction, id, state, who, district.clock.now());
        if (issue) transaction->commit();
        return issue;
    }
    reports::ReportTable frozen(const ReportIssueRow& issue) {
        auto table = frozen_table(*district.store->read(), issue);
        if (!table) FAIL(table.error().message.en);
        return *table;
    }

    District district;
    std::optional<Device> lan;
    ReportSubject subject{"P", "089", *reports::parse_period("2023-H2")};
};

}  // namespace

TEST_CASE("what was handed in stays what it was; what comes late is told beside it") {
    Office it;
    it.visited(near_by, "2023-09-05", 2);
    const reports::ReportTable then = it.now();
    REQUIRE(then.silent.size() == 1);
    CHECK(then.silent[0].area == far_away);
    const ReportIssueRow first = it.freeze("kỳ cuối năm");
    CHECK(first.version == 1);
    CHECK_FALSE(first.replaces);
    CHECK(first.position > 0);
    CHECK(it.frozen(first) == then);
    for (const char* state : {"checked", "signed", "sent"}) REQUIRE(it.advance(first.id, state));

    it.district.clock.advance(std::chrono::hours(24 * 400));
    it.visited(far_away, "2023-10-05", 3);
    CHECK(it.frozen(first) == then);
    reports::ReportTable late = it.now();
    CHECK(late.silent.empty());
    tell_of_version(*it.district.store->read(), it.subject, late);
    REQUIRE(late.remarks.size() == 1);
    CHECK(
        late.remarks[0].vi.find("đã có phiên bản 1 (đã gửi 01/03/2024 17:00); bổ sung kỳ trước: nay 4 số liệu khác") !=
        std::string::npos);
    CHECK(late.source.vi.find("bổ sung kỳ trước: nay 4") != std::string::npos);

    const ReportIssueRow second = it.freeze();
    CHECK(second.version == 2);
    CHECK(second.replaces == 1);
    const auto difference = reports::difference_between(it.frozen(first), it.frozen(second));
    REQUIRE(difference.figures.size() == 4);
    CHECK(difference.figures[0].row == "count");
    CHECK(difference.figures[0].area == far_away);
    CHECK(difference.figures[0].parts == std::vector<reports::PartDifference>{{"actual", "0", "1"}});
    CHECK(difference.figures[3].row == "hours");
    CHECK(difference.figures[3].area == "089");
    CHECK(difference.figures[3].parts == std::vector<reports::PartDifference>{{"actual", "2", "5"}});
    // A draft takes nothing's place yet: the third replaces what was sent.
    CHECK(it.freeze().replaces == 1);
}

TEST_CASE("the report of the next half year tells what came late for the one before it, once that was checked") {
    Office it;
    it.visited(near_by, "2023-09-05", 2);
    const ReportSubject next{"P", "089", *reports::parse_period("2024-H1")};
    const auto told = [&](const ReportSubject& subject) {
        auto table = make_report(*it.district.store->read(), subject.report, subject.area, subject.period);
        REQUIRE(table);
        tell_of_late_additions(*it.district.store->read(), subject, *table);
        std::string remarks;
        for (const Message& remark : table->remarks) remarks += remark.vi;
        return remarks;
    };
    const ReportIssueRow issue = it.freeze();
    it.visited(far_away, "2023-10-05", 3);
    CHECK(told(next) == "");  // a draft was not handed in
    REQUIRE(it.advance(issue.id, "checked"));
    CHECK(told(next).find("Bổ sung kỳ trước (6 tháng cuối năm 2023): 4 số liệu khác với phiên bản 1 (đã kiểm tra ") ==
          0);
    REQUIRE(it.advance(issue.id, "signed"));
    REQUIRE(it.advance(it.freeze().id, "checked"));  // what was handed in is still the first
    CHECK(told(next).find("Bổ sung kỳ trước (6 tháng cuối năm 2023): 4 số liệu khác với phiên bản 1 (đã ký ") == 0);
    CHECK(told(it.subject) == "");                                       // of itself `tell_of_version` tells
    CHECK(told({"P", "089", *reports::parse_period("2024-H2")}) == "");  // the one before that was not signed
    CHECK(told({"P", "089", *reports::parse_period("2024-01-01..2024-03-31")}) == "");
    it.visited(near_by, "2024-02-05", 9);  // nothing late
    CHECK(told(next).find(": 4 số liệu") != std::string::npos);
}

TEST_CASE("a version goes one step at a time and never back, and each step keeps who took it and when") {
    Office it;
    const ReportIssueRow issue = it.freeze();
    for (const char* state : {"draft", "signed", "sent"})
        CHECK(it.advance(issue.id, state).error().code == ErrorCode::invalid);
    CHECK(it.advance(issue.id, "burnt").error().code == ErrorCode::usage);
    CHECK(it.advance(issue.id + 1, "checked").error().code == ErrorCode::not_found);
    REQUIRE(it.advance(issue.id, "checked"));
    CHECK_FALSE(it.advance(issue.id, "checked"));
    CHECK_FALSE(it.advance(issue.id, "draft"));
    REQUIRE(it.advance(issue.id, "signed"));
    REQUIRE(it.advance(issue.id, "sent"));
    for (const char* state : issue_states) CHECK_FALSE(it.advance(issue.id, state));
    const auto kept = find_issue(*it.district.store->read(), issue.id);
    REQUIRE(kept);
    REQUIRE(kept->steps.size() == 4);
    CHECK(kept->steps[0].who == "lan");
    CHECK(kept->steps[3].who == "chief");
    CHECK(kept->steps[3].at > kept->steps[2].at);
    CHECK(kept->hash == issue.hash);
}

TEST_CASE("nobody signs what they froze or checked, however they come to it; and whoever signs has a name") {
    Office it;
    const ReportIssueRow issue = it.freeze();
    REQUIRE(it.advance(issue.id, "checked"));
    for (const char* who : {"lan", "hoa", server_console}) {
        CAPTURE(who);
        const auto signed_by = it.advance(issue.id, "signed", who);
        REQUIRE_FALSE(signed_by);
        CHECK(signed_by.error().code == ErrorCode::refused);
        CHECK(signed_by.error().message.vi.find("report advance 1 signed --user TÊN") != std::string::npos);
        CHECK(find_issue(*it.district.store->read(), issue.id)->steps.size() == 2);
    }
    CHECK(it.advance(issue.id, "signed", "lan").error().message.en.find("\"lan\" has frozen number 1") !=
          std::string::npos);
    CHECK(it.advance(issue.id, "signed", "hoa").error().message.en.find("\"hoa\" has checked number 1") !=
          std::string::npos);
    CHECK(it.advance(issue.id, "signed", "chief"));

    // Checked by whoever froze it: still one pair of eyes.
    const ReportIssueRow second = it.freeze();
    REQUIRE(it.advance(second.id, "checked", "lan"));
    CHECK(it.advance(second.id, "signed", "lan").error().message.vi.find("“lan” đã chốt và kiểm tra bản số 2") !=
          std::string::npos);
    CHECK(it.advance(second.id, "signed", "hoa"));
}

TEST_CASE("a version is found however its half year is written, and says who has made what of it") {
    Office it;
    const ReportIssueRow issue = it.freeze("gửi tỉnh");
    REQUIRE(it.advance(issue.id, "checked"));
    const reports::ReportTable now = it.now();
    const auto reader = it.district.store->read();
    const ReportSubject by_days{"P", "089", *reports::parse_period("2023-07-01..2023-12-31")};
    const auto found = issue_of(*reader, by_days, 1);
    REQUIRE(found);
    const auto written = issued_report(*reader, *found);
    REQUIRE(written);
    CHECK(written->source.vi.starts_with("Phiên bản 1, đã kiểm tra "));
    REQUIRE(written->remarks.size() == 1);
    for (const char* words : {"bản nháp 01/03/2024 14:00 (lan)", "(hoa)", "gửi tỉnh"})
        CHECK(written->remarks[0].vi.find(words) != std::string::npos);
    CHECK(*issued_report(*reader, *found) == *written);
    const auto missing = issue_of(*reader, by_days, 4);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message.en.find("there are: 1") != std::string::npos);
    CHECK_FALSE(issue_of(*reader, {"P", "089", *reports::parse_period("2023")}, 1));
    reports::ReportTable table = now;
    tell_of_version(*reader, it.subject, table);  // nothing was signed yet, but somebody has looked at it
    REQUIRE(table.remarks.size() == 1);
    CHECK(table.remarks[0].vi.starts_with("Kỳ này đã có phiên bản 1 (đã kiểm tra "));
    CHECK(table.remarks[0].vi.ends_with("), số liệu vẫn như thế."));
}

TEST_CASE("nothing changes a frozen report, and one that was damaged is not believed") {
    Office it;
    it.visited(near_by, "2023-09-05", 2);
    const ReportIssueRow issue = it.freeze();
    for (const char* state : {"checked", "signed"}) REQUIRE(it.advance(issue.id, state));
    Sql& db = it.district.store->sql();
    for (const char* change : {"update report_issue set body = ''", "delete from report_issue",
                               "update report_step set state = 'sent'", "delete from report_step"})
        CHECK_THROWS_AS(db.execute(change), DatabaseError);
    if (tests_use_postgres()) return;  // where the body is sealed: nobody can alter it unseen
    db.execute("drop trigger report_issue_stays");
    db.execute(R"(update report_issue set body = replace(body, '"numerator":1.0', '"numerator":7.0'))");
    reports::ReportTable table = it.now();
    const auto reader = it.district.store->read();
    const auto damaged = frozen_table(*reader, issue);
    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().code == ErrorCode::damaged);
    CHECK(damaged.error().message.en.find("fingerprint") != std::string::npos);
    tell_of_version(*reader, it.subject, table);
    REQUIRE(table.remarks.size() == 1);
    CHECK(table.remarks[0].en.find("damaged") != std::string::npos);
}

TEST_CASE("whoever may not make a report may not have what was made of it either") {
    Office it;
    it.district.add_user("thu", "clerk", {"089"});
    it.district.add_user("binh", "worker", {"080"});
    const auto reader = it.district.store->read();
    const reports::Period period = it.subject.period;
    CHECK(check_maker(*reader, "lan", {"P", "089", period}));
    for (const char* user : {"thu", "binh", "nobody"}) {
        CAPTURE(user);
        const Status may = check_maker(*reader, user, {"P", "089", period});
        REQUIRE_FALSE(may);
        CHECK(may.error().code == ErrorCode::refused);
    }
    CHECK(check_maker(*reader, "lan", {"P", "999", period}).error().code == ErrorCode::not_found);
    CHECK(check_maker(*reader, "lan", {"Z", "089", period}).error().code == ErrorCode::not_found);
}

// A reform gives the code of the commune that Lan looks after to another one.
TEST_CASE("an official code opens no report of the area that bears it by now to whoever looked after the one before") {
    Office it;
    it.district.publish_more({document("areas", R"({"id":"areas","version":2,"areas":[
        {"code":"10","name_vi":"Lào Cai","name_en":"Lao Cai","type":"province"},
        {"code":"089","name_vi":"Văn Bàn","name_en":"Van Ban","type":"district","parent":"10"},
        {"code":"03076","name_vi":"Nậm Chầy","name_en":"Nam Chay","type":"commune","parent":"089","valid_to":"2023-06-30"},
        {"code":"03076","id":"new-03076","name_vi":"Tân An","name_en":"Tan An","type":"commune","parent":"089",
         "valid_from":"2023-07-01"},
        {"code":"03079","id":"old-03079","name_vi":"Tân An","name_en":"Tan An","type":"commune","parent":"089",
         "valid_to":"2023-06-30"}]})")});
    it.district.add_user("phu", "worker", {"03076"});
    const auto asked = [&](const AreaCode& code, const char* period) {
        return make_report_for(*it.district.store->read(), "phu", "P", code, *reports::parse_period(period));
    };
    CHECK(asked("03076", "2023-H1"));
    for (const char* code : {"03076", "new-03076", "03079", "old-03079"}) {
        CAPTURE(code);
        const auto report = asked(code, "2023-H2");
        REQUIRE_FALSE(report);
        CHECK(report.error().code == ErrorCode::refused);
    }
    CHECK(asked("99999", "2023-H2").error().code == ErrorCode::not_found);
}

TEST_CASE("a frozen list says how long it was and names nobody, so that an erasure has nothing to find in it") {
    Office it;
    it.visited(near_by, "2023-09-05", 4711);
    const auto table = make_report_for(*it.district.store->read(), "lan", "L", near_by, it.subject.period);
    if (!table) FAIL(table.error().message.en);
    REQUIRE(table->sections[0].list.size() == 1);
    CHECK(table->sections[0].list[0].fields == std::vector<std::string>{"4711"});
    const auto transaction = it.district.store->begin();
    const ReportIssueRow issue = freeze_report(*transaction, *table, {"lan", it.district.clock.now(), "", {}});
    const std::string body = transaction->report_issue_body(issue.id).value();
    CHECK(body.find(table->sections[0].list[0].record) == std::string::npos);
    CHECK(body.find("4711") == std::string::npos);
    CHECK(frozen_table(*transaction, issue)->sections[0].list.size() == 1);
}

TEST_CASE("a commune of which something is hidden is not named as one that has sent nothing") {
    Office it;
    it.visited(far_away, "2023-02-05", 1);  // before the period, so few that it is hidden
    for (int day = 1; day <= 7; ++day) it.visited(near_by, "2023-09-0" + std::to_string(day), 2);
    const auto hidden = make_report(*it.district.store->read(), "Q", "089", it.subject.period);
    if (!hidden) FAIL(hidden.error().message.en);
    REQUIRE(hidden->sections[0].rows[0].cells[1].status == reports::CellStatus::hidden);
    CHECK(hidden->silent.empty());
    const reports::ReportTable exact = it.now();
    REQUIRE(exact.silent.size() == 1);
    CHECK(exact.silent[0].area == far_away);
}
