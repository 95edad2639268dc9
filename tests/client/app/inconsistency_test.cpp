// Answers that were right where they were given and do not fit together any more: told where people work, refused
// nowhere.
#include <catch2/catch_test_macros.hpp>

#include "client/app/inconsistency.h"
#include "client/app/views.h"
#include "shared/forms/record_instance.h"
#include "tests/client/app/line.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;

namespace {

constexpr const char* person = R"j({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},"survey":[
  {"type":"date","name":"occurred_on","label":{"vi":"Ngày","en":"Date"}},
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
  {"type":"text","name":"sex","label":{"vi":"Giới tính","en":"Sex"}},
  {"type":"text","name":"pregnant","label":{"vi":"Đang có thai","en":"Pregnant"},
   "constraint":". != 'yes' or ${sex} = 'female'",
   "constraint_message":{"vi":"Chỉ phụ nữ mới có thai.","en":"Only a woman is pregnant."}}]})j";

constexpr const char* visit_of_last_year = R"j({"id":"visit","version":1,"title":{"vi":"Lần thăm","en":"Visit"},
  "settings":{"kind":"event","merge":"record"},"survey":[
  {"type":"text","name":"note","label":{"vi":"Ghi chú","en":"Note"}}]})j";
constexpr const char* visit_of_monday = R"j({"id":"visit","version":2,"title":{"vi":"Lần thăm","en":"Visit"},
  "settings":{"kind":"event","merge":"record"},"survey":[
  {"type":"text","name":"note","label":{"vi":"Ghi chú","en":"Note"}},
  {"type":"integer","name":"rooms","label":{"vi":"Mấy gian nhà","en":"Rooms"},"required":true}]})j";

struct Town : nuong::testing::District {
    Town() {
        publish_more({{"person.json", "forms", person}, {"visit.json", "forms", visit_of_last_year}});
        publish_more({{"roles.json", "roles", R"j({"id":"roles","version":3,"roles":[
            {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","visit"],"read":[]}]})j"}});
        add_user("lan", "worker", {"089"});
        add_user("binh", "worker", {"089"});
    }
};

std::int64_t told(Laptop& laptop, const RecordId& record) {
    return laptop.replica->records().listing(record)->inconsistencies;
}

RecordId woman_known_to_both(Laptop& lan, Laptop& binh) {
    const RecordId record = lan.add("Vàng Thị Súa");
    lan.edit(record, "sex", "female");
    lan.sync();
    binh.sync();
    return record;
}

Filled saved(Laptop& laptop, const RecordId& record, const Fields& answers) {
    const auto sheet = laptop.workbook.open(record);
    forms::Instance instance = laptop.workbook.instance_over(sheet->form, sheet->answers, Language::vi);
    for (const NamedValue& answer : answers) REQUIRE(instance.set(answer.name, answer.value));
    auto filled = laptop.workbook.correct(sheet->state, instance, std::nullopt);
    REQUIRE(filled);
    return std::move(*filled);
}

}  // namespace

TEST_CASE(
    "Two people correct one person apart, each of them rightly, and both are told that it does not fit together") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = woman_known_to_both(lan, binh);
    binh.edit(record, "sex", "male");  // who was taken for a woman by her name
    lan.edit(record, "pregnant", "yes");
    CHECK(told(lan, record) == 0);
    binh.sync();
    lan.sync();
    binh.sync();
    REQUIRE(town.quarantine().empty());
    for (Laptop* each : {&lan, &binh}) {
        CHECK(told(*each, record) == 1);
        const HomeView home = home_view(each->workbook, Language::vi, each->clock.now());
        CHECK(home.conflicts == 1);
        const ConflictListView list = conflict_list_view(each->workbook, Language::vi);
        REQUIRE(list.inconsistent.size() == 1);
        CHECK(list.inconsistent[0].summary == "Đang có thai: Chỉ phụ nữ mới có thai.");
        const auto view = record_view(each->workbook, record, Language::vi);
        REQUIRE(view->inconsistency);
        CHECK(view->inconsistency->reason == "Đang có thai: Chỉ phụ nữ mới có thai.");
    }
    lan.edit(record, "pregnant", "no");  // she asked again
    lan.sync();
    binh.sync();
    for (Laptop* each : {&lan, &binh}) {
        CHECK(told(*each, record) == 0);
        CHECK(conflict_list_view(each->workbook, Language::vi).inconsistent.empty());
        CHECK_FALSE(record_view(each->workbook, record, Language::vi)->inconsistency);
    }
}

