// What a district looks at: decisions as tables, then days in the window, with numbers that agree with their lists.
#include "client/app/overview.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/app/overview_file.h"
#include "client/app/views.h"
#include "shared/base/hash.h"
#include "shared/reports/report_file_name.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/line.h"
#include "tests/support/patience.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::test;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

Date day(const char* iso) { return *parse_date(iso); }

AreaTree areas_of_district() {
    AreaList list;
    const auto area = [&](const char* code, const char* type, const char* parent, const char* until = nullptr) {
        Area one;
        one.code = one.official_code = code;
        one.type = type;
        if (*parent) one.parent = parent;
        if (until) one.valid_to = day(until);
        one.order = static_cast<int>(list.areas.size());
        list.areas.push_back(one);
    };
    area("10", "province", "");
    area("089", "district", "10");
    area("03076", "commune", "089");
    area("0307601", "hamlet", "03076");
    area("03079", "commune", "089");
    area("03082", "commune", "089", "2025-06-30");
    area("080", "city", "10");
    area("02635", "ward", "080");
    return AreaTree::make(std::move(list)).value();
}

const std::string desk_roles = R"({"kind":"roles","id":"roles","version":9,"roles":[
    {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":[],"read":[],"desk":true},
    {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[]}]})";

// The store of the field device, opened beside the session.
void tell(Desk& desk, const protocol::Desk& told) {
    const auto replica = desk.store();
    protocol::SyncAnswer answer = answer_now(*replica, desk);
    answer.desk = told;
    replica->apply(answer, {}, desk.clock.now());
}

OverviewFigure figure(Desk& desk, const std::string& label) {
    for (const OverviewFigure& each : desk.screen<OverviewView>().figures)
        if (each.label == label) return each;
    FAIL("no figure " << label);
    throw std::logic_error("not reached");
}

HeatRow heat_row(Desk& desk, const std::string& name) {
    for (const HeatRow& each : desk.screen<OverviewView>().heat.rows)
        if (each.name == name) return each;
    FAIL("no row " << name);
    throw std::logic_error("not reached");
}

// The same name and year once more: maybe the same person.
void add_namesake(Desk& desk) {
    desk.store()->save({make_uuid_v7(desk.clock.now()),
                        "person_register",
                        1,
                        {{"birth_year", Value(1985), {}},
                         {"full_name", Value("Vàng Seo Phử"), {}},
                         {"sex", Value("male"), {}},
                         {std::string(reserved::area), Value("03061"), {}},
                         {std::string(reserved::status), Value("submitted"), {}}},
                        std::nullopt},
                       desk.clock.now());
}

// They are counted behind the window.
void wait_for_duplicates(Desk& desk) {
    REQUIRE(waits_until([&] {
        desk.session->receive();
        return figure(desk, "Nghi ghi hai lần").count.has_value();
    }));
}

// Opens what a number counts, and comes back.
std::size_t rows_behind(Desk& desk, const Action& open) {
    desk.perform(Action(open));
    const std::size_t rows = desk.screen<ListView>().rows.size();
    desk.perform(Back{});
    return rows;
}

protocol::DeskDevice told_device(std::uint64_t id, const UserId& user, Instant seen) {
    return {DeviceId{id}, "máy của " + user, user, "outreach_worker", {"03061"}, seen, 12, 0, protocol::Waits{}};
}

}  // namespace

TEST_CASE("weeks are those of the calendars here: from Monday, the first with most of its days in the year") {
    struct Case {
        const char *day, *monday, *vi;
        int number;
    };
    for (const Case& each : {Case{"2026-11-26", "2026-11-23", "tuần 48 (23-29/11)", 48},
                             Case{"2026-11-30", "2026-11-30", "tuần 49 (30/11-6/12)", 49},
                             Case{"2026-01-01", "2025-12-29", "tuần 1 (29/12-4/1)", 1},
                             Case{"2027-01-03", "2026-12-28", "tuần 53 (28/12-3/1)", 53},
                             Case{"2024-12-30", "2024-12-30", "tuần 1 (30/12-5/1)", 1},
                             Case{"2023-01-01", "2022-12-26", "tuần 52 (26/12-1/1)", 52}}) {
        CAPTURE(each.day);
        CHECK(to_string(monday_of(day(each.day))) == each.monday);
        CHECK(week_number(day(each.monday)) == each.number);
        CHECK(week_text(day(each.monday), Language::vi) == each.vi);
    }
    CHECK(week_text(day("2026-11-23"), Language::en) == "week 48 (23-29/11)");
    const auto weeks = last_weeks(day("2026-11-26"), 3);
    CHECK(weeks == std::vector<Date>{day("2026-11-09"), day("2026-11-16"), day("2026-11-23")});
}

