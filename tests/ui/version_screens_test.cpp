// Frozen versions on the screen: the next step is one button and a second tap, freezing says what it means first, and
// while the server is asked nothing else can be begun.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_reports.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("a report leads to its frozen versions, where there may be any") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::report(vi));
    ui.frame(3);
    ui.tap("Các bản đã chốt");
    CHECK(only<OpenVersions>(ui.take_actions()) == OpenVersions{});
    ReportView practice = samples::report(vi);
    practice.has_versions = false;
    ui.view = samples::frame(vi, practice);
    ui.frame(2);
    CHECK_FALSE(ui.sees("Các bản đã chốt"));
}

TEST_CASE("freezing asks first, says what it means, and takes a note along") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::versions(vi));
    ui.frame(3);
    ui.tap("Chốt phiên bản mới");
    ui.frame(2);
    CHECK(ui.take_actions().empty());
    CHECK(ui.text().find("Từ đó không số nào trong bản ấy thay đổi nữa.") != std::string::npos);
    CHECK(ui.text().find("12 lần lưu chưa gửi") != std::string::npos);
    ui.tap("Thôi");
    ui.frame(2);
    CHECK(ui.take_actions().empty());
    CHECK_FALSE(ui.sees("Chốt"));
    ui.tap("Chốt phiên bản mới");
    ui.frame(2);
    ui.tap("Ghi chú, nếu cần");
    ui.type("da nop");
    ui.tap("Chốt");
    CHECK(only<FreezeVersion>(ui.take_actions()) == FreezeVersion{"da nop"});
    ui.frame(2);
    CHECK_FALSE(ui.sees("Chốt"));  // asked once
}

TEST_CASE(
    "a note that the server would refuse is said to be too long while it is typed, and nothing is frozen with it") {
    UiDriver ui({1024, 600});
    VersionsView view = samples::versions(vi);
    view.note_bytes_max = 8;
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    ui.tap("Chốt phiên bản mới");
    ui.frame(2);
    ui.tap("Ghi chú, nếu cần");
    ui.type("da nop 1");
    ui.frame(2);
    CHECK(ui.widget("Chốt").enabled);
    CHECK(ui.text().find("dài hơn mức máy chủ nhận") == std::string::npos);
    ui.type("2");
    ui.frame(2);
    CHECK_FALSE(ui.widget("Chốt").enabled);
    CHECK(ui.text().find("dài hơn mức máy chủ nhận") != std::string::npos);
    ui.tap("Chốt");
    CHECK(ui.take<FreezeVersion>().empty());
}

TEST_CASE("each version has one next step, which is taken by a second tap; whose eyes were there is told why") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::versions(vi));
    ui.frame(3);
    ui.tap("Phiên bản 3: Kiểm tra xong");
    ui.frame(2);
    CHECK(ui.take_actions().empty());
    CHECK(ui.text().find("Bước này không lùi lại được.") != std::string::npos);
    ui.tap("Kiểm tra xong");
    CHECK(only<AdvanceVersion>(ui.take_actions()) == AdvanceVersion{3, "checked"});
    CHECK_NOTHROW(ui.widget("Bạn đã chốt hoặc kiểm tra bản này nên không ký; người ký phải là một người khác."));
    ui.tap("Phiên bản 3: So với bản trước");
    CHECK(only<CompareVersions>(ui.take_actions()) == CompareVersions{2, 3});
    ui.tap("Phiên bản 1: So với hiện tại");
    CHECK(only<CompareVersions>(ui.take_actions()) == CompareVersions{1, 0});
    ui.tap("Phiên bản 1: Lưu tệp");
    CHECK(only<OpenVersionFile>(ui.take_actions()) == OpenVersionFile{1});
}

TEST_CASE("while the server is asked one can only stop waiting; without a line only ask again") {
    UiDriver ui({1024, 600});
    VersionsView view = samples::versions(vi);
    view.asking = "Đang báo máy chủ…";
    view.may_stop = true;
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    CHECK_FALSE(ui.widget("Chốt phiên bản mới").enabled);
    CHECK_FALSE(ui.widget("Hỏi lại máy chủ").enabled);
    CHECK_FALSE(ui.widget("Phiên bản 3: Kiểm tra xong").enabled);
    ui.tap("Dừng đợi");
    CHECK(only<StopAsking>(ui.take_actions()) == StopAsking{});
    const VersionsView offline{.title = "R1", .result = Badge{"Việc này cần có mạng.", Tone::warning}, .may_ask = true};
    ui.view = samples::frame(vi, offline);
    ui.frame(3);
    CHECK(ui.text().find("Việc này cần có mạng.") != std::string::npos);
    CHECK_FALSE(ui.widget("Chốt phiên bản mới").enabled);
    ui.tap("Hỏi lại máy chủ");
    CHECK(only<AskVersions>(ui.take_actions()) == AskVersions{});
}

TEST_CASE("a difference says which row and unit, from what, to what") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::difference(vi));
    ui.frame(3);
    CHECK(ui.sees("Phiên bản 1 so với hiện tại"));
    const std::string line = "Người nghiện có hồ sơ quản lý: tăng trong kỳ, ";
    CHECK(ui.widget(line + "Phiên bản 1").value == "1.204");
    CHECK(ui.widget(line + "Hiện tại").value == "1.211");
    CHECK(ui.sees("Đơn vị mới: Nậm Xé"));
}
