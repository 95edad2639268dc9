// The door when something is wrong: the PIN is lost, tries run out, the device was too long away.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("the PIN is lost: one tap from the door, the number to read out, and the code that comes back") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::pin(vi));
    ui.frame(3);
    ui.tap("Quên mã PIN?");
    CHECK(only<OpenRecovery>(ui.take_actions()) == OpenRecovery{});

    RecoverView view{.user = "ha", .device = "4f1c9a02d7be6613", .server_url = "https://district.example"};
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    CHECK(ui.sees("4f1c9a02d7be6613"));
    CHECK_FALSE(ui.widget("Đặt mã PIN mới").enabled);
    ui.tap("Mã khôi phục");
    ui.type("K7QM-2XJD-9RTV");
    ui.tap("Đặt mã PIN mới");
    CHECK(only<Recover>(ui.take_actions()) == Recover{"https://district.example", "K7QM-2XJD-9RTV"});
    view.busy = true;
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    CHECK_FALSE(ui.widget("Đang kết nối…").enabled);
}

TEST_CASE("a device without a recovery box says so and asks for nothing") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, RecoverView{.user = "ha", .can_ask = false});
    ui.frame(3);
    CHECK(ui.text().find("chưa có khóa dự phòng") != std::string::npos);
    CHECK_FALSE(ui.sees("Mã khôi phục"));
}

TEST_CASE("the new PIN is typed twice, as the first one was") {
    UiDriver ui({1024, 600});
    ui.view =
        samples::frame(vi, PinView{.first_time = true, .pin_length_min = 4, .can_go_back = true, .is_recovered = true});
    ui.frame(3);
    CHECK(ui.sees("Chọn mã PIN mới"));
    CHECK_FALSE(ui.sees("Quên mã PIN?"));
    ui.type("2222");
    ui.tap("Tiếp theo");
    ui.type("2222");
    ui.tap("Lưu mã PIN");
    CHECK(only<ChoosePin>(ui.take_actions()).pin == "2222");
}

TEST_CASE("the tries that are left stand on the door, and only where they are counted") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::pin_last_tries(vi));
    ui.frame(3);
    CHECK(ui.text().find("kể cả phần chưa gửi: 2") != std::string::npos);
    ui.view = samples::frame(vi, samples::pin(vi));
    ui.frame(3);
    CHECK(ui.text().find("kể cả phần chưa gửi") == std::string::npos);
}

TEST_CASE("the lease is over: the screen says what to do, and offers a sync or a stick and no way to a record") {
    UiDriver ui({1024, 600});
    SyncView view = samples::sync_lease(vi);
    view.conflicts = 3;
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    CHECK(ui.text().find("Không mất gì") != std::string::npos);
    CHECK_FALSE(ui.sees("Tìm"));
    CHECK_FALSE(ui.sees("Quay lại"));
    CHECK_FALSE(ui.sees("Xem và quyết định"));
    ui.take_actions();
    ui.tap("Đồng bộ ngay");
    CHECK(only<SyncNow>(ui.take_actions()) == SyncNow{});
}
