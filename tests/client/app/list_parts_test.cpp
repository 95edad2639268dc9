// A list that shows only some records becomes files of just these: what was returned, what waits, what happened in a
// week, what was found. Never so that a file tells by its choice what the role must not export.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/app/list_rights.h"
#include "tests/client/app/desk.h"
#include "tests/shared/forms/form_world.h"
#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using forms::Sensitivity;

namespace {

std::string roles_with_mask(const std::string& classes) {
    return R"({"id":"roles","version":9,"roles":[{"id":"chief","name_vi":"Huyện","name_en":"District",
        "write":["person_register"],"read":["person_register"],"masks":{"export":[)" +
           classes + "]}}]}";
}
const std::string masks_all = R"("identifying","health","special")";
const std::string may_name = R"("health","special")";

std::vector<RecordId> people_of(Desk& desk) {
    return desk.store()->records().ids_after("person_register", std::nullopt, 500);
}

// As somebody saves it, and submits it.
RecordId add(Desk& desk, const FormId& form, std::vector<Write> answers) {
    const RecordId id = make_uuid_v7(desk.clock.now());
    answers.push_back({std::string(reserved::area), Value("03061"), {}});
    answers.push_back({std::string(reserved::status), Value("submitted"), {}});
    desk.store()->save({id, form, 1, std::move(answers), std::nullopt}, desk.clock.now());
    return id;
}

void give_back(Desk& desk, const RecordId& person) {
    desk.store()->save(
        {person, "person_register", 1, {{std::string(reserved::status), Value("returned"), {}}}, std::nullopt},
        desk.clock.now());
}

// All files of a form, of one ending.
std::vector<std::string> files_of(const std::string& folder, const FormId& form, const std::string& ending) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().filename().string().starts_with(form + "-") && entry.path().extension() == ending)
            files.push_back(entry.path().filename());
    return files;
}

// That of the records; beside it stand those of its repeats.
std::string table_of(const std::string& folder, const FormId& form) {
    const auto files = files_of(folder, form, ".csv");
    if (files.empty()) return "";
    return bytes_of(folder + "/" + *std::min_element(files.begin(), files.end(), [](const auto& a, const auto& b) {
                        return a.size() < b.size();
                    }));
}

std::int64_t records_in(const std::string& table) { return std::count(table.begin(), table.end(), '\n') - 1; }

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

// Writes the list on the screen, and waits for it.
Notice saved(Desk& desk, const std::string& format) {
    desk.perform(OpenListFile{});
    desk.perform(SaveList{format});
    REQUIRE(waits_until([&] {
        desk.session->receive();
        return !desk.screen<PrintView>().count.counts;
    }));
    REQUIRE(desk.screen<PrintView>().result);
    return *desk.screen<PrintView>().result;
}

struct Entry {
    FormId form;
    std::string detail;
};
std::vector<Entry> noted_exports(Desk& desk) {
    std::vector<Entry> noted;
    for (const auto& entry : desk.store()->audit().entries())
        if (entry.what == "export") noted.push_back({entry.form, entry.detail});
    return noted;
}

}  // namespace

TEST_CASE("what was returned becomes a file of just that, nameless as ever; file and audit say that it is a part") {
    TemporaryFolder home;
    Desk desk(home.path());
    FieldDevice::add_people(*desk.store(), 12);
    make_chief(desk, roles_with_mask(masks_all));
    const auto people = people_of(desk);
    REQUIRE(people.size() == 13);
    give_back(desk, people[3]);
    give_back(desk, people[7]);
    desk.unlock();
    desk.perform(OpenGathered{ListKind::returned});
    REQUIRE(desk.screen<ListView>().rows.size() == 2);
    REQUIRE(desk.screen<ListView>().may_be_written);
    const Notice notice = saved(desk, "csv");
    CHECK(desk.screen<PrintView>().title == "Bị trả lại");
    CHECK(desk.screen<PrintView>().subject == "Mỗi biểu mẫu một tệp.");
    CHECK(notice.kind == NoticeKind::success);
    CHECK(says(notice.text, "Đã xuất 2 phiếu"));
    const std::string table = table_of(home.path(), "person_register");
    CHECK(records_in(table) == 2);
    for (std::size_t i = 0; i < people.size(); ++i) CHECK(says(table, to_string(people[i])) == (i == 3 || i == 7));
    CHECK_FALSE(says(table, "Seo Lùng"));
    CHECK_FALSE(says(table, "Thào"));
    const auto about = files_of(home.path(), "person_register", ".json");
    REQUIRE(about.size() == 1);
    CHECK(says(bytes_of(home.path() + "/" + about[0]), "Bị trả lại"));
    const auto noted = noted_exports(desk);
    REQUIRE(noted.size() == 2);
    CHECK(noted[0].detail == "begun, csv, part: returned");
    CHECK(noted[1].form == "person_register");
    CHECK(says(noted[1].detail, ", part: returned, 2 records"));
}

