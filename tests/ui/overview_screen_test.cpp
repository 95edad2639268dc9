// The overview of an area: every number leads to what it counts, and says the same without its colour.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_overview.h"
#include "tests/ui/sample_views.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("a district taps what needs doing, and each number opens its own list") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::overview(vi));
    ui.frame(3);
    CHECK(ui.widget("Thăm quá hẹn").value == "14");
    CHECK(ui.widget("Máy chủ giữ lại").value == "5 · của 2 máy");
    ui.tap("Thăm quá hẹn");
    CHECK(only<OpenGathered>(ui.take_actions()).kind == ListKind::late_visits);
    ui.tap("Chuyển gửi quá hạn");
    CHECK(only<OpenGathered>(ui.take_actions()).kind == ListKind::late_referrals);
    ui.tap("Yêu cầu quá hạn");
    CHECK(only<OpenGathered>(ui.take_actions()).kind == ListKind::late_requests);
    ui.tap("Bị trả lại");
    CHECK(only<OpenGathered>(ui.take_actions()).kind == ListKind::returned);
    ui.tap("Nháp trên máy này");
    CHECK(only<OpenGathered>(ui.take_actions()).kind == ListKind::drafts);
    ui.tap("Cần quyết định");
    CHECK(only<OpenConflicts>(ui.take_actions()) == OpenConflicts{});
    ui.tap("Máy chủ giữ lại");
    CHECK(only<OpenDevices>(ui.take_actions()) == OpenDevices{true});
    ui.tap("Xem cả 32 máy");
    CHECK(only<OpenDevices>(ui.take_actions()) == OpenDevices{});
}

TEST_CASE("behind what lies in quarantine stands each save: whose, where, of which form, when and why") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::overview_of_refused(vi));
    ui.frame(3);
    const std::string text = ui.text();
    const auto at = [&](const char* words) { return text.find(words); };
    REQUIRE(at("mai.tran · Máy trạm y tế") != std::string::npos);
    CHECK(at("Phiếu đăng ký · lưu hôm qua 16:05") < at("không phụ trách địa bàn “Võ Lao”"));
    CHECK(at("không hiện điều đã ghi") < at("mai.tran · Máy trạm y tế"));  // what it is comes first
    CHECK(at("loại phiếu mà vai trò này không xem") != std::string::npos);
    CHECK(at("loại phiếu mà vai trò này không xem") < at("Máy có phần bị giữ lại"));  // the devices come last
}

TEST_CASE("a number that stands for more than it says, says so") {
    UiDriver ui({1024, 600});
    OverviewView overview = samples::overview(vi);
    for (OverviewFigure& each : overview.figures)
        if (each.label == "Nghi ghi hai lần") {
            each.count = 200;
            each.is_more = true;
        }
    ui.view = samples::frame(vi, overview);
    ui.frame(3);
    CHECK(ui.widget("Nghi ghi hai lần").value.starts_with("hơn 200 · "));
}

TEST_CASE("the number stands in the cell; the last commune is reached by scrolling; a tap opens its week") {
    UiDriver ui({1024, 600});
    const OverviewView overview = samples::overview(vi);
    ui.view = samples::frame(vi, overview);
    ui.frame(3);
    const HeatRow& last = overview.heat.rows.back();
    ui.tap("Nậm Xây, tuần 49 (2-8/12)");
    CHECK(only<OpenDays>(ui.take_actions()) == *last.cells.back().open.as<OpenDays>());
    CHECK(ui.widget("Nậm Xây, tuần 49 (2-8/12)").value == std::to_string(last.cells.back().count));
    ui.tap("Nậm Xây, 12 tuần");
    CHECK(only<OpenDays>(ui.take_actions()) == *last.total.open.as<OpenDays>());
    const auto is_week = [](const SeenWidget& each) { return each.label == "Tuần 49" && each.is_visible(); };
    CHECK(std::any_of(ui.widgets().begin(), ui.widgets().end(), is_week));  // above again, far below the beginning
    CHECK(ui.text().find("12 tuần chưa có gì") != std::string::npos);
}

TEST_CASE("the communes by weeks can be taken along as a file from where they stand") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::overview(vi));
    ui.frame(3);
    ui.tap("Ghi bảng này ra tệp Excel");
    CHECK(only<OpenReportFile>(ui.take_actions()) == OpenReportFile{});
}

TEST_CASE("a narrow screen keeps the latest weeks, a wide one shows more") {
    const auto weeks_on = [](ImVec2 display) {
        UiDriver ui(display);
        ui.view = samples::frame(vi, samples::overview(vi));
        ui.frame(3);
        int weeks = 0;
        bool has_latest = false;
        for (const SeenWidget& each : ui.widgets()) {
            weeks += each.label.starts_with("Võ Lao, tuần ");
            has_latest = has_latest || each.label == "Võ Lao, tuần 49 (2-8/12)";
        }
        CHECK(has_latest);
        return weeks;
    };
    CHECK(weeks_on({600, 1024}) < weeks_on({1024, 600}));
    CHECK(weeks_on({600, 1024}) >= 3);
}

TEST_CASE("by keyboard alone: Tab reaches a number, Enter opens it") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::overview_untold(vi));
    ui.frame(3);
    for (int i = 0; i < 40 && !ui.widget("Chuyển gửi quá hạn").focused; ++i) ui.press(ImGuiKey_Tab);
    REQUIRE(ui.widget("Chuyển gửi quá hạn").focused);
    ui.press(ImGuiKey_Enter);
    CHECK(ui.take<OpenGathered>() == std::vector<OpenGathered>{{ListKind::late_referrals}});
    CHECK(ui.widget("Nghi ghi hai lần").value == "? · chạm để tìm");
}

TEST_CASE("a draft in its list goes on where it was left") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(
        vi, ListView{.kind = ListKind::drafts,
                     .title = "Nháp trên máy này",
                     .rows = {{samples::record(1), "Đặng Thị Hường", "Sàng lọc ASSIST · hôm nay 10:42", {}}},
                     .total = 1});
    ui.frame(3);
    ui.tap("Đặng Thị Hường");
    CHECK(only<ResumeDraft>(ui.take_actions()) == ResumeDraft{samples::record(1)});
}

TEST_CASE("whom to give a caseload to is chosen first and said once more on the button") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::caseload(vi));
    ui.frame(3);
    CHECK(ui.text().find("Giao cho Giàng A Lùng") == std::string::npos);
    ui.tap("Giàng A Lùng");
    CHECK(ui.take_actions().empty());
    ui.frame(2);
    ui.tap("Giao cho Giàng A Lùng (37)");
    CHECK(only<GiveCaseload>(ui.take_actions()) == GiveCaseload{"hoa", "lung"});
}

TEST_CASE("what nobody has looked over: checked one by one, or all of it that waits for nothing else, asked once") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::unchecked(vi));
    ui.frame(2);
    ui.tap("Đánh dấu tất cả (2)");
    ui.frame(2);
    CHECK(ui.take_actions().empty());
    CHECK(ui.sees("2 phiếu trong danh sách này: bạn đã xem hết và không có gì phải sửa?"));
    ui.tap("Thôi");
    ui.frame(2);
    ui.tap("Đánh dấu tất cả (2)");
    ui.frame(2);
    ui.tap("Đánh dấu đã kiểm tra");
    CHECK(only<CheckAll>(ui.take_actions()) == CheckAll{{samples::record(101), samples::record(102)}});
}
