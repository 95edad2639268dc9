// The district writes a target down as a form: reports are held against it, at the server and on every device that has
// the record.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "client/app/device_report.h"
#include "shared/reports/frozen_table.h"
#include "shared/reports/report_grid.h"
#include "sync-server/core/make_report.h"
#include "tests/client/app/line.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::testing;

namespace {

const char* roles = R"({"id":"roles","version":2,"roles":[
  {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["contact"],"read":[]},
  {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":["contact","target_plan","facility_profile"],"read":[]}]})";
const char* visit = R"({"id":"contact","version":2,"title":{"vi":"Gặp","en":"Contact"},"survey":[
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày","en":"Day"}},
  {"type":"text","name":"place","label":{"vi":"Nơi","en":"Place"}}]})";
const char* facility = R"({"id":"facility_profile","version":1,"title":{"vi":"Cơ sở","en":"Facility"},"survey":[
  {"type":"text","name":"name","label":{"vi":"Tên","en":"Name"}},
  {"type":"text","name":"plan_code","label":{"vi":"Mã","en":"Code"}}]})";
const char* indicators = R"({"kind":"indicators","id":"treated","version":1,"title":{"vi":"Chỉ tiêu","en":"Indicators"},
  "indicators":[{"id":"I21","label":{"vi":"Tại cộng đồng","en":"At home"},"unit":"turns",
   "numerator":{"count":{"form":"contact"}}}]})";
const char* report = R"({"kind":"report","id":"P","version":1,"title":{"vi":"Báo cáo","en":"Report"},
  "small_counts":"exact","duty":["chief","worker"],"sections":[{"id":"s","title":{"vi":"Chỉ tiêu","en":"Indicators"},
  "indicators":["I21"]},{"id":"centre","title":{"vi":"Cơ sở","en":"Centre"},"rows":[
  {"id":"no1","label":{"vi":"Cơ sở số 1","en":"Centre 1"},"unit":"turns","target_of":"I21","target_facility":"no1",
   "numerator":{"count":{"form":"contact","where":"${place} = 'no1'"}}}]}]})";
const char* without_targets = R"({"kind":"report","id":"Q","version":1,"title":{"vi":"Báo cáo","en":"Report"},
  "small_counts":"exact","duty":["chief"],"sections":[{"id":"s","title":{"vi":"Gặp","en":"Visits"},"rows":[
  {"id":"count","label":{"vi":"Lần gặp","en":"Visits"},"unit":"count","numerator":{"count":{"form":"contact"}}}]}]})";

