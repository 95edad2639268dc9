// A half year is over: the district sees in the window what is missing, locks it for all communes, and opens it again.
#include <algorithm>

#include "client/app/period_locks.h"
#include "shared/base/hash.h"
#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

const std::string roles = R"({"kind":"roles","id":"roles","version":9,"roles":[
    {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":[],"read":[],"desk":true}]})";

// Looks after the district, looks sessions over, and has one of last November that nobody has checked.
void sit_at_district(Desk& desk, bool may_lock) {
    make_chief(desk, roles, [&](DeviceInfo& info) {
        info.review = {"communication_activity"};
        if (!may_lock) info.write = std::vector<FormId>{"communication_activity"};
    });
    const auto replica = desk.store();
    replica->save({make_uuid_v7(desk.clock.now()),
                   "communication_activity",
                   1,
                   {{"occurred_on", Value("2025-11-10"), {}},
                    {std::string(reserved::area), Value("03061"), {}},
                    {std::string(reserved::status), Value("submitted"), {}}},
                   std::nullopt},
                  desk.clock.now());
}

OverviewFigure named(const std::vector<OverviewFigure>& figures, const std::string& label) {
    for (const OverviewFigure& each : figures)
        if (each.label == label) return each;
    FAIL("no figure " << label);
    throw std::logic_error("not reached");
}

std::size_t rows_behind(Desk& desk, const Action& open) {
    desk.perform(Action(open));
    const std::size_t rows = desk.screen<ListView>().rows.size();
    desk.perform(Back{});
    return rows;
}

std::vector<std::string> noted(Desk& desk, const std::string& what) {
    std::vector<std::string> details;
    for (const auto& entry : desk.store()->audit().entries())
        if (entry.what == what) details.push_back(entry.detail);
    return details;
}

const PeriodView& open_past_period(Desk& desk) {
    desk.perform(OpenOverview{});
    desk.perform(Action(named(desk.screen<OverviewView>().figures, "Kỳ chưa khóa").open));
    const PeriodsView periods = desk.screen<PeriodsView>();
    CHECK(periods.period == "6 tháng cuối năm 2025");
    REQUIRE(periods.rows.size() == 2);
    CHECK(periods.rows[0].title == "Mọi biểu mẫu");
    CHECK(periods.rows[0].state.text == "Chưa khóa");
    CHECK(periods.rows[1].title == "Phiếu hoạt động truyền thông");
    CHECK(periods.rows[1].detail.starts_with("1 phiếu, 1 chờ kiểm tra · khóa 0/"));
    desk.perform(Action(periods.rows[0].open));
    return desk.screen<PeriodView>();
}

}  // namespace

TEST_CASE("a period that is over is locked for the whole district after it was said what is missing, and reopened") {
    TemporaryFolder home;
    Desk desk(home.path(), {"period_lock"});
    sit_at_district(desk, true);
    desk.unlock();
    const PeriodView before = open_past_period(desk);
    CHECK(rows_behind(desk, named(before.figures, "Phiếu trong kỳ").open) == 1);
    CHECK(rows_behind(desk, named(before.figures, "Chờ kiểm tra").open) == 1);
    CHECK(before.units.starts_with("Chưa khóa ở "));
    CHECK(std::count(before.missing.begin(), before.missing.end(), "1 phiếu của kỳ chưa ai kiểm tra") == 1);
    REQUIRE(before.lock);
    CHECK_FALSE(before.reopen);
    desk.perform(*before.lock);  // without a reason
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->kind == NoticeKind::error);
    CHECK(noted(desk, "period_lock").empty());

    DecidePeriod lock = *before.lock;
    lock.reason = "đã nộp báo cáo";
    desk.perform(lock);
    const PeriodView locked = desk.screen<PeriodView>();
    CHECK(locked.state.text == "Đã khóa");
    CHECK(locked.units == "Đã khóa ở mọi đơn vị.");
    CHECK_FALSE(locked.lock);
    CHECK(noted(desk, "period_lock") == std::vector<std::string>{"all 089 2025-H2, 1 unchecked"});
    {
        const auto store = desk.store();
        Workbook workbook(*store, desk.clock);
        CHECK(locked_period(workbook, {"03061", "communication_activity", "2025-11-10"}, Language::vi));
    }
    desk.perform(GoHome{});
    desk.perform(OpenOverview{});
    CHECK(named(desk.screen<OverviewView>().figures, "Kỳ chưa khóa").count == 0);

    desk.perform(OpenPeriod{"2025-H2", "all"});
    DecidePeriod reopen = desk.screen<PeriodView>().reopen.value();
    reopen.reason = "thiếu một buổi";
    desk.perform(reopen);
    CHECK(desk.screen<PeriodView>().state.text == "Chưa khóa");
    CHECK(noted(desk, "period_reopen").size() == 1);
    const auto store = desk.store();
    Workbook workbook(*store, desk.clock);
    CHECK_FALSE(locked_period(workbook, {"03061", "communication_activity", "2025-11-10"}, Language::vi));
    for (const forms::PeriodLock& each : known_locks(workbook, "089")) CHECK(each.reason == "thiếu một buổi");
}

