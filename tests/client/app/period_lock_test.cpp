// A half year is handed in and locked at the district; somebody comes back from the hills with more.
#include "client/app/period_locks.h"

#include <catch2/catch_test_macros.hpp>

#include "client/app/device_report.h"
#include "client/app/views.h"
#include "shared/forms/record_fields.h"
#include "sync-server/core/make_report.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/line.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::testing;

namespace {

const char* roles_that_lock = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["contact"],"read":["period_lock"]},
  {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":["contact","person","episode","period_lock"],"read":[]}]})";
const char* visit = R"({"id":"contact","version":2,"title":{"vi":"Gặp","en":"Contact"},"survey":[
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày","en":"Day"}},
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Name"}}]})";
const char* episode = R"({"id":"episode","version":1,"title":{"vi":"Đợt điều trị","en":"Episode"},"survey":[
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày","en":"Day"}},
  {"type":"date","name":"start","label":{"vi":"Bắt đầu","en":"Start"}},
  {"type":"date","name":"end","label":{"vi":"Kết thúc","en":"End"}},
  {"type":"text","name":"note","label":{"vi":"Ghi chú","en":"Note"}}]})";
const char* held = R"({"kind":"indicators","id":"held","version":1,"title":{"vi":"Chỉ tiêu","en":"Indicators"},
  "measures":{"held":{"form":"episode","when":{"rule":"covers_end","from":"${start}","to":"${end}"}}},
  "indicators":[{"id":"held","label":{"vi":"Đang điều trị","en":"Held"},"unit":"count",
   "numerator":{"count":"held"}}]})";
const char* visits = R"({"kind":"report","id":"P","version":1,"title":{"vi":"Báo cáo","en":"Report"},
  "small_counts":"exact","duty":["chief"],"sections":[{"id":"visits","title":{"vi":"Gặp","en":"Visits"},"rows":[
  {"id":"count","label":{"vi":"Lần gặp","en":"Visits"},"unit":"count","numerator":{"count":{"form":"contact"}}}]}]})";

const Date first = *parse_date("2023-07-01"), last = *parse_date("2023-12-31");

PeriodDecision decision(const AreaCode& area, bool locks, const std::string& reason) {
    return {area, forms::every_form, first, last, locks, reason};
}

// Lan works in 03076; the chief looks after the district and xa, another chief, after 03076.
struct Office {
    Office() {
        district.publish_more(
            {document("roles", roles_that_lock),
             {"contact.json", "forms", visit},
             {"episode.json", "forms", episode},
             {"held.json", "indicators", held},
             {"P.json", "reports", visits},
             {"period_lock.json", "forms", nuong::test::bytes_of(NUONG_SOURCE_DIR "/schemas/forms/period_lock.json")}});
        district.add_user("lan", "worker", {"03076"});
        district.add_user("sep", "chief", {"089"});
        district.add_user("xa", "chief", {"03076"});
        lan = std::make_unique<Laptop>(district, "lan");
        sep = std::make_unique<Laptop>(district, "sep");
        xa = std::make_unique<Laptop>(district, "xa");
    }
    void meet() {
        for (int i = 0; i < 2; ++i)
            for (Laptop* laptop : {lan.get(), sep.get(), xa.get()}) laptop->sync();
        district.clock.advance(std::chrono::minutes(5));
        for (Laptop* laptop : {lan.get(), sep.get(), xa.get()}) laptop->clock.advance(std::chrono::minutes(5));
    }
    // As the report of the half year would be frozen now.
    std::vector<AreaCode> unlocked() {
        const auto reader = district.store->read();
        const auto table = make_report(*reader, "P", "089", *reports::parse_period("2023-H2"));
        if (!table) FAIL(table.error().message.en);
        const auto units = unlocked_units(*reader, *table);
        if (!units) FAIL(units.error().message.en);
        std::vector<AreaCode> codes;
        for (const reports::ReportColumn& unit : *units) codes.push_back(unit.area);
        return codes;
    }

    District district;
    std::unique_ptr<Laptop> lan, sep, xa;
};

std::optional<Restriction> told(Laptop& laptop, const char* day, const AreaCode& area = "03076") {
    return locked_period(laptop.workbook, {area, "contact", day}, Language::vi);
}

OpenForm visit_on(Laptop& laptop, const char* day) {
    auto form = OpenForm::start(laptop.workbook, "contact", std::nullopt, "03076", Language::vi);
    if (!form) FAIL(form.error().message.en);
    REQUIRE(form->answer("occurred_on", Value(day)));
    return std::move(*form);
}

}  // namespace

