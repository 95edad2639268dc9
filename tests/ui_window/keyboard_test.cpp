// A day without mouse or finger: every step by real keys, through a real X server.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "tests/client/app/field_device.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui_window/hands.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::TemporaryFolder;

TEST_CASE("by keyboard alone: unlock, find, register, submit, decide, sync, lock", "[story]") {
    if (!std::getenv("DISPLAY")) SKIP("no display; run under xvfb-run");
    TemporaryFolder home;
    const FieldDevice device(home.path());
    FakeClockSource clock(FieldDevice::morning);
    auto loop = MainLoop::open(device.options(), clock, {1024, 600});
    REQUIRE(loop);
    Hands hands(**loop);

    hands.wait_for("Mã PIN");
    hands.type(FieldDevice::pin);
    hands.press("Return");
    hands.wait_for("Danh sách người");

    hands.press("ctrl+f");
    hands.type("vang seo");
    hands.press("Return");
    hands.wait_for("Thông tin");
    hands.press("Escape");
    hands.press("Escape");
    hands.wait_for("Danh sách người");

    hands.press_on("Thêm người");
    hands.wait_for("Họ và tên *");
    hands.walk_to("Họ và tên");
    hands.type("Haf Vawn Phuowsc");
    const auto turn_to = [&](const char* question) {
        for (int pages = 0; pages < 12 && !hands.sees(question); ++pages) hands.press_on("Tiếp theo");
    };
    turn_to("Nam");
    hands.walk_to("Nam");
    hands.press("space");
    turn_to("Năm sinh *");
    hands.walk_to("Năm sinh");
    hands.type("1991");
    turn_to("Người dân ở địa bàn phức tạp");
    hands.walk_to("Người dân ở địa bàn phức tạp");
    hands.press("Return");
    turn_to("Nộp phiếu");
    hands.press_on("Nộp phiếu");
    hands.wait_for("Đã nộp, lưu trên máy. Phiếu sẽ được gửi ở lần đồng bộ tới.");
    CHECK(hands.text().find("Hà Văn Phước") != std::string::npos);

    hands.press("Escape");
    hands.wait_for("Danh sách người");
    hands.press_on("Cần quyết định");
    hands.wait_for("Vàng Seo Phử · 1985");
    hands.press_on("Vàng Seo Phử · 1985");
    hands.wait_for("0987000222");
    hands.press_on("Chọn giá trị này");
    hands.wait_for("Không có giá trị nào cần quyết định.");
    hands.press("Escape");
    hands.wait_for("Danh sách người");

    hands.press_on("Đồng bộ");
    hands.wait_for("Đồng bộ ngay");
    hands.press_on("Đồng bộ ngay");
    hands.wait_for("Chưa có mạng");  // nobody listens there: it says so, and that nothing was lost
    hands.press("Escape");
    hands.wait_for("Danh sách người");
    hands.press_on("Khóa");
    hands.wait_for("Mở khóa");
}
