// A report on the screen: its figures can be read to the last column, and everything leads on by a tap.
#include <algorithm>
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
    CHECK(ui.sees("Chia theo đơn vị"));  // once, over the columns of the group
    for (int i = 0; i < 3; ++i) ui.tap("Các cột sau");
    ui.frame(2);
    CHECK(ui.widget(line + "Cả địa bàn: Đánh giá").value == "đạt");
    ui.tap("Các cột trước");
    ui.take_actions();
    ui.tap("Kỳ trước");
    CHECK(only<ChoosePeriod>(ui.take_actions()) == ChoosePeriod{"2023-H2"});
    ui.tap("Lưu thành tệp");
    CHECK(only<OpenReportFile>(ui.take_actions()) == OpenReportFile{});
}

TEST_CASE("days are typed or picked from a calendar, and are handed over as what they mean") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::report(vi));
    ui.frame(3);
    ui.tap("Từ ngày đến ngày");
    CHECK(only<AskDays>(ui.take_actions()) == AskDays{});
    ReportView view = samples::report(vi);
    view.days = DaysView{.from = "", .until = "30/06/2024"};
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    CHECK(ui.widget("Đến hết ngày").value == "30/06/2024");  // what is offered
    ui.tap("Từ ngày");
    ui.type("5.3.2024");
    ui.tap("Đến hết ngày: Lịch");
    ui.frame(2);
    ui.tap("20/06/2024");
    ui.frame(2);
    CHECK(ui.widget("Đến hết ngày").value == "20/06/2024");
    CHECK_FALSE(ui.sees("20/06/2024"));  // the calendar has closed
    ui.tap("Lập cho những ngày này");
    CHECK(only<ChooseDays>(ui.take_actions()) == ChooseDays{"2024-03-05", "2024-06-20"});
    ui.tap("Từ ngày");
    ui.press(ImGuiKey_End);
    ui.type("x");
    ui.tap("Lập cho những ngày này");
    CHECK(only<ChooseDays>(ui.take_actions()) == ChooseDays{"5.3.2024x", "2024-06-20"});  // which the session refuses
}

TEST_CASE("what is wrong with the days, and why a report takes none, stands where it was asked") {
    UiDriver ui({1024, 600});
    ReportView view = samples::report(vi);
    view.days = DaysView{.from = "01/01/2024", .until = "", .problem = "Hãy ghi ngày cuối, ví dụ 05/03/2024."};
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    CHECK(ui.text().find("Hãy ghi ngày cuối") != std::string::npos);
    view.days.reset();
    view.no_days = "Số liệu này chỉ lập theo kỳ chính thức.";
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    CHECK(ui.text().find("chỉ lập theo kỳ chính thức") != std::string::npos);
    CHECK_FALSE(ui.sees("Lập cho những ngày này"));
}

TEST_CASE("bands that nobody here can count are said in words on the screen, where their bar would be") {
    UiDriver ui({1024, 600});
    ReportView view = samples::report(vi);
    view.tables[0].bands = {{.name = "Thuốc lá", .instead = "không giữ trên máy này"}};
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    CHECK(ui.sees("Thuốc lá"));
    CHECK(ui.sees("không giữ trên máy này"));
}

TEST_CASE("while a report is counted it says how far, and is stopped by a tap; a file is written by its kind") {
    UiDriver ui({1024, 600});
    const auto shown = [all = samples::all_of_reports(vi)](std::string_view name) {
        return std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; })->view;
    };
    ui.view = shown("report_counting");
    ui.frame(3);
    CHECK(ui.text().find("81.200 / 203.000") != std::string::npos);
    ui.tap("Dừng đếm");
    CHECK(only<StopCount>(ui.take_actions()) == StopCount{});
    ui.view = shown("report_file");
    ui.frame(3);
    ui.tap("Excel");
    CHECK(only<SaveReport>(ui.take_actions()) == SaveReport{"xlsx"});
    ui.view = shown("reports");
    ui.frame(3);
    ui.tap("R9 · Tình hình đồng bộ");
    CHECK(ui.take_actions().empty());  // for who is not told of devices, only the server can make it
}

