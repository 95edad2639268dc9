// One box for the whole device: people and everything else that was written down, found without marks.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

RecordId register_person(Desk& desk, const std::string& name, const std::string& sex, int year,
                         const AreaCode& area = {}) {
    desk.perform(GoHome{});
    desk.perform(StartForm{"person_register", {}});
    if (!area.empty()) {
        desk.perform(OpenAreas{Path(reserved::area)});
        desk.perform(ChooseArea{area});
    }
    desk.perform(Answer{"full_name", Value(name)});
    desk.perform(Answer{"sex", Value(sex)});
    desk.perform(Answer{"birth_year", Value(year)});
    desk.perform(SubmitForm{});
    return desk.screen<RecordView>().record;
}

std::vector<std::string> titles(const std::vector<Row>& rows) {
    std::vector<std::string> all;
    for (const Row& row : rows) all.push_back(row.title);
    return all;
}

std::vector<std::string> found(Desk& desk, const std::string& text) {
    desk.perform(Search{text});
    std::vector<std::string> all;
    for (const SearchGroup& group : desk.screen<SearchView>().groups)
        for (const std::string& title : titles(group.rows)) all.push_back(title);
    return all;
}

}  // namespace

TEST_CASE("from home she finds a person and a record about somebody else in one box, people first") {
    TemporaryFolder home;
    Desk desk(home.path(), {"family_member"});
    desk.unlock();
    const RecordId huong = register_person(desk, "Đặng Thị Hường", "female", 1994);
    desk.perform(OpenRecord{desk.device.person()});
    desk.perform(StartForm{"family_member", desk.device.person()});
    desk.perform(Answer{"name", Value("Giàng Thị Hương")});
    desk.perform(Answer{"relation", Value("parent")});
    desk.perform(Answer{"knows_status", Value("yes")});
    desk.perform(SubmitForm{});
    desk.perform(GoHome{});

    desk.perform(OpenSearch{});
    CHECK(desk.screen<SearchView>().groups.empty());
    CHECK_FALSE(desk.screen<SearchView>().empty_text.empty());
    desk.perform(Search{"thi huong"});
    const SearchView view = desk.screen<SearchView>();
    REQUIRE(view.groups.size() == 2);
    CHECK(view.groups[0].form == "person_register");
    CHECK(titles(view.groups[0].rows) == std::vector<std::string>{"Đặng Thị Hường"});
    CHECK(view.groups[1].form == "family_member");
    CHECK(titles(view.groups[1].rows) == std::vector<std::string>{"Giàng Thị Hương"});

    desk.perform(OpenRecord{huong});
    CHECK(desk.screen<RecordView>().record == huong);
    desk.perform(Back{});
    CHECK(desk.screen<SearchView>().query == "thi huong");  // what was found is still there
    CHECK(found(desk, "khong co ai") == std::vector<std::string>{});
    CHECK_FALSE(desk.screen<SearchView>().empty_text.empty());
}

TEST_CASE("the name of a commune, with or without marks, finds who was written down there, after whoever bears it") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    register_person(desk, "Giàng A Lử", "male", 1991, "03076");
    register_person(desk, "Hoàng Văn Nậm", "male", 1979, "03061");
    desk.perform(OpenPeople{});
    const auto people = [&](const std::string& text) {
        desk.perform(Search{text});
        return titles(desk.screen<ListView>().rows);
    };
    using Names = std::vector<std::string>;
    CHECK(people("Nậm Chầy") == Names{"Giàng A Lử"});
    CHECK(people("nam cha") == Names{"Giàng A Lử"});           // while it is being typed
    CHECK(people("lu nam chay 1991") == Names{"Giàng A Lử"});  // what is in the line and where it is, in any order
    CHECK(people("vo lao") == Names{"Hoàng Văn Nậm", "Vàng Seo Phử"});
    CHECK(people("nam") == Names{"Hoàng Văn Nậm", "Giàng A Lử"});
    CHECK(people("seo phu nam chay") == Names{});  // he is of Võ Lao
    CHECK(people("lao cai") == Names{});           // the province is no answer: all of them are there
    CHECK(people("chay nam xe") == Names{});

    desk.perform(GoHome{});
    desk.perform(OpenSearch{});
    CHECK(found(desk, "nậm chầy") == Names{"Giàng A Lử"});
}

