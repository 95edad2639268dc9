// Somebody asks for what is kept about them, or to be forgotten: the days that the law gives run where people look.
#include <catch2/catch_test_macros.hpp>

#include "shared/base/hash.h"
#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using std::chrono::days;

namespace {

const std::vector<std::string> with_requests = {"data_request", "service_referral"};

void go_to(Desk& desk, days later) {
    desk.clock.set(FieldDevice::morning + later);
    desk.perform(Lock{});
    desk.unlock();
}

const std::vector<Row>& due(Desk& desk) { return desk.screen<HomeView>().due; }

// On Monday, 2 March 2026.
void receive(Desk& desk, const char* asks) {
    desk.perform(StartForm{"data_request", desk.device.person()});
    desk.perform(Answer{"asks", Value(asks)});
    desk.perform(Answer{"how", Value("in_person")});
    desk.perform(Answer{"identity", Value("known")});
    desk.perform(SubmitForm{});
    REQUIRE(desk.view().notice->kind == NoticeKind::success);
    desk.perform(GoHome{});
}

Path last_event(Desk& desk, const std::string& question) {
    Path last;
    for (const FormPage& page : desk.screen<FormView>().pages)
        for (const FormItem& item : page.items)
            if (item.path.starts_with("events/") && item.path.ends_with("/" + question)) last = item.path;
    return last;
}

// From home, where it stands first.
void write_event(Desk& desk, const char* state) {
    desk.perform(EditRecord{due(desk).at(0).record});
    desk.perform(AddRepeat{"events"});
    desk.perform(Answer{last_event(desk, "state"), Value(state)});
    if (const Path reason = last_event(desk, "reason"); !reason.empty())
        desk.perform(Answer{reason, Value("Đang có quyết định quản lý sau cai")});
    if (const Path basis = last_event(desk, "legal_basis"); !basis.empty())
        desk.perform(Answer{basis, Value("Luật Phòng, chống ma túy")});
    desk.perform(SubmitForm{});
    REQUIRE(desk.view().notice->kind == NoticeKind::success);
    desk.perform(GoHome{});
}

// Its user looks after the district from now on, as the published roles say.
void look_after_the_district(Desk& desk) {
    const std::string roles = R"({"kind":"roles","id":"roles","version":9,"roles":[
        {"id":"chief","name_vi":"Huyện","name_en":"Chief","desk":true,
         "write":["person_register","data_request","service_referral"],"read":[]}]})";
    desk.perform(Lock{});
    make_chief(desk, roles);
}

const OverviewFigure* requests_figure(Desk& desk) {
    desk.perform(OpenOverview{});
    for (const OverviewFigure& each : desk.screen<OverviewView>().figures)
        if (each.label == "Yêu cầu quá hạn") return &each;
    return nullptr;
}

std::int64_t late_requests(Desk& desk) {
    const OverviewFigure* figure = requests_figure(desk);
    REQUIRE(figure);
    const std::int64_t count = figure->count.value_or(-1);
    desk.perform(Action(figure->open));
    CHECK(static_cast<std::int64_t>(desk.screen<ListView>().rows.size()) == count);
    desk.perform(GoHome{});
    return count;
}

}  // namespace

TEST_CASE("a request that came today stands on home until it is answered, then until it is done, and is gone") {
    test::TemporaryFolder home;
    Desk desk(home.path(), with_requests);
    desk.unlock();
    receive(desk, "erase");
    REQUIRE(due(desk).size() == 1);
    CHECK(due(desk)[0].title == "Vàng Seo Phử");
    CHECK(due(desk)[0].detail == "Xóa dữ liệu · hạn 04/03/2026");
    CHECK(due(desk)[0].badges.at(0).text == "Còn 2 ngày");
    CHECK(due(desk)[0].record != desk.device.person());  // the request itself, where the answer is written
    go_to(desk, days(2));
    CHECK(due(desk).at(0).badges.at(0).text == "Hôm nay");
    go_to(desk, days(3));
    CHECK(due(desk).at(0).badges.at(0).text == "Trễ 1 ngày");

    write_event(desk, "answered");
    CHECK(due(desk).at(0).detail == "Xóa dữ liệu · hạn 17/03/2026");
    CHECK(due(desk)[0].badges.at(0).text == "Còn 12 ngày");
    go_to(desk, days(15 + 60));  // however late it is
    CHECK(due(desk).at(0).badges.at(0).text == "Trễ 60 ngày");
    write_event(desk, "done");
    CHECK(due(desk).empty());
    go_to(desk, days(15 + 61));
    CHECK(due(desk).empty());
}

