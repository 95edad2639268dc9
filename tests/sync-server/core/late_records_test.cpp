// A half year was handed in and locked; what is written, changed or sent for it afterwards is told by every report that
// is made of it, and by the next one.
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "shared/forms/compile.h"
#include "sync-server/core/make_report.h"
#include "sync-server/core/report_count.h"
#include "sync-server/core/report_sources.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

constexpr const char* locking_roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["visit","talk","episode","period_lock"],"read":[]},
  {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":[],"read":["visit"],"review":["visit"]}]})";
constexpr const char* visit = R"({"id":"visit","version":1,"title":{"vi":"Tiếp cận","en":"Contact"},"survey":[
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày"}},
  {"type":"integer","name":"hours","label":{"vi":"Số giờ"}},
  {"type":"text","name":"note","label":{"vi":"Ghi chú"}}]})";
constexpr const char* talk = R"({"id":"talk","version":1,"title":{"vi":"Truyền thông","en":"Talk"},"survey":[
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày"}}]})";
constexpr const char* episode = R"({"id":"episode","version":1,"title":{"vi":"Đợt điều trị","en":"Episode"},"survey":[
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày"}},
  {"type":"date","name":"start","label":{"vi":"Bắt đầu"}},
  {"type":"date","name":"end","label":{"vi":"Kết thúc"}},
  {"type":"text","name":"note","label":{"vi":"Ghi chú"}}]})";
constexpr const char* episodes = R"({"kind":"report","id":"E","version":1,"title":{"vi":"Báo cáo","en":"Report"},
  "small_counts":"exact","duty":["worker"],"sections":[{"id":"episodes","title":{"vi":"Đợt","en":"Episodes"},"rows":[
  {"id":"begun","label":{"vi":"Bắt đầu","en":"Begun"},"unit":"count",
   "numerator":{"count":{"form":"episode","when":{"rule":"within","on":"${start}"}}}},
  {"id":"held","label":{"vi":"Đang điều trị","en":"Held"},"unit":"count",
   "numerator":{"count":{"form":"episode","when":{"rule":"covers_end","from":"${start}","to":"${end}"}}}}]}]})";
constexpr const char* visits = R"({"kind":"report","id":"P","version":1,"title":{"vi":"Báo cáo","en":"Report"},
  "small_counts":"exact","duty":["worker"],"sections":[{"id":"visits","title":{"vi":"Gặp","en":"Visits"},"rows":[
  {"id":"count","label":{"vi":"Lần gặp","en":"Visits"},"unit":"count","numerator":{"count":{"form":"visit"}}},
  {"id":"hours","label":{"vi":"Số giờ","en":"Hours"},"unit":"count",
   "numerator":{"sum":{"form":"visit","sum":"${hours}"}}}]}]})";
constexpr const char* hiding = R"({"kind":"report","id":"Q","version":1,"title":{"vi":"Báo cáo","en":"Report"},
  "sections":[{"id":"visits","title":{"vi":"Gặp","en":"Visits"},"rows":[
  {"id":"count","label":{"vi":"Lần gặp","en":"Visits"},"unit":"count","numerator":{"count":{"form":"visit"}}}]}]})";

const AreaCode near_by = "03076", far_away = "03079";

// Lan and Binh look after 089 and lock its communes. It is March 2024.
class Office {
public:
    Office() {
        district.publish_more(
            {document("roles", locking_roles),
             {"visit.json", "forms", visit},
             {"talk.json", "forms", talk},
             {"episode.json", "forms", episode},
             {"P.json", "reports", visits},
             {"E.json", "reports", episodes},
             {"Q.json", "reports", hiding},
             {"period_lock.json", "forms", test::bytes_of(NUONG_SOURCE_DIR "/schemas/forms/period_lock.json")}});
        for (const char* name : {"lan", "binh"}) district.add_user(name, "worker", {"089"});
        lan.emplace(district.device("lan"));
        binh.emplace(district.device("binh"));
    }