TEST_CASE("who is found stands in the order of given names") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    for (const char* name : {"Nguyễn Văn Bình", "Nguyễn Văn Ánh", "Nguyễn Văn An", "Lê Văn An", "Nguyễn Văn Anh"})
        register_person(desk, name, "male", 1980);
    const std::vector<std::string> by_given_name = {"Lê Văn An", "Nguyễn Văn An", "Nguyễn Văn Anh", "Nguyễn Văn Ánh",
                                                    "Nguyễn Văn Bình"};
    desk.perform(GoHome{});
    desk.perform(OpenSearch{});
    CHECK(found(desk, "van 1980") == by_given_name);
    desk.perform(GoHome{});
    desk.perform(OpenPeople{});
    desk.perform(Search{"van 1980"});
    CHECK(titles(desk.screen<ListView>().rows) == by_given_name);
}

TEST_CASE("a name that was corrected is found under the new one at once, and no longer under the old") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    const RecordId person = register_person(desk, "Tẩn Seo Phử", "male", 1985);
    desk.perform(OpenSearch{});
    CHECK(found(desk, "tan seo") == std::vector<std::string>{"Tẩn Seo Phử"});
    desk.perform(OpenRecord{person});
    desk.perform(EditRecord{person});
    desk.perform(Answer{"full_name", Value("Thào Seo Phử")});
    desk.perform(SubmitForm{});
    desk.perform(OpenSearch{});
    CHECK(found(desk, "tan seo") == std::vector<std::string>{});
    CHECK(found(desk, "thao seo") == std::vector<std::string>{"Thào Seo Phử"});
}

TEST_CASE("what a sync brings while she searches is found at the next key") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(OpenSearch{});
    CHECK(found(desk, "tan mui") == std::vector<std::string>{});
    {
        const auto key =
            Keyring(home.path(), FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, FieldDevice::morning);
        REQUIRE(key);
        auto worker = Replica::open(home.path(), *key);  // as the sync worker has it: a connection of its own
        REQUIRE(worker);
        Workbook workbook(**worker, desk.clock);
        const auto form = workbook.form("person_register");
        REQUIRE(form);
        Fields answers;
        set(answers, "full_name", "Tẩn Mùi Phây");
        set(answers, "sex", "female");
        set(answers, "birth_year", 1990);
        set(answers, "risk_group", "complex_area");
        set(answers, "occurred_on", "2026-03-01");
        auto instance = workbook.instance_over(*form, answers, Language::vi);
        const auto filled = workbook.submit(instance, "", std::nullopt);
        REQUIRE(filled);
        REQUIRE(filled->status == "submitted");
    }
    CHECK(found(desk, "tan mui p") == std::vector<std::string>{"Tẩn Mùi Phây"});
}

TEST_CASE("a look in the middle of a form leaves nothing; opening somebody keeps the form as a draft") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.start_screening();
    desk.perform(Answer{"age", Value(30)});
    desk.perform(OpenSearch{});
    desk.perform(Search{"a"});
    desk.perform(Back{});
    CHECK(desk.item("age").value == Value(30));
    desk.perform(OpenSearch{});
    desk.perform(OpenRecord{desk.device.person()});
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->text.find("Phiếu nháp") != std::string::npos);
    desk.perform(GoHome{});
    CHECK(desk.screen<HomeView>().drafts.size() == 1);
}

TEST_CASE("more than a screenful of one kind is shown in its own list, with the same words") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    for (int i = 0; i < 23; ++i)
        register_person(desk, "Sùng A " + std::string(1, static_cast<char>('B' + i)), "male", 1970);
    desk.perform(OpenSearch{});
    CHECK(found(desk, "sung a").size() == 20);
    const auto more = desk.screen<SearchView>().groups.front().more;
    REQUIRE(more);
    desk.perform(more->action);
    CHECK(desk.screen<ListView>().kind == ListKind::people);
    CHECK(desk.screen<ListView>().query == "sung a");
    CHECK(desk.screen<ListView>().rows.size() == 23);
}
