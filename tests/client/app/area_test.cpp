// Where a record lies and where somebody lives: chosen from the tree of areas, level by level or by a few letters.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "client/app/area_choice.h"
#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

void grant_areas(const TemporaryFolder& home, const std::vector<AreaCode>& areas) {
    const auto key = Keyring(home.path(), FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, FieldDevice::morning);
    REQUIRE(key);
    auto replica = Replica::open(home.path(), *key);
    REQUIRE(replica);
    DeviceInfo device = (*replica)->device();
    device.areas = areas;
    (*replica)->devices().save(device);
}

void write_person(Desk& desk, const std::string& name) {
    desk.perform(StartForm{"person_register", {}});
    desk.perform(Answer{"full_name", Value(name)});
    desk.perform(Answer{"sex", Value("male")});
    desk.perform(Answer{"birth_year", Value(1990)});
}

const AreaRow& row(const AreaView& view, const std::string& title) {
    for (const AreaRow& each : view.rows)
        if (each.title == title) return each;
    FAIL("no area " << title);
    throw std::logic_error("not reached");
}

}  // namespace

TEST_CASE("a worker of one district says in which commune she writes somebody down, and it stays so for the next") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    write_person(desk, "Vàng Seo Phử");
    REQUIRE(desk.screen<FormView>().area);
    CHECK(desk.screen<FormView>().area->text == "Huyện Văn Bàn, Tỉnh Lào Cai");

    desk.perform(OpenAreas{Path(reserved::area)});
    CHECK(desk.screen<AreaView>().inside == "Huyện Văn Bàn");
    CHECK(desk.screen<AreaView>().rows.size() >= 22);  // only what was granted to her
    desk.perform(ChooseArea{row(desk.screen<AreaView>(), "Xã Nậm Xé").area});
    CHECK(desk.screen<FormView>().area->text == "Xã Nậm Xé, Huyện Văn Bàn, Tỉnh Lào Cai");
    CHECK(desk.item("full_name").value == Value("Vàng Seo Phử"));  // nothing typed is lost

    desk.restart();  // the lid is closed
    desk.unlock();
    const auto drafts = desk.screen<HomeView>().drafts;
    REQUIRE(drafts.size() == 1);
    desk.perform(ResumeDraft{drafts.front().record});
    CHECK(desk.screen<FormView>().area->text == "Xã Nậm Xé, Huyện Văn Bàn, Tỉnh Lào Cai");
    desk.perform(SubmitForm{});
    CHECK(desk.screen<RecordView>().subtitle.find("Nậm Xé") != std::string::npos);

    desk.perform(GoHome{});
    write_person(desk, "Lý Thị Mẩy");
    CHECK(desk.screen<FormView>().area->text == "Xã Nậm Xé, Huyện Văn Bàn, Tỉnh Lào Cai");
}

TEST_CASE("with two communes nothing is taken for granted: the form is not handed in before one is chosen") {
    TemporaryFolder home;
    Desk desk(home.path());
    grant_areas(home, {"03061", "03076"});
    desk.unlock();
    write_person(desk, "Vàng Seo Phử");
    REQUIRE(desk.screen<FormView>().area);
    CHECK(desk.screen<FormView>().area->text.empty());
    desk.perform(SubmitForm{});
    CHECK(desk.screen<AreaView>().rows.size() == 2);
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->text.find("Chưa nộp") != std::string::npos);
    desk.perform(SetLanguage{Language::en});  // what is said stays, in the language that is read now
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->text.find("Chưa nộp") == std::string::npos);
    desk.perform(SetLanguage{Language::vi});
    desk.perform(ChooseArea{"03076"});
    desk.perform(SubmitForm{});
    CHECK(desk.screen<RecordView>().subtitle.find("Nậm Chầy") != std::string::npos);
    desk.perform(GoHome{});
    write_person(desk, "Lý Thị Mẩy");
    CHECK_FALSE(desk.screen<FormView>().area->text.empty());  // where she worked last
}

TEST_CASE("with one commune and nothing below it there is nothing to choose and nothing on the screen") {
    TemporaryFolder home;
    Desk desk(home.path());
    grant_areas(home, {"03061"});
    desk.unlock();
    write_person(desk, "Vàng Seo Phử");
    CHECK_FALSE(desk.screen<FormView>().area);
    desk.perform(SubmitForm{});
    CHECK(desk.screen<RecordView>().subtitle.find("Võ Lao") != std::string::npos);
}

