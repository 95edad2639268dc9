// People who stand in the register twice: found, shown, linked and parted by people, and never by the program.
#include <catch2/catch_test_macros.hpp>

#include "client/app/duplicates.h"
#include "client/app/views.h"
#include "shared/forms/parse_form.h"
#include "shared/forms/record_fields.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/line.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;

namespace {

constexpr const char* person = R"form({"id":"person","version":2,"title":{"vi":"Người","en":"Person"},
  "settings":{"kind":"register","instance_name":"concat(${full_name}, ' · ', ${birth_year})",
    "search":["full_name","papers/number"],"same_person":["full_name","birth_year","sex","papers/number"]},
  "choices":{"sex":[{"name":"male","label":{"vi":"Nam","en":"Male"}},{"name":"female","label":{"vi":"Nữ","en":"Female"}}]},
  "survey":[
  {"type":"text","name":"full_name","label":{"vi":"Họ và tên","en":"Full name"}},
  {"type":"integer","name":"birth_year","label":{"vi":"Năm sinh","en":"Year of birth"}},
  {"type":"select_one sex","name":"sex","label":{"vi":"Giới tính","en":"Sex"}},
  {"type":"begin_repeat","name":"papers","label":{"vi":"Giấy tờ","en":"Papers"},"children":[
    {"type":"text","name":"number","label":{"vi":"Số","en":"Number"}}]}]})form";

struct Town : nuong::testing::District {
    Town() {
        publish_more({{"person.json", "forms", person}});
        for (const char* name : {"lan", "binh"}) add_user(name, "worker", {"089"});
    }
};

struct Person {
    std::string name;
    int born;
    std::string sex, number = "";
    AreaCode area = "03076";
};

RecordId add(Laptop& laptop, const Person& who) {
    const RecordId record = make_uuid_v7(laptop.clock.now());
    laptop.clock.advance(std::chrono::seconds(1));
    std::vector<Write> writes{{"full_name", Value(who.name), {}},
                              {"sex", Value(who.sex), {}},
                              {Path(reserved::area), Value(who.area), {}},
                              {Path(reserved::status), Value("submitted"), {}}};
    if (who.born > 0) writes.push_back({"birth_year", Value(who.born), {}});
    if (!who.number.empty()) writes.push_back({"papers/a/number", Value(who.number), {}});
    if (!who.number.empty()) writes.push_back({"papers/a/~live", Value(true), {}});
    laptop.replica->save({record, "person", 2, std::move(writes), std::nullopt}, laptop.clock.now());
    return record;
}

std::vector<protocol::AuditEntry> searches_in(Desk& desk) {
    std::vector<protocol::AuditEntry> found;
    for (const auto& entry : desk.store()->audit().entries())
        if (entry.what == "search") found.push_back(entry);
    return found;
}

std::size_t pairs(Laptop& laptop) { return duplicates(laptop.workbook, "person", 100).size(); }

}  // namespace

TEST_CASE("Two records are alike by name, sex and a year of birth about the same, or by a document's number") {
    Town town;
    Laptop lan(town, "lan");
    add(lan, {"Vàng Seo Phử", 1985, "male"});
    const auto alike = [&](const Person& who) {
        const RecordId id = add(lan, who);
        const bool found = pairs(lan) == 1;
        REQUIRE(lan.workbook.set_status(id, "void", "thử"));
        REQUIRE(pairs(lan) == 0);
        return found;
    };
    CHECK(alike({"Vàng Seo Phử", 1985, "male"}));
    CHECK(alike({"vang  seo phu", 1986, "male"}));              // as people type without marks
    CHECK(alike({"Vàng Seo Phử", 1984, "male", "", "03079"}));  // another commune
    CHECK(alike({"Vàng Seo Phử", 0, ""}));                      // little is known
    CHECK_FALSE(alike({"Vàng Seo Phử", 1987, "male"}));         // a cousin
    CHECK_FALSE(alike({"Vàng Seo Phử", 1985, "female"}));
    CHECK_FALSE(alike({"Vàng Seo Phừng", 1985, "male"}));
    add(lan, {"Lý Thị Hoa", 1990, "female", "010 089 001 234"});
    CHECK(alike({"Lý Hoa", 1971, "male", "010089001234"}));
    CHECK_FALSE(alike({"Lý Hoa", 1971, "female", "010089001235"}));
}