TEST_CASE("a commune hears of the district's lock, writes late all the same, and is told what becomes of it") {
    Office office;
    Laptop &lan = *office.lan, &sep = *office.sep;
    CHECK(office.unlocked() == std::vector<AreaCode>{"03076", "03079"});
    const auto decided = decide_period(sep.workbook, decision("089", true, "đã nộp báo cáo"));
    if (!decided) FAIL(decided.error().message.en);
    CHECK(decided->size() == 3);  // the district and each of its communes
    CHECK_FALSE(told(lan, "2023-09-05"));
    office.meet();
    CHECK(office.unlocked().empty());
    CHECK(known_locks(lan.workbook, std::nullopt).size() == 1);  // of her commune alone
    CHECK(known_locks(sep.workbook, "03079").size() == 1);
    CHECK(lan.replica->records().listing(decided->at(1).record)->occurred_on == "");  // no work of any day

    const auto notice = told(lan, "2023-09-05");
    REQUIRE(notice);
    CHECK(notice->title == "Kỳ đã khóa");
    CHECK(notice->reason == "01/07/2023 – 31/12/2023 · đã nộp báo cáo");
    CHECK(notice->allowed.find("bổ sung kỳ trước") != std::string::npos);
    CHECK_FALSE(told(lan, "2024-01-01"));

    OpenForm in_time = visit_on(lan, "2024-01-05");
    CHECK_FALSE(locked_period_of(lan.workbook, in_time, Language::vi));
    OpenForm late = visit_on(lan, "2023-09-05");
    CHECK(locked_period_of(lan.workbook, late, Language::vi) == notice);
    const RecordId record = late.submit().value().record;
    office.meet();
    CHECK(office.district.quarantine().empty());
    CHECK(record_view(sep.workbook, record, Language::vi)->locked_period == notice);
    // Taking it out of the period is late as well: its day was in there.
    auto moved = OpenForm::edit(sep.workbook, record, Language::vi);
    REQUIRE(moved);
    REQUIRE(moved->answer("occurred_on", Value("2024-02-01")));
    CHECK(locked_period_of(sep.workbook, *moved, Language::vi) == notice);
}

TEST_CASE("an episode is written today, and whoever writes it hears that the days it counts by were handed in") {
    Office office;
    Laptop& sep = *office.sep;
    REQUIRE(decide_period(sep.workbook, decision("089", true, "đã nộp báo cáo")));
    const auto is_told = [&](OpenForm& form) { return locked_period_of(sep.workbook, form, Language::vi).has_value(); };
    struct Line {
        const char *start, *end;
        bool is_told;
    };
    for (const auto& line : {Line{"2023-12-05", "", true}, Line{"2020-01-05", "", true},
                             Line{"2023-01-05", "2023-06-30", false}, Line{"2024-01-01", "", false}}) {
        INFO(line.start << " to " << line.end);
        auto form = OpenForm::start(sep.workbook, "episode", std::nullopt, "03076", Language::vi);
        REQUIRE(form);
        REQUIRE(form->answer("occurred_on", Value("2024-02-01")));
        REQUIRE(form->answer("start", Value(line.start)));
        if (*line.end != 0) REQUIRE(form->answer("end", Value(line.end)));
        CHECK(is_told(*form) == line.is_told);
        const RecordId record = form->submit().value().record;
        CHECK(record_view(sep.workbook, record, Language::vi)->locked_period.has_value() == line.is_told);

        auto edited = OpenForm::edit(sep.workbook, record, Language::vi);
        REQUIRE(edited);
        REQUIRE(edited->answer("note", Value("đã gọi điện")));
        CHECK_FALSE(is_told(*edited));
        REQUIRE(edited->answer("end", Value("2024-01-31")));
        CHECK(is_told(*edited) == (line.is_told || *line.end != 0));  // a longer span reaches into it
    }
}

TEST_CASE("a report that the district makes on its device tells what came late, until the period is opened again") {
    Office office;
    Laptop &lan = *office.lan, &sep = *office.sep;
    const RecordId in_time = visit_on(lan, "2023-09-04").submit().value().record;
    office.meet();
    KeptCount kept;
    const auto remarks = [&](const char* period, const AreaCode& area, KeptCount* kept_of = nullptr) {
        const auto table = count_report(sep.workbook, {"P", area, *reports::parse_period(period)}, {}, kept_of);
        if (!table) FAIL(table.error().message.en);
        std::string said;
        for (const Message& remark : table->remarks) said += remark.vi;
        return said;
    };
    CHECK(remarks("2023-H2", "089", &kept) == "");  // nothing is locked
    REQUIRE(decide_period(sep.workbook, decision("089", true, "đã nộp")));
    office.meet();
    CHECK(remarks("2023-H2", "089", &kept) == "");
    CHECK(visit_on(lan, "2023-09-05").submit());
    office.meet();
    CHECK(remarks("2023-H2", "089", &kept) ==
          "Bổ sung kỳ trước: 1 phiếu “Gặp” ghi hoặc sửa sau khi khóa kỳ (ngày 01/03/2024, theo giờ của máy ghi) đã "
          "được tính ở đây.");
    CHECK(remarks("2024-H1", "089").starts_with("Bổ sung kỳ trước (6 tháng cuối năm 2023): 1 phiếu “Gặp” "));
    CHECK(remarks("2023-H2", "03079") == "");
    CHECK(remarks("2023-H1", "089") == "");
    const auto at_server =
        make_report(*office.district.store->read(), "P", "089", *reports::parse_period("2023-H2")).value().remarks;
    REQUIRE(at_server.size() == 1);
    CHECK(at_server[0].vi.starts_with("Bổ sung kỳ trước: 1 phiếu “Gặp” "));

    // Checked by somebody: no figure asks for that. Taken back: one does.
    REQUIRE(sep.workbook.set_status(in_time, std::string(status::checked), ""));
    office.meet();
    CHECK(remarks("2023-H2", "089", &kept).starts_with("Bổ sung kỳ trước: 1 phiếu"));
    REQUIRE(sep.workbook.set_status(in_time, std::string(status::void_), "ghi nhầm"));
    office.meet();
    CHECK(remarks("2023-H2", "089", &kept).starts_with("Bổ sung kỳ trước: 2 phiếu"));

    REQUIRE(decide_period(sep.workbook, decision("03076", false, "thiếu một buổi")));
    office.meet();
    CHECK(remarks("2023-H2", "089", &kept) == "");
    CHECK(make_report(*office.district.store->read(), "P", "089", *reports::parse_period("2023-H2"))
              .value()
              .remarks.empty());
}