TEST_CASE("What nobody was asked yet is no misfit, and nobody has to mend what is void") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = woman_known_to_both(lan, binh);
    binh.edit(record, "full_name", "Vàng Thị Sua");
    binh.sync();
    std::string asks_more = person;
    asks_more.replace(asks_more.find("\"version\":2"), 11, "\"version\":3");
    asks_more.replace(asks_more.rfind("]}"), 2, R"j(,
  {"type":"text","name":"phone","label":{"vi":"Điện thoại","en":"Phone"},"required":true}]})j");
    town.publish_more({{"person.json", "forms", asks_more}});
    lan.sync();
    REQUIRE(lan.replica->forms().find("person")->definition.version == 3);
    CHECK(told(lan, record) == 0);

    binh.edit(record, "sex", "male");
    lan.edit(record, "pregnant", "yes");
    binh.sync();
    lan.sync();
    CHECK(told(lan, record) == 1);
    REQUIRE(lan.workbook.set_status(record, std::string(status::void_), ""));
    CHECK(told(lan, record) == 0);
    CHECK(forms::inconsistencies_in(nullptr, *lan.replica->records().shown(record)).empty());
}

TEST_CASE("A visit of last year is corrected under Monday's form, which asks what nobody can be asked any more") {
    Town town;
    Laptop lan(town, "lan");
    forms::Instance first = lan.workbook.instance_over(lan.replica->forms().find("visit"), {}, Language::vi);
    REQUIRE(first.set("note", Value("gặp")));
    const auto made = lan.workbook.submit(first, "03076", std::nullopt);
    REQUIRE(made);
    const RecordId visit = made->record;
    lan.sync();
    REQUIRE(town.quarantine().empty());
    town.publish_more({{"visit.json", "forms", visit_of_monday}});
    lan.sync();
    const Filled filled = saved(lan, visit, {{"note", Value("gặp hai lần")}});
    CHECK(filled.status == "submitted");
    REQUIRE(filled.corrects);
    lan.sync();
    CHECK(town.quarantine().empty());
    CHECK(lan.replica->log().count(LogState::refused) == 0);
}

TEST_CASE(
    "Answers that do not fit together are one more to decide on home, in the overview, in their period and lists") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId record = woman_known_to_both(lan, binh);
    lan.edit(record, "occurred_on", "2026-01-05");
    lan.sync();
    binh.sync();
    binh.edit(record, "sex", "male");
    lan.edit(record, "pregnant", "yes");
    binh.sync();
    lan.sync();
    REQUIRE(told(lan, record) == 1);
    REQUIRE(lan.replica->records().conflict_count() == 0);
    CHECK(home_view(lan.workbook, Language::vi, lan.clock.now()).conflicts == 1);
    std::optional<std::int64_t> in_overview;
    for (const auto& each : overview_view(lan.workbook, OverviewOf::all, Language::vi, lan.clock.now()).figures)
        if (each.label == "Cần quyết định") in_overview = each.count;
    CHECK(in_overview == 1);

    DeskStore& desk = lan.replica->desk();
    REQUIRE(desk.form_counts("2026-01-01", "2026-06-30").size() == 1);
    CHECK(desk.form_counts("2026-01-01", "2026-06-30")[0].to_decide == 1);
    const auto listed = [&](const char* from, const char* until) {
        OpenDays days{.from = from, .until = until, .only_to_decide = true};
        return list_view(lan.workbook, {.kind = ListKind::days, .days = days}, Language::vi, lan.clock.now());
    };
    REQUIRE(listed("2026-01-01", "2026-06-30").rows.size() == 1);
    CHECK(listed("2026-01-01", "2026-06-30").rows[0].record == record);
    CHECK(listed("2025-07-01", "2025-12-31").rows.empty());
}
