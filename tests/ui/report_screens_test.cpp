// A report on the screen: its figures can be read to the last column, and everything leads on by a tap.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_reports.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("the columns that do not fit are reached by a button, hidden cells and statuses stand in words") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::report(vi));
    ui.frame(3);
    const std::string line = "Người nghiện có hồ sơ quản lý: đầu kỳ, ";
    CHECK(ui.widget(line + "Chia theo đơn vị: Nậm Mả").value == "<5*");
    CHECK_FALSE(ui.sees(line + "Cả địa bàn: Đánh giá"));
    for (int i = 0; i < 3; ++i) ui.tap("Các cột sau");
    ui.frame(2);
    CHECK(ui.widget(line + "Cả địa bàn: Đánh giá").value == "chưa đạt");
    ui.tap("Các cột trước");
    ui.take_actions();
    ui.tap("Kỳ trước");
    CHECK(only<ChoosePeriod>(ui.take_actions()) == ChoosePeriod{"2023-H2"});
    ui.tap("Lưu thành tệp");
    CHECK(only<OpenReportFile>(ui.take_actions()) == OpenReportFile{});
}

TEST_CASE("while a report is counted it says how far, and is stopped by a tap; a file is written by its kind") {
    UiDriver ui({1024, 600});
    const auto all = samples::all_of_reports(vi);
    ui.view = all[1].view;
    ui.frame(3);
    CHECK(ui.text().find("81.200 / 203.000") != std::string::npos);
    ui.tap("Dừng đếm");
    CHECK(only<StopCount>(ui.take_actions()) == StopCount{});
    ui.view = all[3].view;
    ui.frame(3);
    ui.tap("Excel");
    CHECK(only<SaveReport>(ui.take_actions()) == SaveReport{"xlsx"});
    ui.view = all[0].view;
    ui.frame(3);
    ui.tap("R8 · Thiết bị chưa đồng bộ");
    CHECK(ui.take_actions().empty());  // only the server can make it
}