TEST_CASE("the district reopens one commune with a reason, and only that one is open") {
    Office office;
    Laptop &lan = *office.lan, &sep = *office.sep;
    REQUIRE(decide_period(sep.workbook, decision("089", true, "đã nộp")));
    office.meet();
    const auto written = sep.replica->log().last_seq();
    REQUIRE(decide_period(sep.workbook, decision("089", true, "đã nộp")));
    CHECK(sep.replica->log().last_seq() == written);  // it stands there already
    REQUIRE(decide_period(sep.workbook, decision("03076", false, "thiếu một buổi")));
    office.meet();
    CHECK_FALSE(told(lan, "2023-09-05"));
    CHECK(told(sep, "2023-09-05", "03079"));
    CHECK(office.unlocked() == std::vector<AreaCode>{"03076"});
    CHECK(known_locks(lan.workbook, std::nullopt).at(0).reason == "thiếu một buổi");
    REQUIRE(decide_period(sep.workbook, decision("03076", true, "đã bổ sung")));
    office.meet();
    CHECK(told(lan, "2023-09-05")->reason.find("đã bổ sung") != std::string::npos);
}

TEST_CASE("while two people disagree about a period it is locked, until somebody has decided") {
    Office office;
    REQUIRE(decide_period(office.sep->workbook, decision("089", true, "đã nộp")));
    office.meet();
    REQUIRE(decide_period(office.sep->workbook, decision("03076", true, "tỉnh đã nhận")));
    REQUIRE(decide_period(office.xa->workbook, decision("03076", false, "thiếu một buổi")));
    office.meet();
    for (Laptop* laptop : {office.lan.get(), office.sep.get(), office.xa.get()}) CHECK(told(*laptop, "2023-09-05"));
    CHECK(office.unlocked().empty());
    REQUIRE(decide_period(office.xa->workbook, decision("03076", false, "hai bên đã thống nhất")));
    office.meet();
    for (Laptop* laptop : {office.lan.get(), office.sep.get(), office.xa.get()})
        CHECK_FALSE(told(*laptop, "2023-09-05"));
}

TEST_CASE("who may not lock is refused, and what is not said properly locks nothing") {
    Office office;
    const auto code = [](Laptop& laptop, const PeriodDecision& wanted) {
        const auto decided = decide_period(laptop.workbook, wanted);
        REQUIRE_FALSE(decided);
        return decided.error().code;
    };
    CHECK(code(*office.lan, decision("03076", true, "đã nộp")) == ErrorCode::refused);
    CHECK(code(*office.sep, decision("080", true, "đã nộp")) == ErrorCode::refused);
    CHECK(code(*office.sep, decision("089", true, "")) == ErrorCode::invalid);
    PeriodDecision wrong = decision("089", true, "đã nộp");
    wrong.form = "no_such_form";
    CHECK(code(*office.sep, wrong) == ErrorCode::not_found);
    std::swap(wrong.first, wrong.last);
    CHECK(code(*office.sep, wrong) == ErrorCode::invalid);
    CHECK(known_locks(office.sep->workbook, std::nullopt).empty());
}

TEST_CASE("the window says on a form and on its record that the period is locked, and not on a person") {
    nuong::test::TemporaryFolder home;
    Desk desk(home.path(), {"period_lock"});
    {
        const auto key =
            Keyring(home.path(), FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, FieldDevice::morning);
        REQUIRE(key);
        auto replica = Replica::open(home.path(), *key);
        REQUIRE(replica);
        Workbook workbook(**replica, desk.clock);
        const auto locked = decide_period(workbook, {"089", forms::every_form, *parse_date("2000-01-01"),
                                                     *parse_date("2099-12-31"), true, "đã nộp báo cáo"});
        if (!locked) FAIL(locked.error().message.en);
    }
    desk.unlock();
    desk.start_screening();
    REQUIRE(desk.screen<FormView>().locked_period);
    CHECK(desk.screen<FormView>().locked_period->title == "Kỳ đã khóa");
    desk.perform(GoHome{});
    desk.perform(OpenPeople{});
    desk.perform(OpenRecord{desk.device.person()});
    CHECK_FALSE(desk.screen<RecordView>().locked_period);
}