TEST_CASE("Whoever registers a person sees who may be it already, the likest first") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId far = add(lan, {"Vàng Seo Phử", 1986, "male", "", "03079"});
    const RecordId near = add(lan, {"Vàng Seo Phử", 1985, "male", "010089001234"});
    add(lan, {"Vàng Seo Lử", 1985, "male"});
    const auto form = lan.workbook.form("person").value();
    const Fields answers{{"full_name", Value("vàng seo phử")}, {"birth_year", Value(1985)}, {"sex", Value("male")}};
    const auto found = lookalikes(lan.workbook, form->definition, answers, "03076", std::nullopt, 5);
    REQUIRE(found.size() == 2);
    CHECK(found[0].other == near);
    CHECK(found[1].other == far);
    CHECK(likeness_text(found[0].likeness, Language::vi) == "cùng họ tên, cùng địa bàn");
    CHECK(likeness_text(found[1].likeness, Language::en) == "same name, born a year apart, other area");
    const Fields no_name{{"birth_year", Value(1985)}};
    CHECK(lookalikes(lan.workbook, form->definition, no_name, "03076", std::nullopt, 5).empty());
}

TEST_CASE("Linked or told apart, a pair is not shown again, here and on every device; taken back, it is") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId first = add(lan, {"Vàng Seo Phử", 1985, "male"}), second = add(lan, {"Vàng Seo Phử", 1985, "male"});
    const auto sync = [&] {
        lan.sync();
        binh.sync();
        lan.sync();
    };
    sync();
    CHECK(pairs(binh) == 1);
    const std::string before = protocol::encode(*lan.replica->records().shown(first));
    REQUIRE(binh.workbook.link_same(second, first));
    sync();
    CHECK(pairs(lan) == 0);
    CHECK(protocol::encode(*lan.replica->records().shown(first)) == before);  // nothing was merged
    REQUIRE(lan.workbook.link_same(second, std::nullopt));
    sync();
    CHECK(pairs(binh) == 1);
    REQUIRE(lan.workbook.set_apart(first, second, true));
    sync();
    CHECK(pairs(binh) == 0);
    REQUIRE(binh.workbook.set_apart(first, second, false));
    sync();
    CHECK(pairs(lan) == 1);
}

TEST_CASE("Whoever is linked to one record and found in another stays linked to both") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId first = add(lan, {"Vàng Seo Phử", 1985, "male"}),
                   second = add(lan, {"Vàng A Phử", 1985, "male", "010089001234"}),
                   third = add(lan, {"Vàng Seo Phử", 1985, "male", "010089001234"});
    REQUIRE(pairs(lan) == 2);  // the third like the first by name, like the second by number; those two not alike
    REQUIRE(lan.workbook.link_same(third, first));
    CHECK(pairs(lan) == 1);
    REQUIRE(lan.workbook.link_same(third, second));
    CHECK(pairs(lan) == 0);
    for (const RecordId& each : {first, second, third}) CHECK(lan.workbook.end_of_same(each) == first);

    // What a person sees at a record is what is taken apart there.
    const auto named_at = [&](const RecordId& id) {
        return forms::shown_text(*lan.replica->records().shown(id), reserved::same_as);
    };
    CHECK(named_at(third) == to_string(first));
    CHECK(named_at(second) == to_string(first));
    REQUIRE(lan.workbook.link_same(second, std::nullopt));
    CHECK(pairs(lan) == 1);
    CHECK(lan.workbook.end_of_same(third) == first);
}

TEST_CASE("Linked again what is one person already, nothing is written and no circle is made") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId first = add(lan, {"Vàng Seo Phử", 1985, "male"}), second = add(lan, {"Vàng Seo Phử", 1985, "male"});
    REQUIRE(lan.workbook.link_same(second, first));
    const std::string before = protocol::encode(*lan.replica->records().shown(first));
    REQUIRE(lan.workbook.link_same(first, second));
    CHECK(protocol::encode(*lan.replica->records().shown(first)) == before);
}

TEST_CASE("Two devices that link apart make a circle; it is one person on both, and another can be linked to it") {
    Town town;
    Laptop lan(town, "lan"), binh(town, "binh");
    const RecordId first = add(lan, {"Vàng Seo Phử", 1985, "male"}), second = add(lan, {"Vàng Seo Phử", 1985, "male"}),
                   third = add(lan, {"Vàng Seo Phử", 1985, "male"});
    lan.sync();
    binh.sync();
    REQUIRE(lan.workbook.link_same(second, first));
    REQUIRE(binh.workbook.link_same(first, second));
    for (Laptop* each : {&lan, &binh, &lan}) each->sync();
    for (Laptop* each : {&lan, &binh}) {
        CHECK(each->workbook.end_of_same(first) == first);
        CHECK(each->workbook.end_of_same(second) == first);
        CHECK(pairs(*each) == 2);  // with the third
    }
    REQUIRE(binh.workbook.link_same(third, second));
    for (Laptop* each : {&binh, &lan}) each->sync();
    CHECK(pairs(binh) == 0);
    CHECK(pairs(lan) == 0);
}