TEST_CASE("one commune of a locked district is opened alone for what it has to put right, and locked again alone") {
    TemporaryFolder home;
    Desk desk(home.path(), {"period_lock"});
    sit_at_district(desk, true);
    desk.unlock();
    DecidePeriod lock = open_past_period(desk).lock.value();
    lock.reason = "đã nộp báo cáo";
    desk.perform(lock);
    const auto unit_of = [&](const AreaCode& area) {
        for (const PeriodUnit& unit : desk.screen<PeriodView>().each_unit)
            if (unit.decide.area == area) return unit;
        FAIL("no unit " << area);
        throw std::logic_error("not reached");
    };
    const PeriodUnit late = unit_of("03061");
    CHECK(late.state.text == "Đã khóa");
    CHECK_FALSE(late.decide.locks);
    CHECK(late.about.starts_with("Chỉ cho " + late.name));
    DecidePeriod reopen = late.decide;
    desk.perform(reopen);  // without a reason
    CHECK(unit_of("03061").state.text == "Đã khóa");
    reopen.reason = "thiếu một buổi";
    desk.perform(reopen);
    CHECK(unit_of("03061").state.text == "Chưa khóa");
    CHECK(unit_of("03076").state.text == "Đã khóa");
    CHECK(noted(desk, "period_reopen") == std::vector<std::string>{"all 03061 2025-H2"});
    DecidePeriod again = unit_of("03061").decide;
    CHECK(again.locks);
    again.reason = "đã bổ sung";
    desk.perform(again);
    CHECK(desk.screen<PeriodView>().units == "Đã khóa ở mọi đơn vị.");
    DecidePeriod elsewhere = again;
    elsewhere.area = "001";  // Hà Nội
    desk.perform(elsewhere);
    CHECK(desk.view().notice->kind == NoticeKind::error);
}

TEST_CASE("one form is locked by itself; every form counts as locked once each that has records is") {
    TemporaryFolder home;
    Desk desk(home.path(), {"period_lock"});
    sit_at_district(desk, true);
    desk.unlock();
    open_past_period(desk);
    desk.perform(DecidePeriod{"2025-H2", "communication_activity", true, "đã nộp"});
    desk.perform(Back{});
    for (const PeriodRow& row : desk.screen<PeriodsView>().rows) CHECK(row.state.text == "Đã khóa");
    desk.perform(Action(desk.screen<PeriodsView>().later.value()));
    CHECK(desk.screen<PeriodsView>().period == "6 tháng đầu năm 2026");
    CHECK_FALSE(desk.screen<PeriodsView>().later);
    CHECK(desk.screen<PeriodsView>().rows[0].state.text == "Đang trong kỳ");
    desk.perform(Back{});
    CHECK(std::holds_alternative<OverviewView>(desk.view().screen));
}

TEST_CASE("who may not write a lock sees the periods and locks nothing; who looks after no area sees none") {
    TemporaryFolder home;
    Desk desk(home.path(), {"period_lock"});
    desk.unlock();
    desk.perform(OpenPeriods{"2025-H2"});
    CHECK(std::holds_alternative<HomeView>(desk.view().screen));
    sit_at_district(desk, false);
    desk.restart();
    desk.unlock();
    const PeriodView view = open_past_period(desk);
    CHECK_FALSE(view.lock);
    CHECK_FALSE(view.reopen);
    desk.perform(DecidePeriod{"2025-H2", "all", true, "đã nộp"});
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->kind == NoticeKind::error);
    CHECK(desk.screen<PeriodView>().state.text == "Chưa khóa");
    CHECK(noted(desk, "period_lock").empty());
}

TEST_CASE("what was returned in a period is listed from its screen alone, without what was returned of other periods") {
    TemporaryFolder home;
    Desk desk(home.path(), {"period_lock"});
    sit_at_district(desk, true);
    {
        const auto replica = desk.store();
        for (const char* day : {"2025-11-12", "2025-03-12"}) {
            replica->save({make_uuid_v7(desk.clock.now()),
                           "communication_activity",
                           1,
                           {{"occurred_on", Value(day), {}},
                            {std::string(reserved::area), Value("03061"), {}},
                            {std::string(reserved::status), Value("returned"), {}}},
                           std::nullopt},
                          desk.clock.now());
        }
    }
    desk.unlock();
    desk.perform(OpenPeriod{"2025-H2", "all"});
    const PeriodView period = desk.screen<PeriodView>();
    CHECK(named(period.figures, "Phiếu trong kỳ").count == 2);
    CHECK(named(period.figures, "Bị trả lại").count == 1);
    CHECK(rows_behind(desk, named(period.figures, "Bị trả lại").open) == 1);
    CHECK(named(period.figures, "Cần quyết định").count == 0);
    CHECK(rows_behind(desk, named(period.figures, "Cần quyết định").open) == 0);
}