    RecordId visited(Device& device, const AreaCode& area, const std::string& day) {
        const RecordId record = make_uuid_v7(district.clock.now());
        device.write(record, "visit",
                     {{std::string(reserved::area), area},
                      {std::string(reserved::status), std::string(status::submitted)},
                      {"occurred_on", day},
                      {"hours", 2}});
        return record;
    }
    // Written today, as the form proposes; `end` may be empty.
    RecordId treated(const std::string& start, const std::string& end) {
        const RecordId record = make_uuid_v7(district.clock.now());
        lan->write(record, "episode",
                   {{std::string(reserved::area), near_by},
                    {std::string(reserved::status), std::string(status::submitted)},
                    {"occurred_on", "2024-03-02"},
                    {"start", start}});
        if (!end.empty()) lan->write(record, "episode", {{"end", end}});
        return record;
    }
    // By Lan; what others wrote stays on their devices.
    void decide_alone(const AreaCode& area, const char* state, const FormId& form = forms::every_form) {
        const Date first = *parse_date("2023-07-01"), last = *parse_date("2023-12-31");
        lan->write(forms::period_lock_id(area, form, first, last), "period_lock",
                   {{std::string(reserved::area), area},
                    {"for_form", form},
                    {"first_day", to_string(first)},
                    {"last_day", to_string(last)},
                    {"decision", Fields{{"decision/reason", "đã nộp"}, {"decision/state", state}}}});
        lan->catch_up();
    }
    void decide(const AreaCode& area, const char* state, const FormId& form = forms::every_form) {
        decide_alone(area, state, form);
        meet();
    }
    void meet() {
        for (Device* device : {&*lan, &*binh}) device->catch_up();
        REQUIRE(district.quarantine().empty());
        district.clock.advance(std::chrono::hours(24));
    }
    reports::ReportTable made(const char* period = "2023-H2", const char* report = "P", const AreaCode& area = "089") {
        auto table = make_report(*district.store->read(), report, area, *reports::parse_period(period));
        if (!table) FAIL(table.error().message.en);
        return *table;
    }
    // "": nothing is said under the table.
    std::string told(const char* period = "2023-H2", const char* report = "P", const AreaCode& area = "089") {
        std::string remarks;
        for (const Message& remark : made(period, report, area).remarks) remarks += remark.vi;
        return remarks;
    }

    District district;
    std::optional<Device> lan, binh;
};

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a late contact in a locked half-year is told in the next report, and changes nothing silently") {
    Office it;
    it.visited(*it.lan, near_by, "2023-09-05");
    it.meet();
    it.decide("089", "locked");
    CHECK(it.told() == "");
    CHECK(it.told("2024-H1") == "");
    REQUIRE(it.made().sections[0].rows[0].total.numerator == 1);

    it.visited(*it.lan, far_away, "2023-10-05");
    it.meet();
    CHECK(it.made().sections[0].rows[0].total.numerator == 2);
    CHECK(it.told() ==
          "Bổ sung kỳ trước: 1 phiếu “Tiếp cận” ghi, sửa hoặc gửi đến sau khi khóa kỳ (ngày 02/03/2024, "
          "theo giờ của máy ghi) đã được tính ở đây.");
    CHECK(it.made().remarks[0].en ==
          "Late additions: 1 of \"Contact\" written, changed or received after the period "
          "was locked (on 02/03/2024, by the clocks of the devices) are counted here.");
    const std::string next = it.told("2024-H1");
    CHECK(next.starts_with("Bổ sung kỳ trước (6 tháng cuối năm 2023): 1 phiếu “Tiếp cận” "));
    CHECK(has(it.told("2023"), "1 phiếu “Tiếp cận”"));
    CHECK(it.told("2024-H2") == "");
    CHECK(it.told("2023-H1") == "");
    CHECK(has(it.told("2023-H2", "P", far_away), "1 phiếu"));
    CHECK(it.told("2023-H2", "P", near_by) == "");
    CHECK(has(reports::to_text(it.made(), Language::vi), "Bổ sung kỳ trước: 1"));

    it.visited(*it.lan, near_by, "2024-02-05");  // in time
    it.meet();
    CHECK(it.told("2024-H1") == next);
}

