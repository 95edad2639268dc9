// The door and the bar of a device that several people share.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("a shared device: first a name, then the PIN; and a change of name takes nothing typed along") {
    UiDriver ui({1024, 600});
    PinView door = samples::pin_of_team(vi);
    ui.view = samples::frame(vi, door);
    ui.frame(3);
    CHECK(ui.sees("Ai đang dùng máy?"));
    CHECK_FALSE(ui.widget("Mã PIN").enabled);
    ui.tap("1");
    ui.tap("mai.tran");
    CHECK(only<ChooseUser>(ui.take_actions()).user == "mai.tran");
    door.nobody_chosen = false;
    door.users[2].chosen = true;
    ui.view = samples::frame(vi, door);
    ui.frame(3);
    ui.type("2468");
    CHECK(ui.widget("Mã PIN").value == "****");
    door.users[2].chosen = false;
    door.users[3].chosen = true;
    ui.view = samples::frame(vi, door);
    ui.frame(3);
    CHECK(ui.widget("Mã PIN").value.empty());
    ui.tap("Thêm người dùng");
    CHECK(only<AddPerson>(ui.take_actions()) == AddPerson{});
}

TEST_CASE("adding a person: what it means is said, and each step leads back") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::enroll_another(vi));
    ui.frame(2);
    CHECK(ui.sees("Thêm người dùng máy này"));
    CHECK(ui.widget("Địa chỉ máy chủ").value == "https://district.example");
    ui.tap("Quay lại");
    CHECK(only<Back>(ui.take_actions()) == Back{});
    ui.view = samples::frame(samples::Words{Language::en}, PinView{.first_time = true, .can_go_back = true});
    ui.frame(3);
    CHECK(ui.sees("Choose a PIN"));
    ui.tap("Back");
    CHECK(only<Back>(ui.take_actions()) == Back{});
    ui.view = samples::frame(vi, PinView{.is_unfinished = true, .can_go_back = true});
    ui.frame(3);
    CHECK(ui.sees("Ghi danh chưa xong"));
    ui.tap("Bắt đầu lại");
    CHECK(only<StartOver>(ui.take_actions()) == StartOver{});
}

TEST_CASE("only a shared device offers the next person, in one tap") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::home(vi));
    ui.frame(2);
    CHECK_FALSE(ui.sees("Đổi người"));
    ui.view.is_shared = true;
    ui.frame(2);
    ui.tap("Đổi người");
    CHECK(only<SwitchUser>(ui.take_actions()) == SwitchUser{});
}

TEST_CASE("whoever changes over types their PIN at once: the field asks for the frame that gives it the keyboard") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::home(vi));
    ui.frame(3);
    CHECK(ui.state.ui.next_frame_in > 0);
    ui.view = samples::frame(vi, samples::pin(vi));
    ui.frame();
    CHECK(ui.state.ui.next_frame_in == 0);  // the window draws again without waiting for a key
    ui.frame();
    CHECK(ui.state.ui.next_frame_in > 0);
    ui.type("2468");
    CHECK(ui.widget("Mã PIN").value == "****");
}
