// Two people at one window: adding the second, changing over, and what each keeps to themselves.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "client/store/household.h"
#include "shared/sqlite/durable_file.h"
#include "tests/client/app/desk.h"
#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* binh_pin = "135790";

DeviceInfo enrolled_for(const UserId& user, std::uint64_t device) {
    DeviceInfo info;
    info.device = DeviceId{device};
    info.name = "may-chung";
    info.server = "http://127.0.0.1:1";
    info.token = "token-" + user;
    info.user = user;
    info.role = "outreach_worker";
    info.areas = {"089"};
    info.epoch = "e1";
    return info;
}

// As an enrolment leaves it: `user` empty when it stopped before the name.
std::string add_to(const std::string& home, const UserId& user, const std::string& pin, const DeviceInfo& device) {
    const Household household(home);
    const auto place = household.place_for_another();
    REQUIRE(place);
    const auto key = Keyring(*place, FieldDevice::pin_cost).create(user, pin);
    REQUIRE(key);
    auto replica = Replica::open(*place, *key);
    REQUIRE(replica);
    (*replica)->devices().save(device);
    protocol::SyncAnswer answer;
    answer.epoch = "e1";
    answer.time = FieldDevice::morning;
    answer.catalogue = {{{"form", "person_register", 1, "p"}, {"areas", "lao_cai", 1, "a"}}};
    (*replica)->apply(answer,
                      {bytes_of(NUONG_SOURCE_DIR "/schemas/forms/person_register.json"),
                       bytes_of(NUONG_SOURCE_DIR "/schemas/areas/lao_cai.json")},
                      FieldDevice::morning);
    return *place;
}

std::vector<UserId> offered(Desk& desk) {
    std::vector<UserId> users;
    for (const UserChoice& user : desk.screen<PinView>().users) users.push_back(user.user);
    return users;
}

UserId chosen(Desk& desk) {
    for (const UserChoice& user : desk.screen<PinView>().users)
        if (user.chosen) return user.user;
    return "";
}

void let_in_binh(Desk& desk) {
    desk.perform(ChooseUser{"binh"});
    desk.perform(Unlock{binh_pin});
    REQUIRE(desk.session->is_open());
}

void add_binh(Desk& desk, const TemporaryFolder& home) {
    add_to(home.path(), "binh", binh_pin, enrolled_for("binh", 0xb1));
    desk.restart();
}

}  // namespace

TEST_CASE("changing over locks at once, and the form that was open waits for its person alone") {
    TemporaryFolder home;
    Desk desk(home.path());
    add_binh(desk, home);
    desk.perform(ChooseUser{"lan"});
    desk.unlock();
    CHECK(desk.view().is_shared);
    desk.start_screening();
    desk.perform(Answer{"age", Value(39)});
    desk.perform(SwitchUser{});
    CHECK_FALSE(desk.session->is_open());
    CHECK(offered(desk) == std::vector<UserId>{"lan", "binh"});  // who was at work last comes first
    CHECK(chosen(desk) == "binh");                               // of two it can only be the other
    desk.perform(Unlock{binh_pin});
    CHECK(desk.view().user.starts_with("binh"));
    CHECK(desk.screen<HomeView>().records == 0);  // what Lan has on this tablet is not here
    CHECK(desk.screen<HomeView>().drafts.empty());
    desk.perform(SwitchUser{});
    CHECK(offered(desk) == std::vector<UserId>{"binh", "lan"});
    desk.unlock();
    CHECK(desk.view().user.starts_with("lan"));
    REQUIRE(desk.screen<HomeView>().drafts.size() == 1);
    desk.perform(ResumeDraft{desk.screen<HomeView>().drafts[0].record});
    CHECK(desk.item("age").value == Value(39));
}

TEST_CASE("left alone it locks, and the same person is chosen; so they are after a restart") {
    TemporaryFolder home;
    Desk desk(home.path());
    add_binh(desk, home);
    let_in_binh(desk);
    desk.clock.advance(10min);
    desk.session->receive();
    CHECK_FALSE(desk.session->is_open());
    CHECK(chosen(desk) == "binh");
    desk.restart();
    CHECK(chosen(desk) == "binh");
    CHECK(offered(desk).front() == "binh");
    desk.perform(Unlock{binh_pin});
    CHECK(desk.session->is_open());
}

TEST_CASE("a PIN opens for its person only, and who waits after wrong ones is that person only") {
    TemporaryFolder home;
    Desk desk(home.path());
    add_binh(desk, home);
    desk.perform(ChooseUser{"lan"});
    for (int i = 0; i < 5; ++i) desk.perform(Unlock{binh_pin});
    CHECK(desk.screen<PinView>().wait_seconds == 30);
    CHECK(desk.screen<PinView>().wrong_attempts != "");
    desk.perform(ChooseUser{"binh"});
    CHECK(desk.screen<PinView>().wait_seconds == 0);
    CHECK(desk.screen<PinView>().wrong_attempts == "");
    desk.perform(Unlock{FieldDevice::pin});
    CHECK_FALSE(desk.session->is_open());
    desk.perform(Unlock{binh_pin});
    CHECK(desk.session->is_open());
}

TEST_CASE("of three nobody is guessed: a name is tapped first") {
    TemporaryFolder home;
    Desk desk(home.path());
    add_to(home.path(), "mai", "7777", enrolled_for("mai", 0x3a));
    add_binh(desk, home);
    let_in_binh(desk);
    desk.perform(SwitchUser{});
    CHECK(desk.screen<PinView>().nobody_chosen);
    desk.perform(ChooseUser{"mai"});
    CHECK_FALSE(desk.screen<PinView>().nobody_chosen);
    desk.perform(Unlock{"7777"});
    CHECK(desk.view().user.starts_with("mai"));
}