TEST_CASE("Side by side stand the numbers of their papers: which both have, however spelled, and which only one") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId left = add(lan, {"Lý A Tủa", 1985, "male", "B 1234567"}),
                   right = add(lan, {"Lý Tủa", 1985, "male", "b1234567"});
    const auto add_paper = [&](const RecordId& record, const char* number) {
        lan.replica->save({record,
                           "person",
                           2,
                           {{"papers/b/~live", Value(true), {}}, {"papers/b/number", Value(number), {}}},
                           std::nullopt},
                          lan.clock.now());
    };
    const auto rows_of_papers = [&] {
        std::vector<CompareRow> rows = duplicate_view(lan.workbook, left, right, Language::vi)->rows;
        std::erase_if(rows, [](const CompareRow& row) { return row.label != "Giấy tờ: Số"; });
        return rows;
    };
    using Rows = std::vector<CompareRow>;
    CHECK(rows_of_papers() == Rows{{"Giấy tờ: Số", "B 1234567", "b1234567", false}});
    add_paper(left, "010089001234");
    CHECK(rows_of_papers() ==
          Rows{{"Giấy tờ: Số", "B 1234567", "b1234567", false}, {"Giấy tờ: Số", "010089001234", "", true}});
    add_paper(right, "010089005678");
    CHECK(rows_of_papers() ==
          Rows{{"Giấy tờ: Số", "B 1234567", "b1234567", false}, {"Giấy tờ: Số", "010089001234", "010089005678", true}});
}

TEST_CASE("A record is never linked to itself or to one that is not there") {
    Town town;
    Laptop lan(town, "lan");
    const RecordId phu = add(lan, {"Vàng Seo Phử", 1985, "male"});
    CHECK_FALSE(lan.workbook.link_same(phu, phu));
    CHECK_FALSE(lan.workbook.set_apart(phu, phu, true));
    CHECK_FALSE(lan.workbook.set_apart(phu, make_uuid_v7(lan.clock.now()), true));
}

TEST_CASE("A register says by which questions a person is known, and the name must be among them") {
    const auto problems = [](const std::string& names) {
        const auto parsed = forms::parse_form(
            R"({"id":"f","version":1,"title":{"vi":"F","en":"F"},"settings":{"same_person":)" + names +
            R"(},"survey":[{"type":"text","name":"name","label":{"vi":"Tên","en":"Name"}},
               {"type":"integer","name":"year","label":{"vi":"Năm","en":"Year"}}]})");
        return std::pair(static_cast<bool>(parsed), parsed.problems.size());
    };
    CHECK(problems(R"(["name","year"])").first);
    CHECK_FALSE(problems(R"(["year"])").first);
    CHECK_FALSE(problems(R"(["name","age"])").first);
}

TEST_CASE("At the window: a namesake is shown while a person is registered, compared, linked, and taken apart again") {
    test::TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    const RecordId first = desk.device.person();
    desk.perform(OpenPeople{});
    REQUIRE(desk.screen<ListView>().review);
    desk.perform(StartForm{"person_register", {}});
    desk.perform(client::Answer{"full_name", Value("vàng seo phử")});
    CHECK(desk.screen<FormView>().alike.empty());  // a name alone says too little
    desk.perform(client::Answer{"birth_year", Value(1985)});
    REQUIRE(desk.screen<FormView>().alike.size() == 1);
    CHECK(desk.screen<FormView>().alike[0].record == first);

    desk.perform(OpenRecord{first});  // goes to look; what was typed is a draft
    CHECK(desk.screen<RecordView>().record == first);
    desk.perform(GoHome{});
    REQUIRE(desk.screen<HomeView>().drafts.size() == 1);
    desk.perform(ResumeDraft{desk.screen<HomeView>().drafts[0].record});
    desk.perform(client::Answer{"sex", Value("male")});
    desk.perform(client::Answer{"risk_group", Value("complex_area")});
    desk.perform(SubmitForm{});
    const RecordId second = desk.screen<RecordView>().record;
    REQUIRE(second != first);

    desk.perform(OpenConflicts{});
    REQUIRE(desk.screen<ConflictListView>().duplicates.size() == 1);
    desk.perform(OpenDuplicate{first, second});
    CHECK(desk.screen<DuplicateView>().may_decide);
    desk.perform(LinkSame{first, second});
    CHECK(desk.screen<ConflictListView>().duplicates.empty());
    const RecordId older = std::min(first, second), younger = std::max(first, second);
    desk.perform(OpenRecord{younger});
    CHECK(desk.screen<RecordView>().facts[0].record == older);
    desk.perform(Unlink{younger});
    desk.perform(OpenConflicts{});
    CHECK(desk.screen<ConflictListView>().duplicates.size() == 1);
    desk.perform(OpenDuplicate{first, second});
    desk.perform(TellApart{first, second});
    CHECK(desk.screen<ConflictListView>().duplicates.empty());
}