TEST_CASE("communes stand in the table, not hamlets; closed ones only where something happened") {
    const AreaTree areas = areas_of_district();
    const Date today = day("2026-03-02");
    using Codes = std::vector<AreaCode>;
    CHECK(communes(areas, {"089"}, {}, today) == Codes{"03076", "03079"});
    CHECK(communes(areas, {"089"}, {{"2026-03-01", "03082", 1}}, today) == Codes{"03076", "03079", "03082"});
    CHECK(communes(areas, {"10"}, {}, today) == Codes{"03076", "03079", "02635"});
    CHECK(communes(areas, {"03076", "0307601"}, {}, today) == Codes{"03076"});
    CHECK(communes(areas, {"03082"}, {}, today) == Codes{"03082"});  // all that there is
    CHECK(communes(AreaTree(), {"089"}, {}, today).empty());
}

TEST_CASE("records are counted for their commune and week, and the rows add up to all that there is") {
    const AreaTree areas = areas_of_district();
    const auto mondays = last_weeks(day("2026-03-04"), 3);
    const auto table = by_commune(areas, {"03076", "03079"},
                                  {{"2026-02-16", "03076", 2},
                                   {"2026-03-02", "0307601", 3},  // of its hamlet
                                   {"2026-03-08", "03076", 4},
                                   {"2026-02-20", "089", 5},    // of no commune
                                   {"2026-02-15", "03079", 7},  // before
                                   {"2026-03-09", "03079", 7},  // after
                                   {"khi nào", "03079", 7}},
                                  mondays);
    CHECK(table ==
          std::vector<CommuneWeeks>{{"03076", {2, 0, 7}, 9, 0}, {"03079", {0, 0, 0}, 0, 2}, {"089", {5, 0, 0}, 5, 1}});
}

TEST_CASE("a cell is as dark as the quarter that it is in; nothing is level 0, and one large number blinds no other") {
    const auto row = [](std::vector<std::int64_t> weeks) { return CommuneWeeks{"x", std::move(weeks), 0, 0}; };
    using Levels = std::vector<std::vector<int>>;
    CHECK(levels({row({0, 1, 2, 3, 4, 5, 6, 7, 8})}) == Levels{{0, 1, 1, 1, 2, 2, 3, 3, 4}});
    CHECK(levels({row({5, 5}), row({0, 5})}) == Levels{{1, 1}, {0, 1}});
    CHECK(levels({row({0, 0})}) == Levels{{0, 0}});
    CHECK(levels({row({1, 2, 3, 4, 9000})}).front()[2] == 2);
    CHECK(levels({}).empty());
}

TEST_CASE("a device is late when it was not heard of for more than seven days") {
    const Instant now = FieldDevice::morning;
    CHECK_FALSE(is_late(now - days(7), now));
    CHECK(is_late(now - days(7) - 1ms, now));
    CHECK(quiet_days(now - days(9) - 5h, now) == 9);
    CHECK(quiet_days(now + 1h, now) == 0);
    protocol::Desk desk;
    desk.devices = {told_device(1, "lan", now - days(9)), told_device(2, "binh", now), told_device(3, "sep", now)};
    desk.devices[0].waits = protocol::Waits{.saves = 2, .drafts = 3};
    desk.devices[0].refused = 4;
    desk.devices[1].waits.reset();
    desk.devices[2].waits = protocol::Waits{.drafts = 50};
    CHECK(sums_of(desk, DeviceId{3}, now) ==
          DeskSums{.devices = 3, .late = 1, .refused = 4, .refusing = 1, .drafts = 3, .drafting = 1, .saves = 2});
}