TEST_CASE("a refusal needs its reason and its law, and ends the time limit") {
    test::TemporaryFolder home;
    Desk desk(home.path(), with_requests);
    desk.unlock();
    receive(desk, "erase");
    desk.perform(EditRecord{due(desk).at(0).record});
    desk.perform(AddRepeat{"events"});
    desk.perform(Answer{last_event(desk, "state"), Value("refused")});
    desk.perform(SubmitForm{});
    CHECK(std::holds_alternative<FormView>(desk.view().screen));  // not yet
    desk.perform(Answer{last_event(desk, "reason"), Value("Đang có quyết định quản lý sau cai")});
    desk.perform(Answer{last_event(desk, "legal_basis"), Value("Luật Phòng, chống ma túy")});
    desk.perform(SubmitForm{});
    desk.perform(GoHome{});
    CHECK(due(desk).empty());
}

TEST_CASE("a district counts overdue requests apart from overdue referrals, and each opens its own list") {
    test::TemporaryFolder home;
    Desk desk(home.path(), with_requests);
    desk.unlock();
    receive(desk, "see");
    receive(desk, "erase");
    desk.perform(StartForm{"service_referral", desk.device.person()});
    desk.perform(Answer{"service", Value("job")});
    desk.perform(Answer{"consent_to_share", Value("yes")});
    desk.perform(SubmitForm{});
    look_after_the_district(desk);
    desk.clock.set(FieldDevice::morning + days(2));
    desk.unlock();
    CHECK(late_requests(desk) == 0);  // today is not late
    go_to(desk, days(3));
    CHECK(late_requests(desk) == 2);
    go_to(desk, days(20));
    CHECK(late_requests(desk) == 2);
    desk.perform(OpenGathered{ListKind::late_referrals});
    CHECK(desk.screen<ListView>().rows.size() == 1);
    desk.perform(OpenGathered{ListKind::late_requests});
    CHECK(desk.screen<ListView>().title == "Yêu cầu dữ liệu quá hạn");
    desk.perform(Search{"xoa du lieu"});
    REQUIRE(desk.screen<ListView>().rows.size() == 1);
    desk.perform(GoHome{});
    write_event(desk, "refused");
    CHECK(late_requests(desk) == 1);
    write_event(desk, "done");
    CHECK(late_requests(desk) == 0);
}

TEST_CASE("on home an overdue request stands before everything that became due after it") {
    test::TemporaryFolder home;
    Desk desk(home.path(), with_requests);
    desk.unlock();
    receive(desk, "see");
    for (int i = 0; i < 6; ++i) {  // more than home shows
        desk.perform(StartForm{"service_referral", desk.device.person()});
        desk.perform(Answer{"service", Value("job")});
        desk.perform(Answer{"consent_to_share", Value("yes")});
        desk.perform(SubmitForm{});
    }
    go_to(desk, days(1));
    CHECK(due(desk).at(0).detail == "Xem những gì đang lưu · hạn 04/03/2026");  // the nearest
    go_to(desk, days(30));
    CHECK(desk.screen<HomeView>().more_due);
    CHECK(due(desk).at(0).detail == "Xem những gì đang lưu · hạn 04/03/2026");
    CHECK(due(desk).at(1).detail == "Giới thiệu việc làm · hạn 16/03/2026");
}

TEST_CASE("who is not given requests is told no number of them") {
    test::TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    look_after_the_district(desk);
    desk.unlock();
    CHECK_FALSE(requests_figure(desk));
}