TEST_CASE("an area outside the grant cannot be the place of a record") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    write_person(desk, "Vàng Seo Phử");
    desk.perform(OpenAreas{Path(reserved::area)});
    desk.perform(ChooseArea{"088"});  // Sa Pa is not hers
    REQUIRE(desk.view().notice);
    CHECK(desk.screen<FormView>().area->text == "Huyện Văn Bàn, Tỉnh Lào Cai");
    desk.perform(OpenAreas{Path(reserved::area)});
    desk.perform(Search{"sa pa"});
    CHECK(desk.screen<AreaView>().rows.empty());
    CHECK_FALSE(desk.screen<AreaView>().as_words);
}

TEST_CASE("where somebody is registered may be anywhere in the tree, found without marks, or written in words") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    write_person(desk, "Vàng Seo Phử");
    CHECK(desk.item("permanent_area").kind == ItemKind::area);
    desk.perform(OpenAreas{"permanent_area"});
    desk.perform(Search{"cat cat sa pa"});
    CHECK(desk.screen<AreaView>().rows.empty());
    desk.perform(Search{"nam xe van ban"});
    const AreaView found = desk.screen<AreaView>();
    const AreaRow& commune = row(found, "Xã Nậm Xé");
    CHECK(commune.detail.find("Huyện Văn Bàn, Tỉnh Lào Cai") != std::string::npos);
    desk.perform(ChooseArea{commune.area});
    CHECK(desk.item("permanent_area").value == Value(commune.area));  // stored as the code, shown in words
    CHECK(desk.item("permanent_area").shown == "Xã Nậm Xé, Huyện Văn Bàn, Tỉnh Lào Cai");

    desk.perform(OpenAreas{"permanent_area"});
    desk.perform(Search{"Xã Mường Lống, Kỳ Sơn, Nghệ An"});
    const auto words = desk.screen<AreaView>().as_words;
    REQUIRE(words);
    desk.perform(words->action);
    CHECK(desk.item("permanent_area").shown == "Xã Mường Lống, Kỳ Sơn, Nghệ An");
    desk.perform(SubmitForm{});
    const auto facts = desk.screen<RecordView>().facts;
    CHECK(std::any_of(facts.begin(), facts.end(),
                      [](const Fact& fact) { return fact.value == "Xã Mường Lống, Kỳ Sơn, Nghệ An"; }));
}

TEST_CASE("province, district, commune: a tap a level, and the way back up") {
    TemporaryFolder home;
    Desk desk(home.path());
    grant_areas(home, {"03061"});
    desk.unlock();
    write_person(desk, "Vàng Seo Phử");
    desk.perform(OpenAreas{"permanent_area"});
    CHECK(desk.screen<AreaView>().inside == "Huyện Văn Bàn");  // beside where she works
    desk.perform(GoToArea{""});
    const AreaView provinces = desk.screen<AreaView>();
    REQUIRE(provinces.rows.size() == 3);
    CHECK(provinces.rows[0].badges.empty());  // what is in force comes first
    CHECK_FALSE(provinces.rows[2].badges.empty());
    desk.perform(GoToArea{"10"});
    CHECK(desk.screen<AreaView>().above == std::vector<AreaStep>{{"", "Mọi địa bàn"}});
    desk.perform(GoToArea{"088"});
    CHECK(desk.screen<AreaView>().above == std::vector<AreaStep>{{"", "Mọi địa bàn"}, {"10", "Tỉnh Lào Cai"}});
    REQUIRE(desk.screen<AreaView>().whole);
    desk.perform(Back{});
    CHECK(desk.screen<FormView>().page == 0);
}

TEST_CASE("after the reform of 2025 the old commune can still be chosen, and says that it is over") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    write_person(desk, "Vàng Seo Phử");
    desk.perform(OpenAreas{"permanent_area"});
    desk.perform(Search{"nam xe"});
    const AreaView found = desk.screen<AreaView>();
    const auto is_over = [](const AreaRow& each) { return !each.badges.empty(); };
    REQUIRE(std::any_of(found.rows.begin(), found.rows.end(), is_over));
    const auto first_over = std::find_if(found.rows.begin(), found.rows.end(), is_over);
    CHECK(first_over->badges.front().text == "đến hết 30/06/2025");
    CHECK(std::all_of(first_over, found.rows.end(), is_over));  // what is in force comes first
    desk.perform(ChooseArea{first_over->area});
    CHECK(desk.item("permanent_area").answered);
}

TEST_CASE("what was chosen is found again from the question, and a half typed search changes nothing") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    write_person(desk, "Vàng Seo Phử");
    desk.perform(OpenAreas{"permanent_area"});
    desk.perform(ChooseArea{"03061"});
    desk.perform(OpenAreas{"permanent_area"});
    CHECK(row(desk.screen<AreaView>(), "Xã Võ Lao").chosen);
    desk.perform(Search{"sa"});
    desk.perform(Back{});
    CHECK(desk.item("permanent_area").value == Value("03061"));
}
