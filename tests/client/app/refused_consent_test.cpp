// Somebody has taken back a consent: their record says so, and whoever begins a form for that purpose about them, at
// the window and at the command line; nobody is stopped, because the person may agree again.
#include "client/app/refused_consent.h"

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::TemporaryFolder;

namespace {

void say(Desk& desk, const char* purpose, const char* given, const char* date) {
    desk.perform(EditRecord{desk.device.person()});
    desk.perform(AddRepeat{"consents"});
    Path row;
    for (const FormPage& page : desk.screen<FormView>().pages)
        for (const FormItem& item : page.items)
            if (item.path.starts_with("consents/") && item.path.ends_with("/purpose"))
                row = item.path.substr(0, item.path.size() - std::string("purpose").size());
    REQUIRE_FALSE(row.empty());
    desk.perform(Answer{row + "purpose", Value(purpose)});
    desk.perform(Answer{row + "given", Value(given)});
    desk.perform(Answer{row + "date", Value(date)});
    desk.perform(Answer{row + "legal_basis", Value("consent")});
    if (std::string(given) == "given") desk.perform(Answer{row + "how", Value("spoken")});
    desk.perform(SubmitForm{});
    REQUIRE(desk.view().notice->kind == NoticeKind::success);
    desk.perform(GoHome{});
}

std::optional<Restriction> told_when_beginning(Desk& desk, const char* form) {
    desk.perform(StartForm{form, desk.device.person()});
    const auto told = desk.screen<FormView>().refused_consent;
    desk.perform(DiscardDraft{});
    desk.perform(GoHome{});
    return told;
}

}  // namespace

TEST_CASE("whoever begins a screening of somebody who has withdrawn their consent is told when, and what to do") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact", "service_referral"});
    desk.unlock();
    CHECK_FALSE(told_when_beginning(desk, "screening_assist"));
    say(desk, "screening", "given", "2026-02-01");
    CHECK_FALSE(told_when_beginning(desk, "screening_assist"));
    say(desk, "screening", "withdrawn", "2026-03-01");
    const auto told = told_when_beginning(desk, "screening_assist");
    REQUIRE(told);
    CHECK(told->title == "Không đồng ý");
    CHECK(told->reason == "Sàng lọc: Rút lại 01/03/2026");
    CHECK(told->allowed.find("đồng ý lại") != std::string::npos);
    CHECK_FALSE(told_when_beginning(desk, "service_referral"));  // nothing was said to that purpose
    CHECK_FALSE(told_when_beginning(desk, "outreach_contact"));  // nor to that one

    desk.perform(OpenRecord{desk.device.person()});
    REQUIRE(desk.screen<RecordView>().refused_consents);
    CHECK(desk.screen<RecordView>().refused_consents->reason == "Sàng lọc: Rút lại 01/03/2026");
    say(desk, "share_for_referral", "refused", "2026-03-01");
    CHECK(told_when_beginning(desk, "service_referral"));
    desk.perform(OpenRecord{desk.device.person()});
    CHECK(desk.screen<RecordView>().refused_consents->reason ==
          "Sàng lọc: Rút lại 01/03/2026 · Chia sẻ để chuyển gửi: Không đồng ý 01/03/2026");
}

TEST_CASE("whoever does not want to be looked after any more is not visited without a word about it") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact", "post_rehab_visit"});
    desk.unlock();
    say(desk, "case_care", "withdrawn", "2026-03-01");
    const auto told = told_when_beginning(desk, "outreach_contact");
    REQUIRE(told);
    CHECK(told->reason == "Chăm sóc, quản lý ca: Rút lại 01/03/2026");
    CHECK_FALSE(told_when_beginning(desk, "screening_assist"));
    CHECK_FALSE(told_when_beginning(desk, "post_rehab_visit"));  // the law orders it, whoever agrees
}

TEST_CASE("whoever agrees again is screened again without a word about it") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    say(desk, "screening", "withdrawn", "2026-02-20");
    CHECK(told_when_beginning(desk, "screening_assist"));
    say(desk, "screening", "given", "2026-03-01");
    CHECK_FALSE(told_when_beginning(desk, "screening_assist"));
    desk.perform(OpenRecord{desk.device.person()});
    CHECK_FALSE(desk.screen<RecordView>().refused_consents);
}