std::string published_plan(int value) {
    return R"({"kind":"targets","id":"huyen_2020","version":1,"title":{"vi":"Kế hoạch huyện","en":"District plan"},
      "plan_no":"06/KH-UBND","date":"2020-01-10","year":2020,"level":"district","area":"089","valid_from":"2020-01-10",
      "targets":[{"indicator":"I21","area":"089","value":)" +
           std::to_string(value) + R"(,"unit":"turns"}]})";
}

// Sep looks after the district; lan works in one of its communes. 2020 is typed in from paper.
struct Office {
    Office() {
        district.publish_more(
            {document("roles", roles),
             {"contact.json", "forms", visit},
             {"facility_profile.json", "forms", facility},
             {"target_plan.json", "forms", nuong::test::bytes_of(NUONG_SOURCE_DIR "/schemas/forms/target_plan.json")},
             {"treated.json", "indicators", indicators},
             {"P.json", "reports", report},
             {"Q.json", "reports", without_targets}});
        district.add_user("sep", "chief", {"089"});
        district.add_user("xa", "chief", {"089"});
        district.add_user("lan", "worker", {"03076"});
        sep = std::make_unique<Laptop>(district, "sep");
        xa = std::make_unique<Laptop>(district, "xa");
        lan = std::make_unique<Laptop>(district, "lan");
    }
    void meet() {
        for (int i = 0; i < 2; ++i)
            for (Laptop* laptop : {sep.get(), xa.get(), lan.get()}) laptop->sync();
        REQUIRE(district.quarantine().empty());
    }
    reports::ReportTable at_server(const char* period = "2020", const char* id = "P") {
        auto table = make_report(*district.store->read(), id, "089", *reports::parse_period(period));
        if (!table) FAIL(table.error().message.en);
        return *table;
    }

    District district;
    std::unique_ptr<Laptop> sep, xa, lan;
};

using Answers = std::vector<std::pair<Path, Value>>;

// 245 lượt for Văn Bàn in 2020; `more` are answers besides, or instead.
Result<OpenForm> target_form(Laptop& laptop, const Answers& more = {}) {
    auto form = OpenForm::start(laptop.workbook, "target_plan", std::nullopt, "089", Language::vi);
    if (!form) FAIL(form.error().message.en);
    Answers answers{{"plan_no", "06/KH-UBND"},   {"date", "2020-01-10"}, {"year", 2020}, {"level", "district"},
                    {"indicator", "I21"},        {"area", "089"},        {"value", 245}, {"unit", "turns"},
                    {"valid_from", "2020-01-10"}};
    answers.insert(answers.end(), more.begin(), more.end());
    for (const auto& [path, value] : answers)
        if (const Status set = form->answer(path, value); !set) FAIL(path << ": " << set.error().message.en);
    return form;
}

RecordId assign(Laptop& laptop, const Answers& more = {}) {
    auto filled = target_form(laptop, more)->submit();
    if (!filled) FAIL(filled.error().message.en);
    REQUIRE(filled->status == status::submitted);
    return filled->record;
}

void treat(Laptop& laptop, const char* day, const AreaCode& area = "03076") {
    auto form = OpenForm::start(laptop.workbook, "contact", std::nullopt, area, Language::vi);
    REQUIRE(form);
    REQUIRE(form->answer("occurred_on", Value(day)));
    REQUIRE(form->submit());
}

reports::ReportTable on_device(Laptop& laptop, const char* period = "2020", KeptCount* kept = nullptr,
                               const char* id = "P") {
    auto table = count_report(laptop.workbook, {id, "089", *reports::parse_period(period)}, {}, kept);
    if (!table) FAIL(table.error().message.en);
    return *table;
}

const reports::Cell& whole(const reports::ReportTable& table, std::size_t section = 0) {
    return table.sections.at(section).rows.at(0).total;
}

std::string target_in(const reports::ReportTable& table, std::size_t section = 0) {
    const auto& target = whole(table, section).target;
    return target ? to_string(*target) : "-";
}

}  // namespace

TEST_CASE("the district enters a target: the report is held against it, at the server as on its devices") {
    Office office;
    treat(*office.lan, "2020-05-01");
    CHECK(target_in(on_device(*office.sep)) == "-");
    const RecordId record = assign(*office.sep);
    CHECK(target_in(on_device(*office.sep)) == "245");  // before it has been sent
    office.meet();
    const reports::ReportTable table = office.at_server();
    CHECK(target_in(table) == "245");
    CHECK(whole(table).status == reports::CellStatus::not_met);
    CHECK(whole(table).plan == PlanVersion{to_string(record), 1});
    const auto foot = reports::lines_below(table, Language::vi);
    const std::string named = "Chỉ tiêu theo: 06/KH-UBND, nhập bằng phiếu (" + to_string(record) + ") bản 1.";
    CHECK(std::find(foot.begin(), foot.end(), named) != foot.end());
    for (Laptop* laptop : {office.sep.get(), office.xa.get()}) {
        const reports::ReportTable own = on_device(*laptop);
        CHECK(whole(own) == whole(table));
        CHECK(own.plans == table.plans);
    }
    // What is frozen keeps the name.
    const auto frozen = reports::decode_table(reports::encode_table(table));
    REQUIRE(frozen);
    CHECK(frozen->plans == table.plans);

    CHECK(target_in(office.at_server("2021")) == "-");
    CHECK(target_in(office.at_server("2019")) == "-");
    CHECK_FALSE(whole(office.at_server("2020", "Q")).target);
    assign(*office.sep, {{"value", 1}, {"version", 2}, {"replaces", to_string(record)}});
    CHECK(whole(on_device(*office.sep)).status == reports::CellStatus::met);
}

