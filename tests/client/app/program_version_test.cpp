// New programs come to devices one by one, and to servers on another day: whoever is behind goes on working.
#include <catch2/catch_test_macros.hpp>

#include "tests/client/app/line.h"

namespace nuong::client {
namespace {

using nuong::testing::District;
using testing::Laptop;

constexpr ProgramVersion newer{900, 0, 1};

}  // namespace

TEST_CASE("a newer program is told of with every sync, and the work goes on") {
    District district;
    district.add_user("lan", "worker", {"03076"});
    Laptop lan(district, "lan");
    CHECK_FALSE(lan.sync().newer_program);
    district.service.speak_of({newer, {}});
    lan.add("Vàng A Phử");
    const SyncReport told = lan.sync();
    CHECK(told.outcome == SyncOutcome::ok);
    CHECK(told.pushed == 1);
    CHECK(told.newer_program == newer);
    CHECK(lan.sync().newer_program == newer);  // also when nothing else is new
    district.service.speak_of({{}, {}});       // this device has an even newer one
    const SyncReport ahead = lan.sync();
    CHECK(ahead.outcome == SyncOutcome::ok);
    CHECK_FALSE(ahead.newer_program);
}

TEST_CASE("a program that is too old is turned away with a word, keeps its work and sends it later") {
    District district;
    district.add_user("lan", "worker", {"03076"});
    Laptop lan(district, "lan");
    district.service.speak_of({newer, newer});
    const RecordId phu = lan.add("Vàng A Phử");
    for (int twice = 0; twice < 2; ++twice) {
        const SyncReport refused = lan.sync();
        CHECK(refused.outcome == SyncOutcome::refused);
        CHECK(refused.message.vi.find("900.0.1") != std::string::npos);
        CHECK(refused.message.en.find("Nothing is lost") != std::string::npos);
        CHECK(lan.replica->log().count(LogState::waiting) == 1);
        CHECK_FALSE(refused.must_be_wiped);
    }
    CHECK_FALSE(district.record(phu));
    district.service.speak_of({newer, {}});
    CHECK(lan.sync().pushed == 1);
    CHECK(district.record(phu));
}

TEST_CASE("a program that cannot say what it is counts as the oldest of all") {
    District district;
    district.add_user("lan", "worker", {"03076"});
    auto lan = district.device("lan");
    lan.catch_up();  // its requests name no program
    CHECK(std::holds_alternative<protocol::SyncAnswer>(lan.sync()));
    district.service.speak_of({newer, {0, 0, 1}});
    const auto answer = lan.sync();
    REQUIRE(std::holds_alternative<protocol::HttpError>(answer));
    CHECK(std::get<protocol::HttpError>(answer).code == "old_program");
}

TEST_CASE("a device of today works with a server that says nothing beyond what the first version said") {
    District district;
    district.add_user("lan", "worker", {"03076"});
    district.add_user("minh", "worker", {"03076"});
    Laptop lan(district, "lan"), minh(district, "minh");
    for (Laptop* laptop : {&lan, &minh})
        laptop->line.tamper = [](protocol::SyncAnswer& answer) {
            answer.seal.reset();
            answer.audited.reset();
            answer.erased.reset();
            answer.desk.reset();
            answer.programs.reset();
            for (protocol::AreaPage& page : answer.areas) {
                page.to_come.reset();
                page.digest.reset();
            }
        };
    const RecordId phu = lan.add("Vàng A Phử");
    CHECK(lan.sync().pushed == 1);
    CHECK(minh.sync().outcome == SyncOutcome::ok);
    CHECK(minh.shown(phu, "full_name") == "Vàng A Phử");
    minh.edit(phu, "full_name", "Vàng A Phủ");
    CHECK(minh.sync().pushed == 1);
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.shown(phu, "full_name") == "Vàng A Phủ");
}

}  // namespace nuong::client