TEST_CASE("each likes the screens their own way") {
    TemporaryFolder home;
    Desk desk(home.path());
    add_binh(desk, home);
    let_in_binh(desk);
    Preferences wanted = desk.view().preferences;
    wanted.layout = FormLayout::one_question;
    wanted.auto_lock = 2min;
    desk.perform(SetPreferences{wanted});
    desk.perform(SwitchUser{});
    desk.unlock();
    CHECK(desk.view().preferences.layout == FormLayout::as_form_says);
    CHECK(desk.view().preferences.auto_lock == 10min);
    desk.perform(SwitchUser{});
    desk.perform(Unlock{binh_pin});
    CHECK(desk.view().preferences.layout == FormLayout::one_question);
    CHECK(desk.view().preferences.auto_lock == 2min);
}

TEST_CASE("a device of one person says nothing of others, and offers to add one") {
    TemporaryFolder home;
    Desk desk(home.path());
    CHECK(desk.screen<PinView>().users.empty());
    CHECK(desk.screen<PinView>().greeting == "Xin chào lan");
    CHECK(desk.screen<PinView>().can_add);
    CHECK_FALSE(desk.screen<PinView>().can_go_back);
    desk.unlock();
    CHECK_FALSE(desk.view().is_shared);
}

TEST_CASE("adding somebody: the server is known, each step leads back, and nothing is left of what was not begun") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();  // the address is noted beside the store
    desk.perform(Lock{});
    desk.perform(AddPerson{});
    CHECK(desk.screen<EnrollView>().is_another);
    CHECK(desk.screen<EnrollView>().can_go_back);
    CHECK(desk.screen<EnrollView>().server_url == "http://127.0.0.1:1");
    desk.perform(Enroll{"http://127.0.0.1:1", "ABCD-EFGH", "may chung"});
    CHECK(desk.screen<PinView>().first_time);
    CHECK(desk.screen<PinView>().can_go_back);
    desk.perform(Back{});
    CHECK(desk.screen<EnrollView>().code == "ABCD-EFGH");  // as it was typed
    desk.perform(Back{});
    CHECK(desk.screen<PinView>().greeting == "Xin chào lan");
    CHECK_FALSE(file_exists(home / "people"));
    desk.unlock();
    CHECK(desk.session->is_open());
}

TEST_CASE("an enrolment without a line waits to be finished with its PIN, or is started over") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.perform(AddPerson{});
    desk.perform(Enroll{"http://127.0.0.1:1", "ABCD-EFGH", "may chung"});
    desk.perform(ChoosePin{binh_pin});
    REQUIRE(nuong::test::waits_until([&] {
        desk.session->receive();
        return !desk.screen<EnrollView>().busy;
    }));
    CHECK(desk.screen<EnrollView>().error != "");
    CHECK(desk.screen<EnrollView>().code == "ABCD-EFGH");
    desk.perform(Back{});  // nobody knows whether the district has heard of it: it stays
    CHECK(desk.screen<PinView>().greeting == "Xin chào lan");
    desk.perform(AddPerson{});
    CHECK(desk.screen<PinView>().is_unfinished);
    desk.perform(Unlock{"999999"});
    CHECK(desk.screen<PinView>().wrong_attempts != "");
    SECTION("gone on with") {
        desk.perform(Unlock{binh_pin});
        CHECK(desk.screen<EnrollView>().is_another);
    }
    SECTION("started over") {
        desk.perform(StartOver{});
        CHECK(desk.screen<EnrollView>().is_another);
        CHECK_FALSE(Household(home.path()).unfinished());
    }
    desk.perform(Back{});
    desk.unlock();
    CHECK(desk.screen<HomeView>().records == 1);
}

TEST_CASE("who only lacked the name is let in by their PIN") {
    TemporaryFolder home;
    Desk desk(home.path());
    add_to(home.path(), "", binh_pin, enrolled_for("binh", 0xb1));
    desk.restart();
    CHECK(desk.screen<PinView>().users.empty());
    desk.perform(AddPerson{});
    desk.perform(Unlock{binh_pin});
    CHECK(desk.view().user.starts_with("binh"));
    desk.perform(SwitchUser{});
    CHECK(offered(desk) == std::vector<UserId>{"binh", "lan"});
}

TEST_CASE("who enrols again on their own device is sent to the store that they have") {
    TemporaryFolder home;
    Desk desk(home.path());
    const std::string twice = add_to(home.path(), "", binh_pin, enrolled_for("lan", 0xb1));
    desk.restart();
    desk.perform(AddPerson{});
    desk.perform(Unlock{binh_pin});
    CHECK_FALSE(desk.session->is_open());
    CHECK(desk.screen<PinView>().wrong_attempts.starts_with("“lan” đã có trên máy này"));
    CHECK_FALSE(file_exists(twice));
    desk.unlock();
    CHECK(desk.screen<HomeView>().records == 1);
}

TEST_CASE("a key file that is damaged stands at the door as what it is, and the others work") {
    TemporaryFolder home;
    Desk desk(home.path());
    const std::string binh = add_to(home.path(), "binh", binh_pin, enrolled_for("binh", 0xb1));
    write_bytes(binh + "/keyring.json", "{half");
    desk.restart();
    REQUIRE(desk.screen<PinView>().users.size() == 2);
    CHECK(desk.screen<PinView>().users[1].name == "(tệp khóa bị hỏng)");
    desk.perform(ChooseUser{desk.screen<PinView>().users[1].user});
    desk.perform(Unlock{binh_pin});
    CHECK(desk.screen<PinView>().wrong_attempts.find("Đừng xóa gì") != std::string::npos);
    desk.perform(ChooseUser{"lan"});
    desk.unlock();
    CHECK(desk.session->is_open());
}
