// One worker's evening at the real window, over a real store, a real server and a second device: unlock, look somebody
// up, ask the ASSIST questions, submit, decide a conflict, sync. Every station leaves its picture in tour/.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

#include "client/store/keyring.h"
#include "tests/support/temporary_folder.h"
#include "tests/system/field_day/district.h"
#include "tests/ui_window/hands.h"
#include "tests/ui_window/tour.h"

using namespace nuong;
using namespace nuong::client;
using nuong::testing::District;
using nuong::testing::Json;

namespace {

const char* const vo_lao = "03061";
const char* const name = "Vàng Seo Phử";
const char* const name_and_year = "Vàng Seo Phử · 1985";

Json person(const std::string& full_name, int birth_year, const std::string& sex) {
    return {{"full_name", full_name}, {"birth_year", birth_year}, {"sex", sex}, {"risk_group", "complex_area"}};
}

// Lan's device knows five people, and one telephone number on which she and Bình disagree.
class Evening {
public:
    Evening() : district(folder / "district", NUONG_SOURCE_DIR "/schemas", NUONG_BIN_DIR) {
        district.found({{"lan", "outreach_worker", "089"}, {"binh", "outreach_worker", "089"}});
        district.open_server();
        for (const char* who : {"lan", "binh"}) district.enrol({who, "outreach_worker", "089"});
        phu = add("Vàng Seo Phử", 1985, "male");
        add("Giàng Thị Súa", 1992, "female");
        add("Lý Láo Sử", 1978, "male");
        add("Đặng Văn Dương", 1999, "male");
        add("Vàng Seo Lùng", 1990, "male");
        for (const char* who : {"lan", "binh"}) district.device(who, {"sync"});
        district.device("lan", {"record", "edit", phu, "--set", "phone=0912000111"});
        district.device("binh", {"record", "edit", phu, "--set", "phone=0987000222"});
        for (const char* who : {"binh", "lan"}) district.device(who, {"sync"});
    }