TEST_CASE("whoever does not look after an area sees nothing of this, also when the action is performed") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    for (const Tile& tile : desk.screen<HomeView>().tiles) CHECK(tile.icon != TileIcon::overview);
    desk.perform(OpenOverview{});
    CHECK(std::holds_alternative<HomeView>(desk.view().screen));
    desk.perform(OpenDevices{});
    CHECK(std::holds_alternative<HomeView>(desk.view().screen));
}

TEST_CASE("a district opens the overview from home: communes by weeks, each number opens what it counts") {
    TemporaryFolder home;
    Desk desk(home.path());
    make_chief(desk, desk_roles);
    desk.unlock();
    REQUIRE(desk.screen<HomeView>().tiles.front().icon == TileIcon::overview);
    desk.perform(Action(desk.screen<HomeView>().tiles.front().action));
    CHECK(desk.screen<OverviewView>().heat.weeks.back().name == "tuần 10 (2-8/3)");
    CHECK(desk.screen<OverviewView>().heat.about.find("theo ngày ghi trên phiếu") != std::string::npos);
    const HeatRow row = heat_row(desk, "Võ Lao");  // the person, of Sunday the 1st
    CHECK(row.cells[10].count == 1);
    CHECK(row.cells[10].level == 1);
    CHECK(row.cells[11].count == 0);
    CHECK(heat_row(desk, "Cả địa bàn").total.count == 1);
    CHECK(rows_behind(desk, row.cells[10].open) == 1);
    CHECK(rows_behind(desk, row.cells[11].open) == 0);
    CHECK(rows_behind(desk, heat_row(desk, "Cả địa bàn").cells[10].open) == 1);
    desk.perform(Action(row.cells[10].open));
    CHECK(desk.screen<ListView>().title == "Võ Lao, tuần 9 (23/2-1/3)");
    desk.perform(Back{});

    FieldDevice::add_people(*desk.store(), 40);  // a sync has brought them meanwhile
    desk.perform(DismissNotice{});
    CHECK(heat_row(desk, "Võ Lao").cells[10].count == 41);
    CHECK(rows_behind(desk, row.cells[10].open) == 41);
}