TEST_CASE("a list of several forms becomes a file of each, and each is noted; more than the screen shows is in them") {
    TemporaryFolder home;
    Desk desk(home.path());
    FieldDevice::add_people(*desk.store(), 150);
    make_chief(desk, roles_with_mask(masks_all));
    add(desk, "communication_activity", {{"occurred_on", Value("2026-03-02"), {}}});
    add(desk, "communication_activity", {{"occurred_on", Value("2026-02-01"), {}}});
    desk.unlock();
    desk.perform(OpenDays{.from = "2026-02-23", .until = "2026-03-02"});
    REQUIRE(desk.screen<ListView>().more);
    const Notice notice = saved(desk, "csv");
    CHECK(notice.kind == NoticeKind::success);
    CHECK(says(notice.text, "Đã xuất 151 phiếu"));
    CHECK(says(notice.text, "Đã xuất 1 phiếu"));
    CHECK(records_in(table_of(home.path(), "person_register")) == 151);
    CHECK(records_in(table_of(home.path(), "communication_activity")) == 1);
    const auto noted = noted_exports(desk);
    REQUIRE(noted.size() == 3);
    CHECK(noted[0].form.empty());
    CHECK(noted[0].detail == "begun, csv, part: days 2026-02-23..2026-03-02");
    CHECK(noted[1].form == "communication_activity");
    CHECK(noted[2].form == "person_register");
}

TEST_CASE("the store is full when the second file of a list is to be noted: which is there and which is not, is said") {
    TemporaryFolder home;
    Desk desk(home.path());
    FieldDevice::add_people(*desk.store(), 5);
    make_chief(desk, roles_with_mask(masks_all));
    add(desk, "communication_activity", {{"occurred_on", Value("2026-03-02"), {}}});
    // Its entries find no room any more.
    desk.store()->database().execute(
        "create trigger no_room before insert on audit when instr(new.body, 'person_register') > 0 "
        "begin select raise(abort, 'no room'); end");
    desk.unlock();
    desk.perform(OpenDays{.from = "2026-02-23", .until = "2026-03-02"});
    const Notice notice = saved(desk, "csv");
    CHECK(notice.kind == NoticeKind::error);
    CHECK(says(notice.text, "Đã xuất 1 phiếu"));
    CHECK(says(notice.text, "no room"));
    CHECK(says(notice.text, "Chưa ghi: “Phiếu quản lý người nghiện, sử dụng trái phép, nguy cơ cao, sau cai”."));
    CHECK(records_in(table_of(home.path(), "communication_activity")) == 1);
    for (const char* ending : {".csv", ".json", ".new"})
        CHECK(files_of(home.path(), "person_register", ending).empty());
    CHECK(noted_exports(desk).size() == 2);  // it was begun, and one file was written
}

