// What home says about the day: whom to come back to, what waits, what was refused and how it is corrected.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

const std::vector<std::string> more_forms = {"outreach_contact", "service_referral"};

void go_to(Desk& desk, days later) {
    desk.clock.set(FieldDevice::morning + later);
    desk.perform(GoHome{});
}

const std::vector<Row>& due(Desk& desk) { return desk.screen<HomeView>().due; }

void fill_contact(Desk& desk, const char* next_visit) {
    desk.perform(StartForm{"outreach_contact", desk.device.person()});
    desk.perform(Answer{"purpose", Value("psych")});
    desk.perform(Answer{"outcome", Value("met")});
    desk.perform(Answer{"consent_how", Value("spoken")});
    if (*next_visit) desk.perform(Answer{"next_visit", Value(next_visit)});
    desk.perform(SubmitForm{});
    CHECK(desk.view().notice->kind == NoticeKind::success);
    desk.perform(GoHome{});
}

// The next sync: the server has heard everything and refuses what it is told to.
void answer_of_server(Desk& desk, const TemporaryFolder& home, std::vector<std::uint64_t> refused) {
    desk.perform(Lock{});
    {
        const auto key =
            Keyring(home.path(), FieldDevice::pin_cost).unlock("lan", FieldDevice::pin, FieldDevice::morning);
        REQUIRE(key);
        auto replica = Replica::open(home.path(), *key);
        REQUIRE(replica);
        protocol::SyncAnswer answer;
        answer.epoch = "e1";
        answer.time = desk.clock.now();
        answer.acked = (*replica)->log().last_seq();
        for (const std::uint64_t seq : refused)
            answer.verdicts.push_back({seq, "no_right", {"Xã này không thuộc địa bàn của bạn.", "Not your area."}});
        (*replica)->apply(answer, {}, desk.clock.now());
    }
    desk.unlock();
}

}  // namespace

TEST_CASE("a visit that was promised stands on home on its day, and until somebody has been there") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    fill_contact(desk, "2026-03-05");
    CHECK(due(desk).empty());
    go_to(desk, days(3));
    REQUIRE(due(desk).size() == 1);
    CHECK(due(desk)[0].title == "Vàng Seo Phử");
    CHECK(due(desk)[0].detail == "Phiếu tiếp cận, tư vấn · hẹn 05/03/2026");
    CHECK(due(desk)[0].badges.at(0).text == "Hôm nay");
    CHECK(due(desk)[0].record == desk.device.person());  // from there the next contact begins
    go_to(desk, days(6));
    CHECK(due(desk).at(0).badges.at(0).text == "Trễ 3 ngày");
    fill_contact(desk, "2026-03-20");
    CHECK(due(desk).empty());
    go_to(desk, days(18));
    CHECK(due(desk).size() == 1);
    go_to(desk, days(18 + 40));
    CHECK(due(desk).empty());  // after a month nobody waits for it any more
}

TEST_CASE("a corrected contact is due once, on the corrected day") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    fill_contact(desk, "2026-03-05");
    desk.clock.advance(1min);
    desk.perform(OpenRecords{"outreach_contact"});
    desk.perform(EditRecord{desk.screen<ListView>().rows.at(0).record});
    desk.perform(Answer{"next_visit", Value("2026-03-06")});
    desk.perform(SubmitForm{});
    go_to(desk, days(3));
    CHECK(due(desk).empty());
    go_to(desk, days(4));
    CHECK(due(desk).size() == 1);
}

