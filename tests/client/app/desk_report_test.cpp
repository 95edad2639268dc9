// The reports that a district makes beside its figures: what the areas say (R8), and which devices are late (R9), as
// far as the district's server has told of them.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "client/app/device_report.h"
#include "shared/base/hash.h"
#include "tests/client/app/desk.h"
#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using std::chrono::days;

namespace {

const std::vector<std::string> forms_of_both{"outreach_contact", "post_rehab_visit", "area_period_profile"};

std::string roles_of_staff(bool sees_desk) {
    return std::string(R"({"kind":"roles","id":"roles","version":9,"roles":[
        {"id":"district_staff","name_vi":"Huyện","name_en":"District","write":[],"read":["area_period_profile"],"desk":)") +
           (sees_desk ? "true" : "false") + "}]}";
}

void publish_shipped(Desk& desk) {
    const auto replica = desk.store();
    protocol::SyncAnswer answer = answer_now(*replica, desk);
    answer.catalogue = replica->schemas().catalogue();
    std::vector<std::string> bodies(answer.catalogue->size());
    const std::string schemas = NUONG_SOURCE_DIR "/schemas/";
    for (const auto& [kind, id, path] : {std::tuple("report", "R8", "reports/R8.json"),
                                         {"report", "R9", "reports/R9.json"},
                                         {"indicators", "communication", "indicators/communication.json"},
                                         {"indicators", "management", "indicators/management.json"},
                                         {"indicators", "measures", "indicators/measures.json"},
                                         {"indicators", "people", "indicators/people.json"},
                                         {"indicators", "treatment", "indicators/treatment.json"}}) {
        bodies.push_back(bytes_of(schemas + path));
        answer.catalogue->push_back({kind, id, 1, to_hex(sha256(bodies.back()))});
    }
    replica->apply(answer, bodies, desk.clock.now());
}

void make_staff(Desk& desk, bool sees_desk) {
    publish_shipped(desk);
    make_chief(desk, roles_of_staff(sees_desk), [](DeviceInfo& info) { info.role = "district_staff"; });
}

void tell_devices(Desk& desk, const protocol::Desk& told) {
    const auto replica = desk.store();
    protocol::SyncAnswer answer = answer_now(*replica, desk);
    answer.desk = told;
    replica->apply(answer, {}, desk.clock.now());
}

protocol::DeskDevice device_of(std::uint64_t id, const std::string& name, const UserId& user, Instant seen) {
    return {DeviceId{id}, name, user, "outreach_worker", {"03061"}, seen, 0, 0, protocol::Waits{}};
}

ReportChoice choice_of(Desk& desk, const std::string& report) {
    desk.perform(OpenReports{});
    for (const ReportChoice& each : desk.screen<ReportListView>().reports)
        if (each.report == report) return each;
    FAIL("no report " << report);
    throw std::logic_error("not reached");
}

const ReportView& counted_report(Desk& desk, const std::string& report) {
    desk.perform(OpenReport{report});
    REQUIRE(waits_until([&] {
        desk.session->receive();
        return !desk.screen<ReportView>().count.counts;
    }));
    return desk.screen<ReportView>();
}

// The words of a line that begins so, in any table.
std::vector<std::string> line_of(const ReportView& view, const std::string& first) {
    for (const FigureTable& table : view.tables)
        for (const FigureLine& line : table.lines) {
            if (line.cells.front().text != first) continue;
            std::vector<std::string> words;
            for (const FigureCell& cell : line.cells) words.push_back(cell.text);
            return words;
        }
    return {};
}

bool is_said_below(const ReportView& view, const std::string& words) {
    return std::any_of(view.below.begin(), view.below.end(),
                       [&](const std::string& each) { return each.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("what the areas say of their difficulties is a report in the window like any other, with its lines") {
    TemporaryFolder home;
    Desk desk(home.path(), forms_of_both);
    make_staff(desk, true);
    desk.store()->save({make_uuid_v7(desk.clock.now()),
                        "area_period_profile",
                        1,
                        {{"level", Value("commune"), {}},
                         {"narrative/difficulties", Value("Đường vào thôn xa"), {}},
                         {"occurred_on", Value("2026-02-20"), {}},
                         {"period", Value("2026-H1"), {}},
                         {std::string(reserved::area), Value("03061"), {}},
                         {std::string(reserved::status), Value("submitted"), {}}},
                        std::nullopt},
                       desk.clock.now());
    desk.unlock();
    CHECK(choice_of(desk, "R8").only_elsewhere.empty());
    const ReportView& view = counted_report(desk, "R8");
    REQUIRE(view.count.is_ready);
    const auto line = line_of(view, "6 tháng đầu năm 2026");
    REQUIRE(line.size() > 1);
    CHECK(line[1] == "Đường vào thôn xa");
}

TEST_CASE("who looks after an area makes the report of late devices without a line, as the server has told them last") {
    TemporaryFolder home;
    Desk desk(home.path(), forms_of_both);
    make_staff(desk, true);
    const Instant now = desk.clock.now();
    tell_devices(desk,
                 {{device_of(1, "Máy đội 3", "lung", now - days(40)), device_of(2, "Máy chung", "hoa", now - days(1)),
                   device_of(2, "Máy chung", "mai", now - days(1)), device_of(3, "Máy mới", "tam", Instant{})}});
    desk.unlock();
    CHECK(choice_of(desk, "R9").only_elsewhere.empty());
    const ReportView& view = counted_report(desk, "R9");
    REQUIRE(view.count.is_ready);
    CHECK(line_of(view, "Máy đội 3") ==
          std::vector<std::string>{"Máy đội 3", "lung", "2026-01-21", "40", "Võ Lao", "trễ"});
    CHECK(line_of(view, "Máy chung")[1] == "hoa, mai");  // two people, one device
    CHECK(line_of(view, "Máy chung").back() == "đúng hạn");
    CHECK(line_of(view, "Máy mới").back() == "trễ");  // never heard of
    CHECK(is_said_below(view, "Các máy: theo máy chủ của huyện lúc 02/03/2026"));
    CHECK_FALSE(line_of(view, "Lượt tiếp cận đã nhận").empty());
}

TEST_CASE("before the server has told of devices, and to whom it never does, the report of late ones is not made") {
    TemporaryFolder home;
    Desk desk(home.path(), forms_of_both);
    SECTION("not told yet") {
        make_staff(desk, true);
        desk.unlock();
        CHECK(choice_of(desk, "R9").only_elsewhere.empty());
        CHECK(counted_report(desk, "R9").count.problem.find("Hãy đồng bộ một lần") != std::string::npos);
    }
    SECTION("a role that looks after no devices") {
        make_staff(desk, false);
        desk.unlock();
        CHECK(choice_of(desk, "R9").only_elsewhere == "Chỉ lập trên máy chủ");
        CHECK(counted_report(desk, "R9").count.problem.find("chỉ lập được trên máy chủ") != std::string::npos);
    }
}