TEST_CASE("where the day on which somebody is due must not be exported, no file tells it by who is in it") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact", "individual_plan"});
    make_chief(desk, roles_with_mask(masks_all));
    const Value person(to_string(desk.device.person()));
    const std::vector<Write> plan{
        {"next_review", Value("2026-02-20"), {}}, {"occurred_on", Value("2026-01-20"), {}}, {"person", person, {}}};
    SECTION("and of another form there is one, because its day may be told") {
        add(desk, "individual_plan", plan);
        const RecordId met = add(desk, "outreach_contact",
                                 {{"next_visit", Value("2026-02-25"), {}},
                                  {"occurred_on", Value("2026-02-10"), {}},
                                  {"outcome", Value("met"), {}},
                                  {"person", person, {}}});
        desk.unlock();
        desk.perform(OpenGathered{ListKind::late_visits});
        REQUIRE(desk.screen<ListView>().rows.size() == 2);
        const Notice notice = saved(desk, "csv");
        CHECK(notice.kind == NoticeKind::success);
        CHECK(says(notice.text, "không được xuất ngày hẹn"));
        CHECK(files_of(home.path(), "individual_plan", ".csv").empty());
        const std::string table = table_of(home.path(), "outreach_contact");
        CHECK(records_in(table) == 1);
        CHECK(says(table, to_string(met)));  // the visit that is due, not the person whom its line leads to
    }
    SECTION("and when nothing else is left, none at all") {
        add(desk, "individual_plan", plan);
        desk.unlock();
        desk.perform(OpenGathered{ListKind::late_visits});
        const Notice notice = saved(desk, "csv");
        CHECK(notice.kind == NoticeKind::error);
        CHECK(says(notice.text, "không được xuất ngày hẹn"));
        CHECK(files_of(home.path(), "individual_plan", ".csv").empty());
        CHECK(noted_exports(desk).size() == 1);
    }
}

TEST_CASE("records with two answers to one question become a file from the screen where they are decided") {
    TemporaryFolder home;
    Desk desk(home.path());
    FieldDevice::add_people(*desk.store(), 3);
    make_chief(desk, roles_with_mask(masks_all));
    desk.unlock();
    desk.perform(OpenConflicts{});
    REQUIRE(desk.screen<ConflictListView>().may_be_written);
    const Notice notice = saved(desk, "csv");
    CHECK(desk.screen<PrintView>().title == "Cần quyết định");
    CHECK(notice.kind == NoticeKind::success);
    const std::string table = table_of(home.path(), "person_register");
    CHECK(records_in(table) == 1);
    CHECK(says(table, to_string(desk.device.person())));
    CHECK_FALSE(says(table, "0912000111"));
}

TEST_CASE("who may name people in files takes out what was searched for, and the words stand nowhere") {
    TemporaryFolder home;
    Desk desk(home.path());
    FieldDevice::add_people(*desk.store(), 40);
    make_chief(desk, roles_with_mask(may_name));
    desk.unlock();
    desk.perform(OpenPeople{});
    desk.perform(Search{"lùng"});
    const std::int64_t found = desk.screen<ListView>().total;
    REQUIRE(found == 7);
    REQUIRE(desk.screen<ListView>().may_be_written);
    CHECK(desk.screen<ListView>().why_not_written.empty());
    const Notice notice = saved(desk, "csv");
    CHECK(desk.screen<PrintView>().subject == "Chỉ những phiếu tìm thấy.");
    CHECK(notice.kind == NoticeKind::success);
    const std::string table = table_of(home.path(), "person_register");
    CHECK(records_in(table) == found);
    CHECK(says(table, "Seo Lùng"));
    CHECK_FALSE(says(table, "Vàng Seo Phử"));
    for (const Entry& noted : noted_exports(desk)) {
        CHECK(says(noted.detail, "part: search"));
        CHECK_FALSE(says(noted.detail, "lùng"));
    }
}

TEST_CASE("whose files name nobody is told in one sentence why what was found is not saved") {
    TemporaryFolder home;
    Desk desk(home.path());
    FieldDevice::add_people(*desk.store(), 40);
    make_chief(desk, roles_with_mask(R"("identifying")"));
    desk.unlock();
    desk.perform(OpenPeople{});
    CHECK(desk.screen<ListView>().why_not_written.empty());
    desk.perform(Search{"lung"});
    CHECK_FALSE(desk.screen<ListView>().may_be_written);
    CHECK(says(desk.screen<ListView>().why_not_written, "không được xuất"));
    desk.perform(OpenListFile{});
    CHECK(std::holds_alternative<ListView>(desk.view().screen));
    desk.perform(Search{"  "});  // that is no search
    CHECK(desk.screen<ListView>().may_be_written);
}