TEST_CASE("a referral waits from the day it is made, until it is known that the person has arrived") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    for (const char* service : {"medical", "job"}) {
        desk.perform(StartForm{"service_referral", desk.device.person()});
        desk.perform(Answer{"service", Value(service)});
        desk.perform(Answer{"consent_to_share", Value("yes")});
        desk.perform(SubmitForm{});
        CHECK(desk.view().notice->kind == NoticeKind::success);
        desk.perform(GoHome{});
    }
    REQUIRE(due(desk).size() == 2);
    CHECK(due(desk)[0].badges.at(0).text == "Còn 14 ngày");
    CHECK(due(desk)[0].record != desk.device.person());  // the referral itself, where the outcome is written
    CHECK(due(desk)[0].title == "Vàng Seo Phử");
    go_to(desk, days(14 + 40));
    CHECK(due(desk).at(0).badges.at(0).text == "Trễ 40 ngày");
    go_to(desk, days(14));
    CHECK(due(desk).at(0).badges.at(0).text == "Hôm nay");
    REQUIRE(due(desk).size() == 2);  // two services are two ways to go: the later does not replace the earlier
    desk.perform(OpenRecords{"service_referral"});
    desk.perform(EditRecord{desk.screen<ListView>().rows.at(0).record});
    desk.perform(AddRepeat{"events"});
    Path state;
    for (const FormPage& page : desk.screen<FormView>().pages)
        for (const FormItem& item : page.items)
            if (item.path.starts_with("events/") && item.path.ends_with("/state")) state = item.path;
    desk.perform(Answer{state, Value("arrived")});
    desk.perform(SubmitForm{});
    go_to(desk, days(14));
    CHECK(due(desk).size() == 1);
}

TEST_CASE("more visits than home shows are all in their list, which is searched by name") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    for (int i = 0; i < 7; ++i) {
        desk.perform(StartForm{"service_referral", desk.device.person()});
        desk.perform(Answer{"service", Value("medical")});
        desk.perform(Answer{"consent_to_share", Value("yes")});
        desk.perform(SubmitForm{});
    }
    go_to(desk, days(14));
    CHECK(due(desk).size() == 5);
    CHECK(desk.screen<HomeView>().more_due);
    desk.perform(OpenDue{});
    CHECK(desk.screen<ListView>().rows.size() == 7);
    desk.perform(Search{"seo phu"});
    CHECK(desk.screen<ListView>().rows.size() == 7);
    desk.perform(Search{"giang"});
    CHECK(desk.screen<ListView>().rows.empty());
}

TEST_CASE("what waits to be sent can be looked at, until the server has it") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    CHECK_FALSE(desk.screen<HomeView>().waiting);
    fill_contact(desk, "");
    REQUIRE(desk.screen<HomeView>().waiting);
    desk.perform(Action(desk.screen<HomeView>().waiting->action));
    REQUIRE(desk.screen<ListView>().rows.size() == 1);
    CHECK(desk.screen<ListView>().rows[0].detail.starts_with("Phiếu tiếp cận, tư vấn · 1985 · Đã gặp"));
    answer_of_server(desk, home, {});
    CHECK_FALSE(desk.screen<HomeView>().waiting);
    desk.perform(OpenWaiting{});
    CHECK(desk.screen<ListView>().rows.empty());
    CHECK(desk.screen<ListView>().empty_text != "");
}