    nuong::test::TemporaryFolder folder;
    District district;
    std::string phu;

private:
    std::string add(const std::string& full_name, int birth_year, const std::string& sex) {
        return district.device("lan", {"record", "add", "person_register", "--area", vo_lao},
                               person(full_name, birth_year, sex))["record"];
    }
};

void answer_screening(Hands& hands, Tour& tour) {
    hands.wait_for("Người được sàng lọc *");
    hands.write("Tuổi", "39");
    hands.choose("Bối cảnh sàng lọc", "Buổi sàng lọc riêng");
    tour.picture("screening-start", true);
    hands.choose("Người được hỏi đồng ý tham gia", "Có");
    hands.tap("Tiếp theo");
    hands.choose("Thuốc lá, thuốc lào", "Không");
    // From the line that is marked on, digits answer and move on: alcohol and opioids yes, all others no.
    for (const char digit : std::string("1211111121")) hands.type(std::string(1, digit));
    hands.to_top();
    tour.picture("screening-ever");
    hands.tap("Tiếp theo");
    CHECK_FALSE(hands.sees("Thuốc lá, thuốc lào *"));  // never used, so not asked again
    hands.choose("Đồ uống có cồn", "Hằng tuần");
    hands.choose("Chất dạng thuốc phiện", "Hằng ngày hoặc gần như hằng ngày");
    hands.to_top();
    tour.picture("screening-how-often");
    hands.tap("Tiếp theo");
    hands.choose("Đồ uống có cồn", "Hằng tháng");
    hands.choose("Chất dạng thuốc phiện", "Hằng ngày hoặc gần như hằng ngày");
    hands.tap("Tiếp theo");
    hands.choose("Đồ uống có cồn", "Không lần nào");
    hands.choose("Chất dạng thuốc phiện", "Hằng ngày hoặc gần như hằng ngày");
    hands.tap("Tiếp theo");
    hands.choose("Chất dạng thuốc phiện", "Hằng ngày hoặc gần như hằng ngày");  // alcohol is left open on purpose
    hands.tap("Tiếp theo");
    hands.choose("Đồ uống có cồn", "Có, nhưng không phải trong 3 tháng qua");
    hands.choose("Chất dạng thuốc phiện", "Có, trong 3 tháng qua");
    hands.tap("Tiếp theo");
    hands.choose("Đồ uống có cồn", "Không, chưa bao giờ");
    hands.choose("Chất dạng thuốc phiện", "Có, trong 3 tháng qua");
    hands.tap("Tiếp theo");
    hands.choose("8. Anh/chị đã bao giờ tiêm chích", "Không, chưa bao giờ");
    hands.choose("Việc tiếp theo", "Chuyển gửi");
}

void fix_what_is_missing(Hands& hands, Tour& tour) {
    hands.tap("Nộp phiếu");
    hands.wait_for("Hãy chọn một câu trả lời; người được hỏi có thể từ chối.");
    tour.picture("screening-missing");
    hands.choose("Đồ uống có cồn", "Không lần nào");
    for (int page = 0; page < 3; ++page) hands.tap("Tiếp theo");
    hands.to_top();
    hands.wait_for("Nguy cơ cao");
    CHECK(hands.sees("39"));
    tour.picture("screening-result", true);
}

// A contact with a person who is picked from the list, begun from the list of all forms and put away again.
void look_at_other_forms(Hands& hands, Tour& tour) {
    hands.tap("Phiếu khác");
    hands.wait_for("Về một người");
    tour.picture("other-forms");
    hands.tap("Phiếu tiếp cận, tư vấn");
    hands.wait_for("Người *");
    hands.tap("Chọn từ danh sách");
    hands.wait_for("Chọn: Người");
    tour.picture("picker");
    hands.write("Tìm kiếm", "vang seo phu");
    hands.wait_for("1 kết quả");
    hands.tap(name);
    hands.wait_for("Đổi");
    CHECK(hands.sees(name_and_year));
    tour.picture("picked");
    hands.tap("Xóa nháp");
    hands.tap("Xóa hẳn");
    hands.wait_for("Về một người");
    hands.tap("Quay lại");
}

void look_up(Hands& hands, Tour& tour) {
    hands.tap("Danh sách người");
    hands.wait_for("Giàng Thị Súa");
    tour.picture("people");
    hands.write("Tìm kiếm", "vang seo phu");
    hands.wait_for("1 kết quả");
    CHECK_FALSE(hands.sees("Giàng Thị Súa"));
    tour.picture("people-search");
    hands.tap(name);
    hands.wait_for("Thông tin");
    tour.picture("person");
}

// One box for the whole device, from wherever she is.
void search_everywhere(Hands& hands, Tour& tour) {
    hands.press("ctrl+f");
    hands.wait_for("Tìm ở mọi nơi");
    tour.picture("search");
    hands.type("giang");
    hands.wait_for("Giàng Thị Súa");
    tour.picture("search-found", true);
    hands.press("Escape");
}

// Where somebody is registered: by a few letters, or level by level.
void choose_areas(Hands& hands, Tour& tour) {
    hands.to_top();
    hands.tap("Đổi địa bàn");
    hands.wait_for("Huyện Văn Bàn");
    tour.picture("area-levels", true);
    hands.write("Tìm kiếm", "vo lao");
    hands.wait_for("Xã Võ Lao");
    tour.picture("area-search");
    hands.tap("Tìm kiếm");
    hands.press("Return");
    hands.wait_for("Họ và tên *");
    tour.picture("area-chosen");
}

// The scanner of the citizen card types like a very fast keyboard.
void scan_card(Hands& hands, Tour& tour) {
    hands.tap("Quét thẻ CCCD");
    hands.wait_for("Mã trên thẻ");
    tour.picture("card", true);
    hands.scan("010201004321||Ly Van Hoa|05102001");
    hands.wait_for("Đọc mã");
    tour.picture("card-cut-off");
    hands.scan("010201004321||Ly Van Hoa|05102001|Nam|Xa Nam Xe, Huyen Van Ban, Lao Cai|15082021");
    hands.wait_for("Ly Van Hoa");
    tour.picture("card-read", true);
    hands.tap("Không điền");
    hands.wait_for("Họ và tên *");
}

void decide_conflict(Hands& hands, Tour& tour) {
    for (int steps = 0; steps < 2; ++steps) hands.tap("Quay lại");
    hands.wait_for("Phiếu nháp");
    tour.picture("home-to-send");
    hands.tap("Cần quyết định");
    tour.picture("conflicts");
    hands.tap(name_and_year);
    hands.wait_for("0987000222");
    tour.picture("conflict", true);
    hands.choose("0987000222", "Chọn giá trị này");
    hands.wait_for("Không có giá trị nào cần quyết định.");
    tour.picture("conflict-decided");
    hands.tap("Quay lại");
}

void sync(Hands& hands, Tour& tour, District& district) {
    hands.tap("Đồng bộ");
    tour.picture("sync");
    hands.tap("Giao bằng USB");
    hands.wait_for("Ghi tệp");
    tour.picture("hand-over");
    hands.tap("Quay lại");
    district.pause_server();  // a slow line: the request is out and the answer is not here yet
    hands.tap("Đồng bộ ngay");
    hands.wait_for("Dừng");
    tour.picture("sync-running");
    district.resume_server();
    hands.wait_for("Đồng bộ xong");
    tour.picture("sync-done");
    hands.tap("Quay lại");
}

// Night falls: help, other colours, larger words; all of it by tapping.
void settle_in(Hands& hands, Tour& tour) {
    hands.tap("Trợ giúp");
    hands.wait_for("Đóng");
    tour.picture("help", true);
    hands.tap("Đóng");
    hands.tap("Cài đặt");
    hands.wait_for("Màu màn hình");
    tour.picture("settings", true);
    hands.tap("Ngoài nắng");
    tour.picture("settings-day");
    hands.tap("Ban đêm");
    hands.tap("Rất to");
    tour.picture("settings-night-very-large");
    hands.tap("Từng câu một");
    hands.tap("Vừa");
    hands.tap("Quay lại");
    hands.wait_for("Danh sách người");
    tour.picture("home-night");
}

// One question at a time, from the draft of this evening.
void ask_slowly(Hands& hands, Tour& tour) {
    hands.tap("Sàng lọc ẩn danh");
    hands.wait_for("Ngày thực hiện *");
    tour.picture("one-question-night");
    while (!hands.sees("Bối cảnh sàng lọc *")) hands.tap("Tiếp theo");
    tour.picture("one-question-choices");
    hands.choose("Bối cảnh sàng lọc", "Tại trường học");
    hands.wait_for("Người phiên dịch");  // by itself
    hands.tap("Câu trước");
    hands.wait_for("Bối cảnh sàng lọc *");
    hands.tap("Quay lại");
    hands.wait_for("Phiếu nháp");
}

// Behind the locked door, on people who do not exist.
void practise(Hands& hands, Tour& tour) {
    hands.tap("Khóa");
    hands.wait_for("Mở khóa");
    tour.picture("pin-night");
    hands.tap("Tập dùng");
    hands.wait_for("TẬP DÙNG – không gửi đi đâu cả");
    tour.picture("practice-home");
    hands.tap("Danh sách người");
    hands.wait_for("Hoàng Thị Ví Dụ");
    CHECK(hands.text().find("Vàng Seo Phử") == std::string::npos);
    tour.picture("practice-people");
    hands.tap("Thoát tập dùng");
    hands.wait_for("Mở khóa");
}

// What the form has become on the other device, after both have synced.
void check_record_elsewhere(District& district, const std::string& phu) {
    district.device("binh", {"sync"});
    const Json screenings = district.device("binh", {"record", "list", "screening_assist"});
    REQUIRE(screenings.size() == 1);
    const Json shown = district.device("binh", {"record", "show", screenings[0]["record"]});
    const Json& values = shown["values"];
    INFO(shown.dump(1));
    CHECK(shown["status"] == "submitted");
    CHECK(values["person"] == phu);
    CHECK(values["age"] == 39);
    CHECK(values["score"]["opioid"] == 39);
    CHECK(values["band"]["opioid"] == "high");
    CHECK(values["score"]["alcohol"] == 11);
    CHECK(values["band"]["alcohol"] == "moderate");
    CHECK(values["worst_band"] == "high");
    CHECK(values["next_step"] == "refer");
    const Json person_shown = district.device("binh", {"record", "show", phu});
    CHECK(person_shown["values"]["phone"] == "0987000222");
    CHECK(person_shown["conflicts"].empty());
}

void play_evening(WindowSize size) {
    Evening evening;
    const RealClockSource clock;
    {
        SessionOptions options;
        options.home = evening.district.home("lan");
        auto loop = MainLoop::open(options, clock, size);
        REQUIRE(loop);
        Hands hands(**loop);
        Tour tour(hands, **loop, "");
        hands.wait_for("Mã PIN");
        tour.picture("pin");
        hands.write("Mã PIN", "111111");
        hands.press("Return");
        hands.wait_for("Mã PIN không đúng. Hãy nhập lại.");
        tour.picture("pin-wrong");
        hands.type(District::pin);
        hands.press("Return");
        hands.wait_for("Danh sách người");
        tour.picture("home");
        search_everywhere(hands, tour);
        look_at_other_forms(hands, tour);
        look_up(hands, tour);
        hands.tap("Sàng lọc ASSIST");
        answer_screening(hands, tour);
        fix_what_is_missing(hands, tour);
        hands.tap("Nộp phiếu");
        hands.wait_for("Mức nguy cơ từng chất");
        tour.picture("screening-outcome", true);
        hands.tap("Quay lại");
        hands.wait_for("Diễn biến");
        CHECK(hands.text().find("Nguy cơ cao") != std::string::npos);
        tour.picture("person-screened");
        decide_conflict(hands, tour);
        sync(hands, tour, evening.district);
        hands.tap("Thêm người");
        hands.wait_for("Họ và tên *");
        choose_areas(hands, tour);
        scan_card(hands, tour);
        hands.write("Họ và tên", "Haf Vawn Phuowsc");
        tour.picture("new-person");
        hands.tap("Khóa");
        hands.wait_for("Mở khóa");
        hands.write("Mã PIN", District::pin);
        hands.press("Return");
        hands.wait_for("Phiếu nháp");
        tour.picture("home-draft");
        CHECK(hands.text().find("Hà Văn Phước") != std::string::npos);  // typed in the last moment before the lock
        settle_in(hands, tour);
        ask_slowly(hands, tour);
        practise(hands, tour);
    }
    check_record_elsewhere(evening.district, evening.phu);
}

}  // namespace

TEST_CASE("an evening at the window: look up, screen, submit, decide, sync", "[story]") {
    if (!std::getenv("DISPLAY"))
        FAIL("this test opens the real window and needs a display: xvfb-run -a -s '-screen 0 1920x1080x24' ...");
    SECTION("on a small laptop") { play_evening({1024, 600}); }
    SECTION("on a large screen") { play_evening({1920, 1080}); }
}