TEST_CASE("the district takes the table of communes and weeks away for paper: few are hidden, and it is noted") {
    TemporaryFolder home;
    Desk desk(home.path());
    make_chief(desk, desk_roles);
    FieldDevice::add_people(*desk.store(), 40);
    desk.unlock();
    desk.perform(OpenOverview{});
    REQUIRE(desk.screen<OverviewView>().heat.file);
    desk.perform(Action(desk.screen<OverviewView>().heat.file->action));
    CHECK(desk.screen<PrintView>().title == "Bảng nhiệt: xã theo tuần");
    desk.perform(SaveReport{"csv"});
    CHECK_FALSE(desk.screen<PrintView>().result);
    desk.perform(SaveReport{"xlsx"});
    REQUIRE(desk.screen<PrintView>().result);
    CHECK(desk.screen<PrintView>().result->kind == NoticeKind::success);
    const auto replica = desk.store();
    const auto table = overview_table(*replica, desk.clock.now());
    CHECK(std::filesystem::file_size(home.path() + "/" + reports::file_name_of(table, {.format = "xlsx"})) > 3'000);
    CHECK(replica->audit().entries().back().detail == "overview " + table.period.code + " file xlsx");
    for (const auto& row : table.sections.front().rows)
        for (const auto& cell : row.cells)
            CHECK((cell.status == reports::CellStatus::hidden || cell.numerator == 0.0 || cell.numerator >= 5.0));
    desk.perform(Back{});
    CHECK(std::holds_alternative<OverviewView>(desk.view().screen));
}

TEST_CASE("visits and referrals that are overdue, returned records, drafts: each number is as long as its list") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact", "service_referral"});
    desk.unlock();
    desk.perform(StartForm{"outreach_contact", desk.device.person()});
    for (const auto& [path, value] : {std::pair("purpose", "psych"), std::pair("outcome", "met"),
                                      std::pair("consent_how", "spoken"), std::pair("next_visit", "2026-03-05")})
        desk.perform(client::Answer{path, Value(value)});
    desk.perform(SubmitForm{});
    for (const char* service : {"medical", "job"}) {
        desk.perform(StartForm{"service_referral", desk.device.person()});
        desk.perform(client::Answer{"service", Value(service)});
        desk.perform(client::Answer{"consent_to_share", Value("yes")});
        desk.perform(SubmitForm{});
    }
    desk.perform(StartForm{"communication_activity", {}});
    desk.perform(client::Answer{"title", Value("Buổi tối")});
    desk.perform(LeaveForm{});
    desk.perform(Lock{});
    make_chief(desk, desk_roles);
    {
        const auto replica = desk.store();
        REQUIRE(Workbook(*replica, desk.clock).set_status(desk.device.person(), "returned", "thiếu số giấy tờ"));
    }
    desk.clock.set(FieldDevice::morning + days(3));
    desk.unlock();
    desk.perform(OpenOverview{});
    CHECK(figure(desk, "Thăm quá hẹn").count == 0);  // today is not late
    desk.perform(Lock{});
    desk.clock.set(FieldDevice::morning + days(20));
    desk.unlock();
    desk.perform(OpenOverview{});
    CHECK(figure(desk, "Thăm quá hẹn").count == 1);
    CHECK(figure(desk, "Chuyển gửi quá hạn").count == 2);
    CHECK(figure(desk, "Bị trả lại").count == 1);
    CHECK(figure(desk, "Nháp trên máy này").count == 1);
    CHECK(figure(desk, "Cần quyết định").count == 1);
    for (const char* label : {"Thăm quá hẹn", "Chuyển gửi quá hạn", "Bị trả lại", "Nháp trên máy này"}) {
        CAPTURE(label);
        CHECK(static_cast<std::int64_t>(rows_behind(desk, figure(desk, label).open)) == figure(desk, label).count);
    }
    desk.perform(Action(figure(desk, "Nháp trên máy này").open));
    desk.perform(ResumeDraft{desk.screen<ListView>().rows.at(0).record});
    CHECK(std::holds_alternative<FormView>(desk.view().screen));
    desk.perform(Lock{});
    desk.clock.set(FieldDevice::morning + days(120));  // no work of today any more, and the worst case of the district
    desk.unlock();
    const auto due = desk.screen<HomeView>().due;
    const auto is_of_march = [](const Row& row) { return row.detail.find("05/03/2026") != std::string::npos; };
    CHECK(std::none_of(due.begin(), due.end(), is_of_march));
    desk.perform(OpenOverview{});
    CHECK(figure(desk, "Thăm quá hẹn").count == 1);
    CHECK(rows_behind(desk, figure(desk, "Thăm quá hẹn").open) == 1);
    CHECK(figure(desk, "Chuyển gửi quá hạn").count == 2);
    CHECK(rows_behind(desk, figure(desk, "Chuyển gửi quá hạn").open) == 2);
}

TEST_CASE("a desk that does not read referrals is told no number of late ones, for a nought would say that none is") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact", "service_referral"});
    const auto has_figure = [&](const std::string& label) {
        const auto& figures = desk.screen<OverviewView>().figures;
        return std::any_of(figures.begin(), figures.end(), [&](const auto& each) { return each.label == label; });
    };
    make_chief(desk, desk_roles, [](DeviceInfo& device) {
        device.forms = {{"outreach_contact", "person_register", "screening_assist"}};
    });
    desk.unlock();
    desk.perform(OpenOverview{});
    CHECK(has_figure("Thăm quá hẹn"));
    CHECK_FALSE(has_figure("Chuyển gửi quá hạn"));
    CHECK_FALSE(has_figure("Yêu cầu quá hạn"));
    desk.perform(Lock{});
    make_chief(desk, desk_roles, [](DeviceInfo& device) { device.forms = {{"service_referral"}}; });
    desk.unlock();
    desk.perform(OpenOverview{});
    CHECK_FALSE(has_figure("Thăm quá hẹn"));
    CHECK(has_figure("Chuyển gửi quá hạn"));
}