TEST_CASE("what was written in time and sent after the lock is late, and what only had its check is not") {
    Office it;
    const RecordId checked = it.visited(*it.lan, near_by, "2023-09-05");
    it.meet();
    it.visited(*it.binh, near_by, "2023-12-20");  // and then nothing is heard of Binh
    it.district.clock.advance(std::chrono::hours(24));
    it.decide_alone("089", "locked");
    CHECK(it.told() == "");
    it.district.add_user("hoa", "chief", {"089"});
    Device hoa = it.district.device("hoa");
    hoa.catch_up();
    hoa.write(checked, "visit", {{std::string(reserved::status), std::string(status::checked)}});
    hoa.catch_up();
    CHECK(it.district.quarantine().empty());
    it.lan->write(checked, "visit", {{"note", "đã xem lại"}});
    it.lan->catch_up();
    CHECK(it.told() == "");
    it.meet();
    CHECK(has(it.told(), "1 phiếu “Tiếp cận”"));
    CHECK(it.made().sections[0].rows[0].total.numerator == 2);
}

TEST_CASE("a correction after the lock is told, one that voids as well; what came late and is void counts nowhere") {
    Office it;
    const RecordId corrected = it.visited(*it.lan, near_by, "2023-09-05");
    const RecordId voided = it.visited(*it.lan, near_by, "2023-09-06");
    it.meet();
    it.decide("089", "locked");
    const std::vector<std::pair<Path, Value>> is_void{{Path(reserved::status), std::string(status::void_)}};
    it.lan->write(it.visited(*it.lan, near_by, "2023-09-07"), "visit", is_void);
    it.meet();
    CHECK(it.told() == "");
    it.lan->write(corrected, "visit", {{"hours", 7}});
    it.meet();
    CHECK(has(it.told(), "1 phiếu “Tiếp cận”"));
    it.lan->write(voided, "visit", is_void);
    it.meet();
    CHECK(has(it.told(), "2 phiếu “Tiếp cận”"));
}

TEST_CASE("without a lock nothing is said; nor of a form that the report does not count, or that is locked by itself") {
    Office it;
    it.visited(*it.lan, near_by, "2023-09-05");
    it.meet();
    CHECK(it.told() == "");
    it.decide("089", "locked", "talk");
    it.visited(*it.lan, near_by, "2023-09-06");
    it.lan->write(make_uuid_v7(it.district.clock.now()), "talk",
                  {{std::string(reserved::area), near_by}, {"occurred_on", "2023-09-06"}});
    it.meet();
    CHECK(it.told() == "");
    it.decide("089", "locked", "visit");
    CHECK(it.told() == "");
    it.visited(*it.lan, near_by, "2023-09-06");
    it.meet();
    CHECK(has(it.told(), "1 phiếu “Tiếp cận”"));
}

TEST_CASE("a reopened period says nothing of what is written into it, and counts anew when it is locked again") {
    Office it;
    for (const AreaCode& area : {AreaCode("089"), near_by}) it.decide(area, "locked");
    it.visited(*it.lan, near_by, "2023-09-05");
    it.meet();
    CHECK(has(it.told(), "1 phiếu"));
    it.decide(near_by, "reopened");
    it.visited(*it.lan, near_by, "2023-09-06");
    it.meet();
    CHECK(it.told() == "");
    it.visited(*it.lan, far_away, "2023-09-06");  // beside it the district's lock goes on
    it.meet();
    CHECK(has(it.told(), "1 phiếu"));
    it.decide(near_by, "locked");
    CHECK(has(it.told(), "1 phiếu"));
    it.visited(*it.lan, near_by, "2023-09-07");
    it.meet();
    CHECK(has(it.told(), "2 phiếu"));
}