TEST_CASE("a refused new record says why, opens again as a draft with its answers, and is sent again as the same one") {
    TemporaryFolder home;
    Desk desk(home.path(), more_forms);
    desk.unlock();
    fill_contact(desk, "2026-03-05");
    desk.perform(OpenRecords{"outreach_contact"});
    const RecordId contact = desk.screen<ListView>().rows.at(0).record;
    answer_of_server(desk, home, {1});
    const HomeView today = desk.screen<HomeView>();
    CHECK(today.refused == 1);
    REQUIRE(today.refused_rows.size() == 1);
    CHECK(today.refused_rows[0].text == "Phiếu tiếp cận, tư vấn · Đã gặp · 02/03/2026");
    const std::string why =  // no correction would help, so none is asked for
        "Xã này không thuộc địa bàn của bạn. Nếu đúng là việc của bạn, hãy báo cán bộ huyện; phiếu vẫn còn trên máy "
        "này.";
    CHECK(today.refused_rows[0].reason == why);
    REQUIRE(today.refused_rows[0].can_reopen);

    desk.perform(ReopenRefused{contact});
    CHECK(desk.view().notice->text == "Máy chủ không nhận: " + why);
    CHECK(desk.item("next_visit").value == Value("2026-03-05"));
    CHECK(desk.item("person").shown == FieldDevice::person_name);
    desk.restart();  // the draft is on the disk before it is shown
    desk.unlock();
    CHECK(desk.screen<HomeView>().refused == 0);
    CHECK(desk.screen<HomeView>().refused_rows.empty());
    desk.perform(ResumeDraft{desk.screen<HomeView>().drafts.at(0).record});
    desk.perform(Answer{"minutes", Value(20)});
    desk.perform(SubmitForm{});
    desk.perform(OpenRecords{"outreach_contact"});
    REQUIRE(desk.screen<ListView>().rows.size() == 1);
    CHECK(desk.screen<ListView>().rows[0].record == contact);
    desk.perform(ReopenRefused{contact});  // somebody was faster with the button
    CHECK(desk.view().notice->kind == NoticeKind::error);
}

TEST_CASE("a refused edit opens again over what the record says now") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(EditRecord{desk.device.person()});
    desk.perform(Answer{"address", Value("Thôn Nậm Lúc")});
    desk.perform(SubmitForm{});
    answer_of_server(desk, home, {1});
    CHECK(desk.screen<HomeView>().refused_rows.at(0).text.ends_with(FieldDevice::person_name));
    desk.perform(ReopenRefused{desk.device.person()});
    CHECK(desk.item("address").value == Value("Thôn Nậm Lúc"));
    CHECK(desk.item("full_name").value == Value("Vàng Seo Phử"));
    desk.perform(Answer{"address", Value("Thôn Nậm Lúc, xã Võ Lao")});
    desk.perform(SubmitForm{});
    CHECK(desk.screen<RecordView>().record == desk.device.person());
    desk.perform(GoHome{});
    CHECK(desk.screen<HomeView>().pending == 1);
    CHECK(desk.screen<HomeView>().records == 1);
}

TEST_CASE("a draft in which nothing is written yet is called by its form, not by the dots of an empty title") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(StartForm{"communication_activity", {}});
    desk.perform(Answer{"title", Value("Buổi")});
    desk.perform(Answer{"title", Value()});
    desk.perform(LeaveForm{});
    REQUIRE(desk.screen<HomeView>().drafts.size() == 1);
    CHECK(desk.screen<HomeView>().drafts[0].title == "Phiếu hoạt động truyền thông");
    desk.clock.advance(std::chrono::minutes(1));
    desk.perform(StartForm{"person_register", {}});
    desk.perform(Answer{"full_name", Value("Hà Văn Phước")});
    desk.perform(LeaveForm{});
    CHECK(desk.screen<HomeView>().drafts[0].title == "Hà Văn Phước");  // the year is still missing
}

TEST_CASE("A form that was only looked at leaves no draft, however one leaves it") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    for (const Action& leave : {Action(LeaveForm{}), Action(Back{}), Action(GoHome{})}) {
        desk.perform(StartForm{"person_register", {}});
        desk.perform(GoToPage{1});
        desk.perform(leave);
        desk.perform(GoHome{});
        CHECK(desk.screen<HomeView>().drafts.empty());
    }
    desk.perform(OpenPeople{});
    desk.perform(EditRecord{desk.screen<ListView>().rows.at(0).record});
    desk.perform(Back{});
    desk.perform(GoHome{});
    CHECK(desk.screen<HomeView>().drafts.empty());
    // One answer is worth keeping, also after somebody locked the device over it.
    desk.perform(StartForm{"person_register", {}});
    desk.perform(Answer{"full_name", Value("Hà")});
    desk.perform(Back{});
    CHECK(desk.screen<HomeView>().drafts.size() == 1);
}