TEST_CASE("who may stand there twice is counted behind the overview, and the number says when that was") {
    TemporaryFolder home;
    Desk desk(home.path());
    make_chief(desk, desk_roles);
    add_namesake(desk);
    desk.unlock();
    desk.perform(OpenOverview{});
    wait_for_duplicates(desk);
    CHECK(figure(desk, "Nghi ghi hai lần").count == 1);  // nobody has opened the list
    CHECK(figure(desk, "Nghi ghi hai lần").detail == "đếm hôm nay 08:00");
    desk.clock.advance(1h);
    desk.perform(Action(figure(desk, "Nghi ghi hai lần").open));
    CHECK(desk.screen<ConflictListView>().duplicates.size() == 1);
    CHECK(desk.screen<ConflictListView>().more_duplicates.empty());
    desk.perform(Back{});
    CHECK(figure(desk, "Nghi ghi hai lần").detail == "đếm hôm nay 09:00");
    desk.restart();
    desk.unlock();
    desk.perform(OpenOverview{});
    CHECK(figure(desk, "Nghi ghi hai lần").count == 1);
}

TEST_CASE("more people who may stand there twice than a screen lists are more than that, and never just as many") {
    TemporaryFolder home;
    Desk desk(home.path());
    make_chief(desk, desk_roles);
    for (int i = 0; i < 20; ++i) add_namesake(desk);  // 21 of one name and year: 210 pairs
    desk.unlock();
    desk.perform(OpenOverview{});
    wait_for_duplicates(desk);
    CHECK(figure(desk, "Nghi ghi hai lần").count == 200);
    CHECK(figure(desk, "Nghi ghi hai lần").is_more);
    desk.perform(Action(figure(desk, "Nghi ghi hai lần").open));
    CHECK(desk.screen<ConflictListView>().duplicates.size() == 200);
    CHECK(desk.screen<ConflictListView>().more_duplicates.find("200 cặp giống nhau nhất; còn nữa") !=
          std::string::npos);
    desk.perform(Back{});
    CHECK(figure(desk, "Nghi ghi hai lần").is_more);
}

TEST_CASE("late devices come first, with what is known to wait there; the others are one tap away") {
    TemporaryFolder home;
    Desk desk(home.path());
    make_chief(desk, desk_roles);
    desk.unlock();
    desk.perform(OpenOverview{});
    CHECK(desk.screen<OverviewView>().devices.empty());
    CHECK(desk.screen<OverviewView>().devices_about.starts_with("Máy chủ chưa cho biết"));
    const Instant now = desk.clock.now();
    protocol::Desk told;
    told.devices = {told_device(1, "lung", now - days(12)), told_device(2, "binh", now - days(1)),
                    told_device(3, "mai", now - 1h)};
    told.devices[0].waits = protocol::Waits{.saves = 3, .drafts = 2};
    told.devices[1].refused = 5;
    told.devices[2].waits.reset();
    tell(desk, told);
    desk.perform(DismissNotice{});
    const OverviewView view = desk.screen<OverviewView>();
    REQUIRE(view.devices.size() == 1);
    CHECK(view.devices[0].title == "lung · máy của lung");
    CHECK(view.devices[0].detail ==
          "Cán bộ tiếp cận · Võ Lao · gặp lần cuối 18/02/2026 08:00 · đã nhận 12 lần lưu · lúc ấy còn 3 lần "
          "lưu chưa gửi, 2 nháp");
    CHECK(view.devices[0].badges == std::vector<Badge>{{"Trễ 12 ngày", Tone::warning}});
    CHECK(figure(desk, "Máy lâu chưa gửi").count == 1);
    CHECK(figure(desk, "Máy chủ giữ lại").count == 5);
    desk.perform(Action(figure(desk, "Máy chủ giữ lại").open));
    REQUIRE(desk.screen<OverviewView>().devices.size() == 1);
    CHECK(desk.screen<OverviewView>().devices[0].title == "binh · máy của binh");
    CHECK(desk.screen<OverviewView>().figures.empty());
    CHECK(desk.screen<OverviewView>().refused.empty());
    CHECK(desk.screen<OverviewView>().refused_about.starts_with("Máy chủ này chưa kể từng lần lưu"));  // an older one
    desk.perform(Back{});
    desk.perform(Action(desk.screen<OverviewView>().more_devices->action));
    REQUIRE(desk.screen<OverviewView>().devices.size() == 3);
    CHECK(desk.screen<OverviewView>().devices[2].detail.ends_with("máy chưa cho biết còn gì chờ gửi"));
    desk.perform(GoHome{});
    CHECK(desk.screen<HomeView>().tiles.front().count == 1);
    CHECK(desk.screen<HomeView>().tiles.front().tone == Tone::warning);
}

