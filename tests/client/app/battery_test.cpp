// When a person is told that the battery runs low.
#include <catch2/catch_test_macros.hpp>

#include "client/app/battery_watch.h"
#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::TemporaryFolder;

TEST_CASE("on a long day the person is told twice, and again after it was charged") {
    BatteryWatch watch;
    for (const int percent : {100, 55, 21}) CHECK_FALSE(watch.news(percent, false));
    const auto low = watch.news(20, false);
    REQUIRE(low);
    CHECK(low->vi.find("20 %") != std::string::npos);
    CHECK(low->vi.find("đã lưu") != std::string::npos);  // nothing is lost, and it says so
    for (const int percent : {19, 21, 20, 11}) CHECK_FALSE(watch.news(percent, false));
    CHECK(watch.news(10, false));
    for (const int percent : {9, 12, 10, 1}) CHECK_FALSE(watch.news(percent, false));
    CHECK_FALSE(watch.news(5, true));
    CHECK(watch.news(15, false));
}

TEST_CASE("in the middle of a form a low battery is said without closing it, and at the door not at all") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.session->battery_is(15, false);
    CHECK_FALSE(desk.view().notice);
    desk.unlock();
    desk.perform(StartForm{"person_register", std::nullopt});
    desk.session->battery_is(15, false);
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->kind == NoticeKind::warning);
    CHECK(desk.view().notice->text.starts_with("Pin máy còn 15 %"));
    CHECK(std::holds_alternative<FormView>(desk.view().screen));
    desk.perform(DismissNotice{});
    desk.session->battery_is(14, false);
    CHECK_FALSE(desk.view().notice);
}
