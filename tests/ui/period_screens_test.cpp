// Periods on the screen: a lock of a whole district asks first, says what is missing, and needs a reason.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/sample_periods.h"
#include "tests/ui/ui_driver.h"

using namespace nuong;
using namespace nuong::client;

namespace {

constexpr samples::Words vi{Language::vi};

}  // namespace

TEST_CASE("each form of a period says its state in words and leads on") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::periods(vi));
    ui.frame(3);
    CHECK(ui.widget("Sàng lọc ASSIST").value.ends_with("Đã kiểm tra, chưa khóa"));
    ui.tap("Kỳ trước");
    CHECK(only<OpenPeriods>(ui.take_actions()) == OpenPeriods{"2023-H2"});
    ui.tap("Thăm người sau cai nghiện tại nơi cư trú");
    CHECK(only<OpenPeriod>(ui.take_actions()) == OpenPeriod{"2024-H1", "post_rehab_visit"});
}

TEST_CASE("one tap locks nothing: first it is said what is missing, and why has to be written") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::period(vi));
    ui.frame(3);
    CHECK_FALSE(ui.sees("Khóa cả địa bàn"));
    ui.tap("Khóa kỳ");
    ui.frame(2);
    CHECK(ui.take_actions().empty());
    CHECK(ui.text().find("31 phiếu của kỳ chưa ai kiểm tra") != std::string::npos);
    CHECK(ui.text().find("5 lần lưu đang bị máy chủ giữ lại") != std::string::npos);
    ui.tap("Khóa cả địa bàn");
    CHECK(ui.take_actions().empty());  // without a reason
    ui.tap("Lý do");
    ui.type("da nop");
    ui.frame(2);
    ui.tap("Khóa cả địa bàn");
    CHECK(only<DecidePeriod>(ui.take_actions()) == DecidePeriod{"2024-H1", "all", true, "da nop"});
    ui.frame(2);
    CHECK_FALSE(ui.sees("Khóa cả địa bàn"));
}

TEST_CASE("what was locked is opened again with a reason, or one thinks better of it") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::period_reopened(vi));
    ui.frame(3);
    ui.tap("Mở lại kỳ");
    ui.frame(2);
    ui.tap("Thôi");
    ui.frame(2);
    CHECK_FALSE(ui.sees("Mở lại cả địa bàn"));
    ui.tap("Mở lại kỳ");
    ui.frame(2);
    ui.tap("Lý do");
    ui.type("thieu");
    ui.frame(2);
    ui.tap("Mở lại cả địa bàn");
    CHECK(only<DecidePeriod>(ui.take_actions()) == DecidePeriod{"2024-H1", "all", false, "thieu"});
}

TEST_CASE("one commune that has to put something right is opened alone, with a reason") {
    UiDriver ui({1024, 600});
    ui.view = samples::frame(vi, samples::period_reopened(vi));
    ui.frame(3);
    ui.tap("Võ Lao");
    ui.frame(2);
    CHECK(ui.text().find("Chỉ cho Võ Lao; các đơn vị khác giữ nguyên.") != std::string::npos);
    CHECK_FALSE(ui.sees("Mở lại cả địa bàn"));
    ui.tap("Mở lại đơn vị này");
    CHECK(ui.take_actions().empty());  // without a reason
    ui.tap("Lý do");
    ui.type("thieu mot buoi");
    ui.frame(2);
    ui.tap("Mở lại đơn vị này");
    CHECK(only<DecidePeriod>(ui.take_actions()) == DecidePeriod{"2024-H1", "all", false, "thieu mot buoi", "03076"});
    ui.frame(2);
    CHECK_FALSE(ui.sees("Mở lại đơn vị này"));
}
