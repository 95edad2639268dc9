// Two people at one real window: the second enrols at the door, they change over in mid-sentence, and one of them is
// reported lost. Over a real store and a real server, with real keys.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

#include "tests/support/temporary_folder.h"
#include "tests/system/field_day/district.h"
#include "tests/ui_window/hands.h"

using namespace nuong;
using namespace nuong::client;
using nuong::testing::District;

namespace {

constexpr const char* binh_pin = "135790";

void open_with(Hands& hands, const std::string& pin) {
    hands.type(pin);
    hands.press("Return");
    hands.wait_for("Danh sách người");
}

void add_binh(Hands& hands, District& district) {
    std::string code = district.server_text({"device", "code", "binh"});
    code.erase(code.find_last_not_of(" \n") + 1);
    hands.tap("Thêm người dùng");
    hands.wait_for("Thêm người dùng máy này");
    hands.write("Mã ghi danh", code);
    hands.tap("Ghi danh");
    hands.wait_for("Chọn mã PIN");
    hands.type(binh_pin);
    hands.press("Return");
    hands.wait_for("Nhập lại mã PIN");
    hands.type(binh_pin);
    hands.press("Return");
    hands.wait_for("Danh sách người");
}

}  // namespace

TEST_CASE("two people at one window: added at the door, changed over in mid-sentence, one reported lost", "[story]") {
    if (!std::getenv("DISPLAY")) FAIL("this test opens the real window and needs a display");
    const nuong::test::TemporaryFolder folder;
    District district(folder / "district", NUONG_SOURCE_DIR "/schemas", NUONG_BIN_DIR);
    district.found({{"lan", "outreach_worker", "089"}, {"binh", "outreach_worker", "089"}});
    district.open_server();
    district.enrol({"lan", "outreach_worker", "089"});
    const std::string home = district.home("lan");
    const RealClockSource clock;
    SessionOptions options;
    options.home = home;
    auto loop = MainLoop::open(options, clock, {1024, 600});
    REQUIRE(loop);
    Hands hands(**loop);
    hands.wait_for("Xin chào lan");
    add_binh(hands, district);
    CHECK(hands.text().find("binh – ") != std::string::npos);

    hands.tap("Thêm người");
    hands.wait_for("Họ và tên *");
    hands.write("Họ và tên", "Taanr Laos Tar");
    hands.tap("Đổi người");
    hands.wait_for("Ai đang dùng máy?");
    open_with(hands, District::pin);  // Lan is the only other one, and her PIN is taken from the first key on
    CHECK(hands.text().find("lan – ") != std::string::npos);
    CHECK(hands.text().find("Tẩn Láo Tả") == std::string::npos);
    hands.tap("Đổi người");
    hands.wait_for("Ai đang dùng máy?");
    open_with(hands, binh_pin);
    CHECK(hands.text().find("Tẩn Láo Tả") != std::string::npos);  // his draft, typed in the last moment

    for (const auto& device : district.server({"device", "list"}))
        if (device["users"].dump().find("binh") != std::string::npos)
            district.server({"device", "revoke", device["device"], "--wipe"});
    hands.tap("Đồng bộ");
    hands.wait_for("Đồng bộ ngay");
    for (int i = 0; i < 50 && !hands.sees("Xin chào lan"); ++i) {  // the server looks every now and then
        if (hands.sees("Đồng bộ ngay")) hands.tap("Đồng bộ ngay");
        hands.settle();
    }
    hands.wait_for("Xin chào lan");
    CHECK(hands.text().find("bị báo mất") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(home + "/people/2"));
    open_with(hands, District::pin);
    CHECK(hands.text().find("lan – ") != std::string::npos);
}