TEST_CASE("the head of a long table stays in sight while it is scrolled, and nothing under it can be tapped") {
    UiDriver ui({1024, 600});
    ReportView report = samples::report(vi);
    const FigureLine line = report.tables[0].lines[0];
    for (int i = 0; i < 40; ++i) {
        report.tables[0].lines.push_back(line);
        report.tables[0].lines.back().cells.front().text = "Dòng " + std::to_string(i);
    }
    ui.view = samples::frame(vi, report);
    ui.frame(3);
    ui.tap("Dòng 30, Chia theo đơn vị: Võ Lao");
    CHECK(only<OpenFigure>(ui.take_actions()) == OpenFigure{0, 0, 1});
    CHECK(ui.sees("Chia theo đơn vị"));
    CHECK(ui.sees("Võ Lao"));
    CHECK(ui.sees("Các cột sau"));
    const float head = ui.widget("Võ Lao").box.max.y;
    CHECK(head < 200);
    for (const SeenWidget& each : ui.widgets())
        if (each.label.starts_with("Dòng ") && each.is_visible()) CHECK(each.visible.min.y >= head);
    CHECK_FALSE(ui.sees("Dòng 2"));
}

TEST_CASE("a number leads to its records and a row's name to its chart; what is hidden leads nowhere") {
    UiDriver ui({1920, 1080});
    ui.view = samples::frame(vi, samples::report(vi));
    ui.frame(3);
    const std::string line = "Người nghiện có hồ sơ quản lý: tăng trong kỳ";
    ui.tap(line + ", Chia theo đơn vị: Võ Lao");
    CHECK(only<OpenFigure>(ui.take_actions()) == OpenFigure{0, 1, 1});
    ui.tap(line + ", Chia theo đơn vị: Nậm Mả");
    CHECK(ui.take_actions().empty());
    ui.tap(line);
    CHECK(only<OpenChart>(ui.take_actions()) == OpenChart{0, 1});
    ui.view = samples::frame(vi, samples::figure_records(vi));
    ui.frame(3);
    ui.tap("Truyền thông tại thôn Bất");
    CHECK(ui.take<OpenRecord>().size() == 1);
}

TEST_CASE("the records behind a number can be taken along as files, or the screen says why not") {
    UiDriver ui({1024, 600});
    FigureView view = samples::figure_records(vi);
    ui.view = samples::frame(vi, view);
    ui.frame(3);
    ui.tap("Lưu thành tệp");
    CHECK(only<OpenListFile>(ui.take_actions()) == OpenListFile{});
    view.may_be_written = false;
    view.why_not_written = "Các phiếu này không lưu thành tệp được.";
    ui.view = samples::frame(vi, view);
    ui.frame(2);
    CHECK_FALSE(ui.sees("Lưu thành tệp"));
    CHECK(ui.text().find("Các phiếu này không lưu thành tệp được.") != std::string::npos);
    view.count.is_ready = false;  // still looking for them
    view.may_be_written = true;
    ui.view = samples::frame(vi, view);
    ui.frame(2);
    CHECK_FALSE(ui.sees("Lưu thành tệp"));
}

TEST_CASE("where units are the lines, the name over the columns of a figure leads to its chart") {
    UiDriver ui({1920, 1080});
    ui.view = samples::frame(vi, samples::report_by_units(vi));
    ui.frame(3);
    ui.tap("Cai nghiện tự nguyện tại gia đình, cộng đồng");
    CHECK(only<OpenChart>(ui.take_actions()) == OpenChart{0, 1});
    ui.tap("Các cột sau");
    ui.tap("Duy trì không tái nghiện");  // a figure of one column
    CHECK(only<OpenChart>(ui.take_actions()) == OpenChart{0, 3});
    ui.tap("Khánh Yên");  // every figure, and no chart of its own
    CHECK(ui.take_actions().empty());
}

TEST_CASE("coming back to a report, its columns are those that were shown") {
    UiDriver ui({1024, 600});
    const ViewModel report = samples::frame(vi, samples::report(vi));
    ui.view = report;
    ui.frame(3);
    ui.tap("Các cột sau");
    ui.frame(2);
    const float place = ui.widget("Nậm Chầy").box.min.x;
    CHECK_FALSE(ui.sees("Võ Lao"));
    ui.view = samples::frame(vi, samples::figure_records(vi));
    ui.frame(2);
    ui.view = report;
    ui.frame(2);
    CHECK_FALSE(ui.sees("Võ Lao"));
    CHECK(ui.widget("Nậm Chầy").box.min.x == place);
}

TEST_CASE("a chart says every number and status in words") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::chart(vi));
    ui.frame(3);
    CHECK(ui.sees("92,3%"));
    CHECK(ui.sees("61,54%"));
    CHECK(ui.sees("<5*"));
    CHECK(ui.sees("mục tiêu 80, đạt"));
    CHECK(ui.sees("mục tiêu 80, chưa đạt"));
    CHECK(ui.widget("đầu 2022").value == "55,2%");
    CHECK(ui.widget("cuối 2022").value == "-");
    ui.tap("In ra giấy");
    CHECK(only<OpenReportFile>(ui.take_actions()) == OpenReportFile{});
}