TEST_CASE("a new target takes the old one's place from its day; one that is taken back gives it free") {
    Office office;
    const RecordId first = assign(*office.sep);
    office.meet();
    const RecordId second = assign(
        *office.xa, {{"value", 300}, {"version", 2}, {"replaces", to_string(first)}, {"valid_from", "2020-07-01"}});
    office.meet();
    for (const char* period : {"2020-H1", "2020-H2", "2020"}) {
        CAPTURE(period);
        const std::string expected = std::string_view(period) == "2020-H1" ? "245" : "300";
        CHECK(target_in(office.at_server(period)) == expected);
        CHECK(target_in(on_device(*office.sep, period)) == expected);
    }
    CHECK(whole(office.at_server()).plan == PlanVersion{to_string(second), 2});
    REQUIRE(office.sep->workbook.set_status(second, std::string(status::void_), "ghi nhầm"));
    CHECK(target_in(on_device(*office.sep)) == "245");
    office.meet();
    CHECK(target_in(office.at_server()) == "245");
    REQUIRE(office.sep->workbook.set_status(first, std::string(status::void_), "ghi nhầm"));
    office.meet();
    CHECK(target_in(office.at_server()) == "-");
    CHECK(target_in(on_device(*office.xa)) == "-");
}

TEST_CASE("an entered and a published target of one day that differ are rivals, and both are named") {
    Office office;
    office.district.publish_more({{"huyen_2020.json", "targets", published_plan(260)}});
    office.meet();
    CHECK(target_in(office.at_server()) == "260");
    const RecordId record = assign(*office.sep);
    office.meet();
    const reports::ReportTable table = office.at_server(), own = on_device(*office.sep);
    CHECK(target_in(table) == "-");
    CHECK(whole(table).status == reports::CellStatus::none);
    CHECK(own.remarks == table.remarks);
    REQUIRE(table.remarks.size() == 1);
    const std::string& said = table.remarks[0].vi;
    CHECK(said.find("giao số khác nhau cho I21") != std::string::npos);
    CHECK(said.find("06/KH-UBND (huyen_2020) bản 1") != std::string::npos);
    CHECK(said.find("06/KH-UBND, nhập bằng phiếu (" + to_string(record) + ") bản 1") != std::string::npos);
    // The same number twice is nothing to choose between; a decision of a later day is.
    REQUIRE(office.sep->workbook.set_status(record, std::string(status::void_), "ghi nhầm"));
    assign(*office.sep, {{"value", 260}});
    CHECK(target_in(on_device(*office.sep)) == "260");
    assign(*office.sep, {{"value", 270}, {"date", "2020-02-01"}});
    CHECK(target_in(on_device(*office.sep)) == "270");
}

TEST_CASE("a draft, an unknown indicator or an area that does not exist disturbs no report") {
    Office office;
    auto draft = target_form(*office.sep);
    REQUIRE(draft);
    assign(*office.sep, {{"indicator", "I999"}});
    assign(*office.sep, {{"area", "00"}});
    office.meet();
    CHECK(target_in(office.at_server()) == "-");
    CHECK(target_in(on_device(*office.sep)) == "-");
    CHECK(office.at_server().remarks.empty());
    REQUIRE(draft->submit());
    CHECK(target_in(on_device(*office.sep)) == "245");
}

TEST_CASE("a facility is assigned its part: plans know it by its code, and the area has the sum of them") {
    Office office;
    std::vector<RecordId> centres;
    for (const char* code : {"no1", ""}) {
        auto form = OpenForm::start(office.sep->workbook, "facility_profile", std::nullopt, "089", Language::vi);
        REQUIRE(form);
        REQUIRE(form->answer("name", Value("Cơ sở")));
        if (*code != 0) REQUIRE(form->answer("plan_code", Value(code)));
        centres.push_back(form->submit().value().record);
    }
    assign(*office.sep, {{"facility", to_string(centres[0])}, {"value", 100}});
    assign(*office.sep, {{"facility", to_string(centres[1])}, {"value", 45}});
    office.meet();
    for (const reports::ReportTable& table : {office.at_server(), on_device(*office.xa)}) {
        CHECK(target_in(table, 1) == "100");
        CHECK(target_in(table) == "145");
        CHECK(table.plans.size() == 1);
    }
}

TEST_CASE("a report that is counted again from memory is held against the target that was entered meanwhile") {
    Office office;
    treat(*office.sep, "2020-05-01");
    KeptCount kept;
    CHECK(target_in(on_device(*office.sep, "2020", &kept)) == "-");
    const RecordId first = assign(*office.sep);
    CHECK(target_in(on_device(*office.sep, "2020", &kept)) == "245");
    assign(*office.sep, {{"value", 300}, {"version", 2}, {"replaces", to_string(first)}});
    const reports::ReportTable table = on_device(*office.sep, "2020", &kept);
    CHECK(target_in(table) == "300");
    CHECK(whole(table).numerator == 1);
}
