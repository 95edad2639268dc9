// Somebody whose data may only be kept: every screen about them says so, and whoever has work to do that the law orders
// is warned and not stopped.
#include <algorithm>
#include <filesystem>

#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::bytes_of;
using nuong::test::TemporaryFolder;

namespace {

const char* const register_form = "person_register";

void restrict_person(Desk& desk) {
    desk.perform(EditRecord{desk.device.person()});
    desk.perform(Answer{"data_rights/processing_restricted", Value("yes")});
    desk.perform(Answer{"data_rights/restricted_since", Value("2026-03-02")});
    desk.perform(Answer{"data_rights/restricted_why", Value("duty")});
    desk.perform(SubmitForm{});
    REQUIRE(desk.view().notice->kind == NoticeKind::success);
    desk.perform(GoHome{});
}

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

bool has_word(const std::vector<Badge>& badges) {
    return std::find(badges.begin(), badges.end(), Badge{"Hạn chế xử lý", Tone::warning}) != badges.end();
}

}  // namespace

TEST_CASE("lists and records say that a person is restricted, why, and what may still be done") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact", "data_request"});
    desk.unlock();
    desk.perform(StartForm{"data_request", desk.device.person()});
    CHECK_FALSE(desk.screen<FormView>().restriction);
    desk.perform(Answer{"asks", Value("restrict")});
    desk.perform(Answer{"how", Value("in_person")});
    desk.perform(Answer{"identity", Value("known")});
    desk.perform(SubmitForm{});
    REQUIRE(desk.view().notice->kind == NoticeKind::success);
    desk.perform(OpenPeople{});
    CHECK_FALSE(has_word(desk.screen<ListView>().rows.at(0).badges));
    restrict_person(desk);

    CHECK(has_word(desk.screen<HomeView>().due.at(0).badges));  // the request, which is about them
    desk.perform(OpenPeople{});
    CHECK(has_word(desk.screen<ListView>().rows.at(0).badges));
    desk.perform(OpenRecord{desk.device.person()});
    const RecordView person = desk.screen<RecordView>();
    CHECK(has_word(person.badges));
    REQUIRE(person.restriction);
    CHECK(person.restriction->title == "Hạn chế xử lý");
    CHECK(person.restriction->reason == "Hạn chế từ ngày: 02/03/2026 · Vì sao hạn chế: Luật buộc giữ, không xóa được");
    CHECK(says(person.restriction->allowed, "sửa cho đúng"));
    CHECK(says(person.restriction->allowed, "việc luật buộc"));

    desk.perform(OpenRecords{"data_request"});
    const RecordId request = desk.screen<ListView>().rows.at(0).record;
    CHECK(has_word(desk.screen<ListView>().rows.at(0).badges));
    desk.perform(OpenRecord{request});
    REQUIRE(desk.screen<RecordView>().restriction);
    CHECK(says(desk.screen<RecordView>().restriction->reason, "Luật buộc giữ"));
}

TEST_CASE("a new form about a restricted person warns in its place, and is saved all the same") {
    TemporaryFolder home;
    Desk desk(home.path(), {"outreach_contact"});
    desk.unlock();
    restrict_person(desk);
    desk.perform(StartForm{"screening_assist", desk.device.person()});
    const auto warning = desk.screen<FormView>().restriction;
    REQUIRE(warning);
    CHECK(says(warning->allowed, "Chỉ lập phiếu này khi luật buộc"));
    desk.perform(Back{});
    desk.perform(StartForm{"outreach_contact", std::nullopt});
    CHECK_FALSE(desk.screen<FormView>().restriction);  // nobody is named yet
    desk.perform(Answer{"person", Value(to_string(desk.device.person()))});
    CHECK(desk.screen<FormView>().restriction);
    // The person's own record is there to be corrected, and to lift it.
    desk.perform(Back{});
    desk.perform(EditRecord{desk.device.person()});
    CHECK_FALSE(desk.screen<FormView>().restriction);
    desk.perform(Answer{"data_rights/processing_restricted", Value("no")});
    desk.perform(SubmitForm{});
    REQUIRE(desk.view().notice->kind == NoticeKind::success);
    desk.perform(OpenRecord{desk.device.person()});
    CHECK_FALSE(desk.screen<RecordView>().restriction);
    CHECK_FALSE(has_word(desk.screen<RecordView>().badges));
}

TEST_CASE("registering somebody asks nothing more than before; the page about rights comes last and may stay blank") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    desk.perform(StartForm{register_form, std::nullopt});
    const FormView form = desk.screen<FormView>();
    REQUIRE_FALSE(form.pages.empty());
    CHECK(form.pages.back().label == "Quyền về dữ liệu");
    CHECK(form.pages.back().items.size() == 1);
    CHECK_FALSE(form.pages.back().items[0].required);
    CHECK(std::count_if(form.pages.begin(), form.pages.end(),
                        [](const FormPage& page) { return page.label == "Quyền về dữ liệu"; }) == 1);
}

TEST_CASE("a person's own record is printed for them, and the paper carries the word") {
    TemporaryFolder home;
    Desk desk(home.path());
    desk.unlock();
    const auto printed = [&] {
        desk.perform(OpenPrint{register_form, desk.device.person()});
        desk.perform(PrintNow{});
        std::string page;
        for (const auto& entry : std::filesystem::directory_iterator(home.path()))
            if (entry.path().extension() == ".html") page = bytes_of(entry.path().string());
        return page;
    };
    CHECK_FALSE(says(printed(), "Hạn chế xử lý: "));
    restrict_person(desk);
    desk.clock.advance(std::chrono::minutes(1));
    for (const auto& entry : std::filesystem::directory_iterator(home.path()))
        if (entry.path().extension() == ".html") std::filesystem::remove(entry.path());
    const std::string page = printed();
    CHECK(says(page, "Hạn chế xử lý: dữ liệu này chỉ được giữ"));
    CHECK(says(page, "chỉ để đưa cho chính người ấy"));
}
