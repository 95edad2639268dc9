// Drafts of forms that the role has lost: kept as they were typed, counted, and seen by nobody.
#include "client/app/printed_page.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/listening_office.h"
#include "tests/support/patience.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::ListeningOffice;
using nuong::test::TemporaryFolder;

namespace {

// What the grants of the next sync say of the role.
void may_use(Desk& desk, const std::vector<FormId>& forms) {
    const auto replica = desk.store();
    DeviceInfo info = replica->device();
    info.forms = info.write = forms;
    replica->devices().save(info);
}

// The district answers every sync with these grants, and with nothing else that is new.
ListeningOffice::Answer grants_only(std::vector<FormId> forms) {
    return [forms](nuong::testing::District&, const nuong::HttpRequest& request) {
        if (request.target != "/v1/sync") return http_error(404, "not_found", {"Không có.", "Not here."});
        protocol::SyncAnswer answer;
        answer.epoch = "e1";
        answer.time = FieldDevice::morning;
        answer.grants = protocol::Grants{"lan", "outreach_worker", {"089"}, forms, {}, forms};
        return nuong::test::response_of(nuong::Answer<protocol::SyncAnswer>(answer));
    };
}

void sync_at(Desk& desk) {
    desk.perform(SyncNow{});
    REQUIRE(nuong::test::waits_until([&] {
        desk.session->receive();
        return desk.view().sync.state != SyncState::syncing;
    }));
}

}  // namespace

TEST_CASE(
    "A draft of a form that the role has lost is counted, and not shown, printed or opened; given back it is whole") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.start_screening();
    desk.perform(client::Answer{"consent", Value("yes")});
    SECTION("left by the person") {
        desk.perform(GoHome{});
        desk.perform(Lock{});
    }
    SECTION("open when the device locked by itself") { desk.perform(Lock{.by_itself = true}); }
    const auto stored = [&] { return desk.store()->drafts().list(); };
    REQUIRE(stored().size() == 1);
    const Uuid draft = stored()[0].id;
    const Fields typed = desk.store()->drafts().answers(draft);

    may_use(desk, {"person_register"});
    desk.unlock();
    CHECK(desk.screen<HomeView>().drafts.empty());
    CHECK(desk.screen<HomeView>().drafts_out_of_sight.starts_with("1 bản nháp"));
    CHECK(desk.screen<HomeView>().drafts_out_of_sight.find("cán bộ huyện") != std::string::npos);
    desk.perform(ResumeDraft{draft});
    CHECK(desk.screen<HomeView>().drafts.empty());  // not opened
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->text.find("giao lại biểu mẫu") != std::string::npos);
    {
        const auto replica = desk.store();
        Workbook workbook(*replica, desk.clock);
        CHECK(page_of_record(workbook, draft, {}, desk.clock.now()).error().code == ErrorCode::refused);
        CHECK(workbook.draft(draft).error().code == ErrorCode::refused);
        CHECK(replica->drafts().answers(draft) == typed);
    }

    desk.perform(Lock{});
    may_use(desk, {"person_register", "screening_assist"});
    desk.unlock();
    CHECK(desk.screen<HomeView>().drafts_out_of_sight.empty());
    REQUIRE(desk.screen<HomeView>().drafts.size() == 1);
    desk.perform(ResumeDraft{draft});
    CHECK(desk.item("consent").value == Value("yes"));
}

TEST_CASE("The role loses a form while it is being filled: the sync closes it, says why, and keeps what was typed") {
    TemporaryFolder home;
    Desk desk(home.path());
    ListeningOffice office(grants_only({"person_register"}));
    {
        const auto store = desk.store();
        DeviceInfo device = store->device();
        device.server = office.url();
        store->devices().save(device);
    }
    desk.unlock();
    desk.start_screening();
    desk.perform(client::Answer{"consent", Value("yes")});
    sync_at(desk);
    CHECK(!std::holds_alternative<FormView>(desk.view().screen));
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->text.find("giao lại biểu mẫu") != std::string::npos);
    desk.perform(GoHome{});
    CHECK(desk.screen<HomeView>().drafts.empty());
    CHECK(desk.screen<HomeView>().drafts_out_of_sight.starts_with("1 bản nháp"));
    desk.perform(Lock{});
    const auto drafts = desk.store()->drafts().list();
    REQUIRE(drafts.size() == 1);
    const Fields typed = desk.store()->drafts().answers(drafts[0].id);
    REQUIRE(find(typed, "consent"));
    CHECK(*find(typed, "consent") == Value("yes"));
}

TEST_CASE("Drafts that cannot be opened any more can be thrown away, and only they") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.start_screening();
    desk.perform(client::Answer{"consent", Value("yes")});
    desk.perform(GoHome{});
    desk.perform(StartForm{"person_register", {}});
    desk.perform(client::Answer{"full_name", Value("Vàng Seo Phử")});
    desk.perform(GoHome{});
    REQUIRE(desk.screen<HomeView>().drafts.size() == 2);
    desk.perform(DiscardDraftsOutOfSight{});  // there are none
    CHECK(desk.screen<HomeView>().drafts.size() == 2);
    desk.perform(Lock{});
    may_use(desk, {"person_register"});
    desk.unlock();
    REQUIRE(desk.screen<HomeView>().drafts_out_of_sight.starts_with("1 bản nháp"));
    desk.perform(DiscardDraftsOutOfSight{});
    CHECK(desk.screen<HomeView>().drafts_out_of_sight.empty());
    CHECK(desk.screen<HomeView>().drafts.size() == 1);
    desk.perform(Lock{});
    CHECK(desk.store()->drafts().list().size() == 1);
    CHECK(desk.store()->drafts().list()[0].form == "person_register");
}