TEST_CASE("a report that hides small counts does not tell how few came late, but that some did") {
    Office it;
    it.decide("089", "locked");
    it.visited(*it.lan, near_by, "2023-09-05");
    it.meet();
    CHECK(has(it.told("2023-H2", "Q"), ": dưới 5 phiếu “Tiếp cận”"));
    CHECK(has(it.told("2023-H2", "Q", near_by), ": 1 phiếu “Tiếp cận”"));
    for (int i = 0; i < 4; ++i) it.visited(*it.lan, near_by, "2023-09-05");
    it.meet();
    CHECK(has(it.told("2023-H2", "Q"), ": 5 phiếu “Tiếp cận”"));
}

TEST_CASE("an episode that is written after the lock is late by the days that it is counted by, not by today's") {
    struct Line {
        const char *start, *end, *then, *next;  // what is told of the locked half year, and of the one after it
    };
    for (const auto& [start, end, then, next] : {
             Line{"2023-12-05", "", "1 phiếu “Đợt điều trị”", "1 phiếu “Đợt điều trị”"},
             Line{"2020-01-05", "", "1 phiếu “Đợt điều trị”", "1 phiếu “Đợt điều trị”"},  // held all the while
             Line{"2023-01-05", "2023-08-01", "1 phiếu “Đợt điều trị”", "1 phiếu “Đợt điều trị”"},
             Line{"2023-01-05", "2023-06-30", "", ""},
             Line{"2024-01-01", "", "", ""},
         }) {
        INFO(start << " to " << end);
        Office it;
        it.decide("089", "locked");
        it.treated(start, end);
        it.meet();
        for (const auto& [period, words] : {std::pair{"2023-H2", then}, std::pair{"2024-H1", next}}) {
            const std::string told = it.told(period, "E");
            CHECK(told.empty() == (*words == 0));
            CHECK(has(told, words));
        }
        CHECK(it.told("2023-H1", "E") == "");
    }
}

TEST_CASE("an episode that goes on is told when its days change after the lock, and not for a note") {
    Office it;
    const RecordId record = it.treated("2020-01-05", "");
    it.meet();
    it.decide("089", "locked");
    CHECK(it.told("2023-H2", "E") == "");
    it.lan->write(record, "episode", {{"note", "đã gọi điện"}});
    it.meet();
    CHECK(it.told("2023-H2", "E") == "");
    it.lan->write(record, "episode", {{"end", "2023-11-30"}});
    it.meet();
    CHECK(has(it.told("2023-H2", "E"), "1 phiếu “Đợt điều trị”"));
}

TEST_CASE("on however many cores it is counted, the late ones are told once each") {
    Office it;
    for (int i = 0; i < 40; ++i) it.visited(*it.lan, near_by, "2023-09-05");
    for (int i = 0; i < 30; ++i) it.visited(*it.binh, far_away, "2023-09-05");
    it.lan->catch_up();
    it.district.clock.advance(std::chrono::hours(24));
    it.decide_alone("089", "locked");
    it.meet();  // Binh's thirty arrive
    for (int i = 0; i < 25; ++i) it.visited(*it.lan, near_by, "2023-09-05");
    it.meet();

    const auto reader = it.district.store->read();
    const auto book = make_book(reader->documents_in_force());
    reports::Forms known;
    known["visit"] = forms::compile_package(visit).form;
    known["period_lock"] =
        forms::compile_package(test::bytes_of(NUONG_SOURCE_DIR "/schemas/forms/period_lock.json")).form;
    const auto definition = reports::parse_report(visits, "P");
    const reports::Period period = *reports::parse_period("2023-H2");
    const auto locks = LocksOfCount::of(*reader, (*book)->areas, known);
    REQUIRE(locks);
    for (const std::size_t rows : {1u, 3u, 1000u}) {
        auto tally = reports::Tally::make(*definition, (*book)->areas, "089", period, known);
        REQUIRE(tally);
        std::vector<ReportCount> counts;
        counts.push_back({std::move(*tally), reports::AreasHeard(period), LateRows(locks, "089", period)});
        REQUIRE(count_records(*reader, known, counts, rows));
        const auto remarks = counts.front().late->remarks(*reader, counts.front().tally, false);
        REQUIRE(remarks.size() == 1);
        CHECK(has(remarks[0].vi, ": 55 phiếu “Tiếp cận”"));
    }
}
