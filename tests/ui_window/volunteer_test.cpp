// A volunteer's day on a tablet that is held upright: a session with head counts, a form that comes back on paper, and
// everything handed over on a stick, because the network is down for the week.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

#include "tests/support/temporary_folder.h"
#include "tests/system/field_day/district.h"
#include "tests/ui_window/tour.h"

using namespace nuong;
using namespace nuong::client;
using nuong::testing::District;

namespace {

void log_session(Hands& hands, Tour& tour) {
    hands.tap("Buổi truyền thông");
    hands.wait_for("Ghi buổi mới");
    tour.picture("sessions-none", true);
    hands.tap("Ghi buổi mới");
    hands.wait_for("Loại hoạt động *");
    tour.picture("session-new", true);
    for (int pages = 0; pages < 3 && !hands.sees("Hình thức *"); ++pages) hands.tap("Tiếp theo");
    hands.tap("Chọn từ danh sách");
    hands.tap("Buổi tuyên truyền");
    hands.choose("Chủ đề", "Tác hại ma túy");
    hands.choose("Chủ đề", "Phòng, chống HIV/AIDS");
    tour.picture("session-topics");
    for (int heads = 0; heads < 5; ++heads) hands.tap("+ Học sinh, nữ");
    for (int heads = 0; heads < 3; ++heads) hands.tap("+ Người dân, nam");
    tour.picture("session-heads", true);
    for (int pages = 0; pages < 6 && !hands.sees("Nộp phiếu"); ++pages) hands.tap("Tiếp theo");
    tour.picture("session-end", true);
    hands.tap("Nộp phiếu");
    hands.wait_for("Đã nộp, lưu trên máy. Phiếu sẽ được gửi ở lần đồng bộ tới.");
    tour.picture("session-saved", true);
    hands.press("Escape");
    hands.press("Escape");
}

// Last week's session was written with a pen.
void type_from_paper(Hands& hands, Tour& tour) {
    hands.wait_for("Buổi truyền thông");
    hands.tap("Buổi truyền thông");
    hands.tap("Ghi buổi mới");
    hands.wait_for("Loại hoạt động *");
    hands.tap("Nhập từ phiếu giấy");
    hands.wait_for("Không phải từ giấy");
    tour.picture("from-paper", true);
    hands.tap("Để sau");
    hands.press("Escape");
    hands.wait_for("Phiếu nháp");
    tour.picture("home-with-draft", true);
}

void hand_over(Hands& hands, Tour& tour) {
    hands.tap("Đồng bộ");
    hands.wait_for("Giao bằng USB");
    hands.tap("Giao bằng USB");
    hands.wait_for("Ghi tệp");
    tour.picture("hand-over", true);
    hands.tap("Ghi tệp");
    hands.settle(30);
    tour.picture("handed-over", true);
    for (int steps = 0; steps < 2; ++steps) hands.press("Escape");
}

void wear(Hands& hands, Tour& tour, const char* theme, const std::string& station) {
    hands.tap("Cài đặt");
    hands.wait_for("Màu màn hình");
    hands.tap(theme);
    tour.picture("settings-" + station, true);
    hands.press("Escape");
    hands.wait_for("Buổi truyền thông");
    tour.picture("home-" + station, true);
}

}  // namespace

TEST_CASE("a volunteer's day on an upright tablet: count heads, type from paper, hand over by stick", "[story]") {
    if (!std::getenv("DISPLAY"))
        FAIL("this test opens the real window and needs a display: xvfb-run -a -s '-screen 0 1920x1080x24' ...");
    nuong::test::TemporaryFolder folder;
    District district(folder / "district", NUONG_SOURCE_DIR "/schemas", NUONG_BIN_DIR);
    district.found({{"hoa", "volunteer", "089"}});
    district.open_server();
    district.enrol({"hoa", "volunteer", "089"});
    district.device("hoa", {"sync"});
    const RealClockSource clock;
    SessionOptions options;
    options.home = district.home("hoa");
    options.documents = folder / "stick";
    std::filesystem::create_directories(options.documents);
    auto loop = MainLoop::open(options, clock, {600, 1024});
    REQUIRE(loop);
    Hands hands(**loop);
    Tour tour(hands, **loop, "volunteer-");
    hands.wait_for("Mã PIN");
    tour.picture("pin", true);
    hands.write("Mã PIN", District::pin);
    hands.press("Return");
    hands.wait_for("Buổi truyền thông");
    tour.picture("home", true);
    log_session(hands, tour);
    type_from_paper(hands, tour);
    hand_over(hands, tour);
    hands.wait_for("Buổi truyền thông");
    wear(hands, tour, "Ngoài nắng", "day");
    wear(hands, tour, "Ban đêm", "night");
    CHECK_FALSE(std::filesystem::is_empty(options.documents));
}
