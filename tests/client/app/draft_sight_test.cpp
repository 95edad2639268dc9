// Drafts of forms that the role has lost: kept as they were typed, counted, and seen by nobody.
#include "client/app/printed_page.h"
#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::TemporaryFolder;

namespace {

// What the grants of the next sync say of the role.
void may_use(Desk& desk, const std::vector<FormId>& forms) {
    const auto replica = desk.store();
    DeviceInfo info = replica->device();
    info.forms = info.write = forms;
    replica->devices().save(info);
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