TEST_CASE("of a list of several forms only the whole is saved; drafts are not") {
    TemporaryFolder home;
    Desk desk(home.path());
    FieldDevice::add_people(*desk.store(), 3);
    make_chief(desk, roles_with_mask(may_name));
    give_back(desk, people_of(desk)[0]);
    desk.unlock();
    desk.perform(OpenGathered{ListKind::returned});
    REQUIRE(desk.screen<ListView>().rows.size() == 1);
    desk.perform(Search{desk.screen<ListView>().rows[0].title});
    REQUIRE(desk.screen<ListView>().rows.size() == 1);
    CHECK_FALSE(desk.screen<ListView>().may_be_written);
    CHECK(says(desk.screen<ListView>().why_not_written, "Xóa chữ tìm"));
    desk.perform(GoHome{});
    desk.perform(StartForm{"communication_activity", {}});
    desk.perform(client::Answer{"title", Value("Buổi tối")});
    desk.perform(LeaveForm{});
    desk.perform(OpenGathered{ListKind::drafts});
    REQUIRE(desk.screen<ListView>().rows.size() == 1);
    CHECK_FALSE(desk.screen<ListView>().may_be_written);
    CHECK(says(desk.screen<ListView>().why_not_written, "Nháp chưa nộp"));
}

TEST_CASE("what a list is chosen by is hidden where the answers are from which it follows") {
    const auto form = forms::compiled(R"({"id":"f","version":1,"title":"F",
      "settings":{"kind":"event","instance_name":"${code}","search":["full_name"],"due":"${next}"},"survey":[
      {"type":"date","name":"occurred_on","label":"a"},
      {"type":"text","name":"code","label":"b"},
      {"type":"text","name":"full_name","label":"c","sensitivity":"identifying"},
      {"type":"date","name":"next","label":"d","relevant":"${ill} = 'yes'"},
      {"type":"text","name":"ill","label":"e","sensitivity":"health"},
      {"type":"text","name":"gossip","label":"f","sensitivity":"special"}]})");
    struct Case {
        printing::PrintMask mask;
        ChosenBy chosen;
        bool hidden;
    };
    for (const Case& each : {Case{{Sensitivity::identifying}, ChosenBy::words, true},
                             Case{{Sensitivity::health, Sensitivity::special}, ChosenBy::words, false},
                             Case{{Sensitivity::health}, ChosenBy::due_day, true},
                             Case{{Sensitivity::identifying, Sensitivity::special}, ChosenBy::due_day, false},
                             Case{{Sensitivity::identifying, Sensitivity::health}, ChosenBy::day, false},
                             Case{{Sensitivity::identifying, Sensitivity::health}, ChosenBy::state, false}}) {
        CAPTURE(static_cast<int>(each.chosen), each.mask.size());
        CHECK(is_choice_hidden(*form, each.mask, each.chosen) == each.hidden);
    }
    const auto by_title = forms::compiled(R"j({"id":"g","version":1,"title":"G",
      "settings":{"instance_name":"concat(${name}, '!')"},"survey":[
      {"type":"date","name":"occurred_on","label":"a","sensitivity":"health"},
      {"type":"text","name":"name","label":"c","sensitivity":"identifying"}]})j");
    CHECK(is_choice_hidden(*by_title, {Sensitivity::identifying}, ChosenBy::words));
    CHECK_FALSE(is_choice_hidden(*by_title, {Sensitivity::health}, ChosenBy::words));
    CHECK(is_choice_hidden(*by_title, {Sensitivity::health}, ChosenBy::day));
}

TEST_CASE("of the forms as they are shipped: who may find whom in a file") {
    const auto people = forms::shipped_form("person_register");
    CHECK(is_choice_hidden(*people, {Sensitivity::identifying}, ChosenBy::words));
    CHECK_FALSE(is_choice_hidden(*people, {Sensitivity::health, Sensitivity::special}, ChosenBy::words));
    const auto contacts = forms::shipped_form("outreach_contact");
    CHECK_FALSE(is_choice_hidden(*contacts, {Sensitivity::health}, ChosenBy::due_day));
    const auto screenings = forms::shipped_form("screening_assist");
    CHECK(is_choice_hidden(*screenings, {Sensitivity::health}, ChosenBy::due_day));
}