TEST_CASE(
    "what lies in quarantine is listed as the server told it, and a device that two people share is counted once") {
    TemporaryFolder home;
    Desk desk(home.path());
    make_chief(desk, desk_roles);
    desk.unlock();
    const Instant now = desk.clock.now();
    protocol::Desk told;
    told.devices = {told_device(7, "lung", now), told_device(7, "binh", now)};
    for (protocol::DeskDevice& each : told.devices) {
        each.name = "máy trạm";
        each.refused = 3;
    }
    told.refused = {{DeviceId{7}, "binh", "person_register", now - 1h, {"Không phụ trách “Võ Lao”.", "Not there."}},
                    {DeviceId{7}, "", "", now - days(2), {"Máy chủ không nhận lần lưu này.", "It was not taken."}}};
    tell(desk, told);
    desk.perform(OpenOverview{});
    CHECK(figure(desk, "Máy chủ giữ lại").count == 3);
    CHECK(figure(desk, "Máy chủ giữ lại").detail == "của 1 máy");
    desk.perform(Action(figure(desk, "Máy chủ giữ lại").open));
    const OverviewView view = desk.screen<OverviewView>();
    CHECK(view.title == "Máy chủ giữ lại");
    REQUIRE(view.refused.size() == 2);
    CHECK(view.refused[0].title == "binh · máy trạm");
    CHECK(view.refused[0].detail.ends_with(" · lưu hôm nay 07:00"));
    CHECK_FALSE(view.refused[0].detail.starts_with("loại phiếu"));
    CHECK(view.refused[0].reason == "Không phụ trách “Võ Lao”.");
    CHECK(view.refused[1].title == "Một người khác trên máy này · máy trạm");
    CHECK(view.refused[1].detail.starts_with("loại phiếu mà vai trò này không xem"));
    CHECK(view.refused_about.ends_with("Còn 1 lần lưu nữa không kể ở đây."));
    desk.perform(Back{});
    desk.perform(OpenDevices{});
    CHECK(desk.screen<OverviewView>().refused_title.empty());  // all devices are another list
}

TEST_CASE("a role that a province has added is called by its published name, on its own device and on the district's") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    CHECK(desk.view().user.ends_with("– Cán bộ tiếp cận"));  // nobody has published its name here
    desk.perform(Lock{});
    make_chief(desk, R"({"kind":"roles","id":"roles","version":9,"roles":[
        {"id":"chief","name_vi":"Trưởng phòng","name_en":"Head","write":[],"read":[],"desk":true},
        {"id":"elder","name_vi":"Già làng","name_en":"Village elder","write":[],"read":[]}]})");
    desk.unlock();
    CHECK(desk.view().user.ends_with("– Trưởng phòng"));
    protocol::Desk told;
    told.devices = {told_device(1, "lung", desk.clock.now() - days(12))};
    told.devices[0].role = "elder";
    tell(desk, told);
    desk.perform(OpenOverview{});
    REQUIRE(desk.screen<OverviewView>().devices.size() == 1);
    CHECK(desk.screen<OverviewView>().devices[0].detail.starts_with("Già làng · "));
}

TEST_CASE("the right is taken away while the overview is open: home is there, and nothing of the devices is left") {
    TemporaryFolder home;
    Desk desk(home.path());
    make_chief(desk, desk_roles);
    tell(desk, {{told_device(1, "lung", desk.clock.now())}});
    desk.unlock();
    desk.perform(OpenOverview{});
    CHECK(desk.screen<OverviewView>().more_devices);
    {
        const auto replica = desk.store();
        protocol::SyncAnswer answer = answer_now(*replica, desk);
        answer.grants = replica->device().grants();
        answer.grants->role = "worker";
        replica->apply(answer, {}, desk.clock.now());
        CHECK_FALSE(replica->desk().told());
    }
    desk.perform(DismissNotice{});
    CHECK(std::holds_alternative<HomeView>(desk.view().screen));
}

