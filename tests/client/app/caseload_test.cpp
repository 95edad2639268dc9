// A volunteer leaves: the district gives what she looked after to a colleague, at the window.
#include "client/app/caseload.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/forms/record_fields.h"
#include "tests/client/app/desk.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

const std::string roles = R"({"kind":"roles","id":"roles","version":9,"roles":[
    {"id":"chief","name_vi":"Huyện","name_en":"Chief","write":["person_register"],"read":[],"desk":true},
    {"id":"volunteer","name_vi":"Tình nguyện","name_en":"Volunteer","write":["person_register"],"read":[],
     "assigned_only":["person_register"]},
    {"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person_register"],"read":[]}]})";

protocol::DeskDevice device_of(std::uint64_t id, const UserId& user, const std::string& role, const AreaCode& area) {
    return {DeviceId{id}, "máy của " + user, user, role, {area}, FieldDevice::morning, 12, 0, protocol::Waits{}};
}

// A register of persons: whom the server says to work there, and whose cases they are.
struct District : Desk {
    explicit District(const std::string& home) : Desk(home) {
        make_chief(*this, roles);
        const auto replica = store();
        protocol::SyncAnswer answer = answer_now(*replica, *this);
        answer.desk =
            protocol::Desk{{device_of(1, "hoa", "volunteer", "03061"), device_of(2, "binh", "volunteer", "03061"),
                            device_of(3, "xa", "volunteer", "03079"), device_of(4, "lan", "worker", "03061")},
                           {},
                           {{"mai", "volunteer", {"03061"}}}};
        replica->apply(answer, {}, clock.now());
    }
    RecordId add(const std::string& name, const AreaCode& area, const UserId& whose, const char* status = "submitted") {
        const RecordId id = make_uuid_v7(clock.now());
        clock.advance(std::chrono::milliseconds(1));
        store()->save({id,
                       "person_register",
                       1,
                       {{"full_name", Value(name), {}},
                        {"birth_year", Value(1990), {}},
                        {std::string(reserved::area), Value(area), {}},
                        {std::string(reserved::status), Value(status), {}},
                        {std::string(reserved::assigned), Value(whose), {}}},
                       std::nullopt},
                      clock.now());
        return id;
    }
    std::string whose(const RecordId& id) {
        return forms::shown_text(*store()->records().shown(id), reserved::assigned);
    }
    void open_caseload(const UserId& user) {
        perform(OpenOverview{});
        perform(OpenCaseload{user});
    }
};

}  // namespace

TEST_CASE("What a volunteer looked after goes to the colleague who is chosen, as far as it lies in their areas") {
    TemporaryFolder home;
    District desk(home.path());
    const RecordId first = desk.add("Lò Văn Tủa", "03061", "hoa"), second = desk.add("Lý Thị Mai", "03061", "hoa");
    const RecordId elsewhere = desk.add("Giàng A Páo", "03079", "hoa"), anothers = desk.add("Tẩn Sử", "03061", "binh");
    const RecordId gone = desk.add("Ghi nhầm", "03061", "hoa", "void");
    desk.unlock();
    desk.open_caseload("hoa");
    const CaseloadView view = desk.screen<CaseloadView>();
    CHECK(view.count == 3);
    REQUIRE(view.colleagues.size() == 2);  // of the same role, and neither herself nor somebody of another
    CHECK(view.colleagues[0].user == "binh");
    CHECK(view.colleagues[0].count == 2);
    CHECK(view.colleagues[1].user == "xa");
    CHECK(view.colleagues[1].count == 1);
    desk.perform(GiveCaseload{"hoa", "binh"});
    REQUIRE(desk.view().notice);
    CHECK(desk.view().notice->kind == NoticeKind::success);
    CHECK(desk.screen<CaseloadView>().count == 1);
    CHECK(desk.screen<CaseloadView>().colleagues.size() == 1);
    for (const RecordId& id : {first, second, anothers}) CHECK(desk.whose(id) == "binh");
    for (const RecordId& id : {elsewhere, gone}) CHECK(desk.whose(id) == "hoa");
    desk.perform(GiveCaseload{"hoa", "xa"});
    CHECK(desk.whose(elsewhere) == "xa");
    CHECK(desk.screen<CaseloadView>().count == 0);
    CHECK(desk.screen<CaseloadView>().colleagues.empty());
}

TEST_CASE("A caseload is opened from the devices; nobody's own, and by nobody who does not look after the area") {
    TemporaryFolder home;
    District desk(home.path());
    desk.add("Lò Văn Tủa", "03061", "hoa");
    desk.unlock();
    desk.perform(OpenOverview{});
    desk.perform(OpenDevices{});
    const OverviewView view = desk.screen<OverviewView>();
    const auto hers = std::find_if(view.devices.begin(), view.devices.end(),
                                   [](const DeviceRow& row) { return row.title.starts_with("hoa"); });
    REQUIRE(hers != view.devices.end());
    desk.perform(OpenCaseload{hers->user});
    CHECK(desk.screen<CaseloadView>().title == "hoa");
    desk.perform(Back{});
    desk.perform(OpenCaseload{"nobody"});
    CHECK(std::holds_alternative<OverviewView>(desk.view().screen));

    TemporaryFolder other;
    Desk worker(other.path());
    worker.unlock();
    worker.perform(OpenCaseload{"hoa"});
    CHECK(std::holds_alternative<HomeView>(worker.view().screen));
}

TEST_CASE("Somebody has left and her tablet is revoked: what she looked after is given on all the same") {
    TemporaryFolder home;
    District desk(home.path());
    const RecordId hers = desk.add("Lò Văn Tủa", "03061", "mai");
    desk.unlock();
    desk.perform(OpenOverview{});
    desk.perform(OpenDevices{});
    const OverviewView view = desk.screen<OverviewView>();
    const auto row = std::find_if(view.devices.begin(), view.devices.end(),
                                  [](const DeviceRow& each) { return each.user == "mai"; });
    REQUIRE(row != view.devices.end());
    REQUIRE(row->badges.size() == 1);
    CHECK(row->badges[0].text == "Không có máy");
    desk.perform(OpenCaseload{"mai"});
    REQUIRE(desk.screen<CaseloadView>().count == 1);
    for (const ColleagueRow& each : desk.screen<CaseloadView>().colleagues) CHECK(each.user != "mai");
    desk.perform(GiveCaseload{"mai", "binh"});
    CHECK(desk.whose(hers) == "binh");
    desk.perform(Back{});
    desk.perform(OpenOverview{});
    desk.perform(OpenCaseload{"hoa"});  // nobody is given to whoever has no device to see it on
    for (const ColleagueRow& each : desk.screen<CaseloadView>().colleagues) CHECK(each.user != "mai");
}