TEST_CASE("A namesake is found although hundreds of others have the letters of the name") {
    Town town;
    Laptop lan(town, "lan");
    for (int i = 0; i < 350; ++i) add(lan, {"Lử Sìn Giàng A " + std::to_string(i), 1950, "female"});
    const RecordId si = add(lan, {"Lù A Sì", 1985, "male"});
    const auto form = lan.workbook.form("person").value();
    const Fields answers{{"full_name", Value("Lù A Sì")}, {"birth_year", Value(1985)}, {"sex", Value("male")}};
    const auto found = lookalikes(lan.workbook, form->definition, answers, "03076", std::nullopt, 5);
    REQUIRE(found.size() == 1);
    CHECK(found[0].other == si);
}

TEST_CASE("Words in the place of a number are no number, and a number is found however it is spaced") {
    Town town;
    Laptop lan(town, "lan");
    add(lan, {"Vàng Seo Phử", 1950, "male", "chưa có"});
    add(lan, {"Vàng Seo Phử", 1995, "female", "chưa có"});
    CHECK(pairs(lan) == 0);
    add(lan, {"Lý A Tủa", 1985, "male", "B 1234567"});
    add(lan, {"Lý Tủa", 1985, "male", "b1234567"});
    CHECK(pairs(lan) == 1);
}

TEST_CASE("A very common name does not hide who is registered twice") {
    Town town;
    Laptop lan(town, "lan");
    for (int i = 0; i < 505; ++i) add(lan, {"Giàng A Páo", 1900 + i % 100, i % 2 != 0 ? "male" : "female"});
    CHECK(pairs(lan) == 100);
}

TEST_CASE("Beginning a form for somebody who is registered already is a search, and the audit knows it") {
    test::TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    const auto shown = [&] { return desk.screen<FormView>().alike.size(); };
    desk.perform(StartForm{"person_register", {}});
    desk.perform(client::Answer{"full_name", Value("vàng seo phử")});
    CHECK(shown() == 0);
    CHECK(searches_in(desk).empty());  // nobody was shown
    desk.perform(client::Answer{"birth_year", Value(1985)});
    CHECK(shown() == 1);
    REQUIRE(searches_in(desk).size() == 1);
    CHECK(searches_in(desk)[0].record == desk.device.person());
    CHECK(searches_in(desk)[0].form == "person_register");
    CHECK(searches_in(desk)[0].detail == "1");  // not what was typed

    for (int frame = 0; frame < 3; ++frame) {
        desk.session->receive();
        CHECK(shown() == 1);
    }
    desk.perform(client::Answer{"risk_group", Value("complex_area")});  // tells nobody apart
    CHECK(shown() == 1);
    CHECK(searches_in(desk).size() == 1);
    desk.perform(client::Answer{"birth_year", Value(1986)});  // another guess
    CHECK(shown() == 1);
    CHECK(searches_in(desk).size() == 2);
}

TEST_CASE("What was typed to find somebody is forgotten with the form; whoever comes back to it looks anew") {
    test::TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(StartForm{"person_register", {}});
    desk.perform(client::Answer{"full_name", Value("vàng seo phử")});
    desk.perform(client::Answer{"birth_year", Value(1985)});
    CHECK(desk.screen<FormView>().alike.size() == 1);
    CHECK(searches_in(desk).size() == 1);
    SECTION("the form is left and come back to") { desk.perform(GoHome{}); }
    SECTION("the device locks in between") {
        desk.perform(Lock{});
        desk.unlock();
    }
    desk.perform(ResumeDraft{desk.screen<HomeView>().drafts[0].record});
    CHECK(desk.screen<FormView>().alike.size() == 1);
    CHECK(searches_in(desk).size() == 2);
}