namespace {

struct Office : nuong::testing::District {
    Office() {
        publish_more({nuong::testing::document("roles", desk_roles)});
        add_user("sep", "chief", {"089"});
        add_user("lan", "worker", {"03076"});
    }
    void pass(Laptop& laptop, std::chrono::hours time) {
        clock.advance(time);
        laptop.clock.set(clock.now());
    }
};

const protocol::DeskDevice& told_of(Laptop& chief, const UserId& user) {
    static protocol::DeskDevice found;
    const auto told = chief.replica->desk().told();
    REQUIRE(told);
    for (const protocol::DeskDevice& device : told->desk.devices)
        if (device.user == user) return found = device;
    FAIL("nothing of " << user);
    return found;
}

void begin_draft(Laptop& laptop) {
    auto form = OpenForm::start(laptop.workbook, "person", std::nullopt, "03076", Language::vi);
    REQUIRE(form);
    REQUIRE(form->answer("full_name", Value("Hà Văn Phước")));
}

}  // namespace

TEST_CASE("a worker syncs with a draft begun and goes up the mountain; nine days later the district knows both") {
    Office office;
    Laptop lan(office, "lan"), sep(office, "sep");
    CHECK(told_of(sep, "lan").waits == protocol::Waits{});
    begin_draft(lan);
    lan.add("Vàng Seo Phử");
    lan.sync();
    office.pass(sep, days(9));
    sep.sync();
    const protocol::DeskDevice told = told_of(sep, "lan");
    CHECK(told.accepted == 1);
    CHECK(told.waits == protocol::Waits{.drafts = 1});
    CHECK(is_late(told.seen, office.clock.now()));
    const OverviewView view =
        overview_view(sep.workbook, OverviewOf::all, Language::vi, sep.replica->corrected(sep.clock.now()));
    REQUIRE(view.devices.size() == 1);
    CHECK(view.devices[0].badges == std::vector<Badge>{{"Trễ 9 ngày", Tone::warning}});
    CHECK(view.devices[0].detail.find("lúc ấy còn 1 nháp") != std::string::npos);
    CHECK_FALSE(lan.replica->desk().told());  // she is told nothing of anybody
    CHECK(sep.sync().requests == 1);
}

TEST_CASE("the line breaks in the middle of a day's work: the district knows how much of it has not come") {
    Office office;
    Laptop lan(office, "lan"), sep(office, "sep");
    for (int i = 0; i < 1500; ++i) lan.add("Vàng Seo Phử " + std::to_string(i));
    lan.line.requests_until_down = 1;
    CHECK(lan.sync().outcome == SyncOutcome::offline);
    const auto waiting = lan.replica->log().count(LogState::waiting);
    REQUIRE(waiting > 0);
    sep.sync();
    REQUIRE(told_of(sep, "lan").waits);
    CHECK(told_of(sep, "lan").waits->saves == static_cast<std::uint32_t>(waiting));
}

TEST_CASE("a server that does not know the question, and a device that does not ask it, go on as before") {
    Office office;
    Laptop sep(office, "sep");
    sep.line.tamper = [](protocol::SyncAnswer& answer) { answer.desk.reset(); };
    office.pass(sep, 1h);
    CHECK(sep.sync().outcome == SyncOutcome::ok);
    CHECK(sep.sync().requests == 1);
    CHECK(sep.replica->desk().told());  // what it had been told stays
}

TEST_CASE("whoever looks after an area is told on whose tablet each side of a conflict was written; nobody else is") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    const auto heads = [&] {
        desk.perform(OpenConflicts{});
        const ConflictRow row = desk.screen<ConflictListView>().rows.at(0);
        desk.perform(OpenConflict{row.record, row.path});
        auto found = desk.screen<ConflictView>().heads;
        desk.perform(GoHome{});
        return found;
    };
    const auto before = heads();
    REQUIRE(before.size() == 2);
    protocol::Desk told;
    for (const HeadView& head : before) {
        CHECK(head.device == "máy khác");
        told.devices.push_back(told_device(head.dot.device.value, head.author, desk.clock.now()));
    }
    make_chief(desk, desk_roles, [](DeviceInfo&) {});
    tell(desk, told);
    desk.restart();
    desk.unlock();
    for (const HeadView& head : heads()) CHECK(head.device == "máy của " + head.author);
}
