// From a one-time code to a device, and who is turned away.
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "shared/protocol/code_proof.h"
#include "shared/protocol/one_time_code.h"
#include "sync-server/core/wiped_devices.h"

using namespace nuong;
using namespace nuong::testing;
using namespace std::chrono_literals;

namespace {

std::string outcome(const Answer<protocol::EnrollAnswer>& answer) {
    const auto* refused = std::get_if<protocol::HttpError>(&answer);
    return refused ? refused->code : "ok";
}

}  // namespace

TEST_CASE("a code works once, for one device, until it expires") {
    District district;
    district.add_user("lan", "worker", {"089"});
    const std::string code = district.code_for("lan");
    const auto answer = district.enrol(code, DeviceId{1});
    REQUIRE(outcome(answer) == "ok");
    const auto& enrolled = std::get<protocol::EnrollAnswer>(answer);
    CHECK(enrolled.grants.user == "lan");
    CHECK(enrolled.grants.role == "worker");
    CHECK(enrolled.grants.areas == std::vector<AreaCode>{"089"});
    CHECK(enrolled.grants.forms == std::vector<FormId>{"contact", "person"});
    CHECK(outcome(district.enrol(code, DeviceId{2})) == "wrong_code");

    const std::string late = district.code_for("lan");
    district.clock.advance(14 * 24h);
    CHECK(outcome(district.enrol(late, DeviceId{3})) == "wrong_code");
}

TEST_CASE(
    "where proofs are demanded, who sends the code itself or tells no key is turned away, and the code stays good") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.service.demand_proofs();
    const std::string code = district.code_for("lan");
    const auto keys = protocol::keys_of_code(code);
    const KeyBytes key = make_signing_key().public_key;
    CHECK(outcome(district.enrol(protocol::EnrollRequest{code, DeviceId{1}, "laptop"})) == "old_program");
    CHECK(outcome(district.enrol(protocol::EnrollRequest{code, DeviceId{1}, "laptop", key})) == "old_program");
    CHECK(outcome(district.enrol(protocol::enroll_request(keys, DeviceId{1}, "laptop", std::nullopt))) ==
          "old_program");
    CHECK(outcome(district.enrol(protocol::enroll_request(keys, DeviceId{1}, "laptop", key))) == "ok");
}

TEST_CASE("a program that is older than proofs sends the code itself, and is served; so is a code that is older") {
    District district;
    district.add_user("lan", "worker", {"089"});
    const std::string code = district.code_for("lan");
    CHECK(outcome(district.enrol(protocol::EnrollRequest{"", DeviceId{1}, "laptop"})) == "wrong_code");
    const auto answer = district.enrol(protocol::EnrollRequest{code, DeviceId{1}, "laptop"});
    REQUIRE(outcome(answer) == "ok");
    CHECK_FALSE(std::get<protocol::EnrollAnswer>(answer).code_proof);
    CHECK(outcome(district.enrol(protocol::EnrollRequest{code, DeviceId{2}, "laptop"})) == "wrong_code");

    const std::string older = "K7QM-2XJD-9RTV";
    {
        const auto transaction = district.store->begin();
        transaction->put_code({sha256("code K7QM2XJD9RTV"), "lan", district.clock.now() + 1h, std::nullopt});
        transaction->commit();
    }
    // It has no key by which anybody could prove to know it.
    CHECK(outcome(district.enrol(older, DeviceId{3})) == "wrong_code");
    CHECK(outcome(district.enrol(protocol::EnrollRequest{older, DeviceId{3}, "laptop"})) == "ok");
}

TEST_CASE("the name of a code, which anybody on the way hears, opens nothing") {
    District district;
    district.add_user("lan", "worker", {"089"});
    const protocol::CodeKeys keys = protocol::keys_of_code(district.code_for("lan"));
    protocol::EnrollRequest request{"", DeviceId{1}, "laptop"};
    request.code_name = keys.name;
    CHECK(outcome(district.enrol(request)) == "wrong_code");
    request.code_proof = Hash{};
    CHECK(outcome(district.enrol(request)) == "wrong_code");
    request.code_proof = keyed_hash("nuong enrol 1", keys.name);
    CHECK(outcome(district.enrol(request)) == "wrong_code");
    CHECK(outcome(district.enrol(protocol::enroll_request(keys, DeviceId{1}, "laptop", std::nullopt))) == "ok");
}

TEST_CASE("a lost answer: the same device may ask again until it has synced") {
    District district;
    district.add_user("lan", "worker", {"089"});
    const std::string code = district.code_for("lan");
    const auto lost = district.enrol(code, DeviceId{1});
    const auto again = district.enrol(code, DeviceId{1});
    REQUIRE(outcome(again) == "ok");
    CHECK(std::get<protocol::EnrollAnswer>(again).token == std::get<protocol::EnrollAnswer>(lost).token);
    Device device(district, DeviceId{1}, "lan");
    device.token = std::get<protocol::EnrollAnswer>(again).token;
    device.make("person", "03076", "A");
    district.clock.advance(1s);
    device.catch_up();
    CHECK(outcome(district.enrol(code, DeviceId{1})) == "device_exists");
}

TEST_CASE("an enrolment that was under way for an hour arrives late and does not take the device's token away") {
    District district;
    district.add_user("lan", "worker", {"089"});
    const std::string code = district.code_for("lan");
    Device device(district, DeviceId{1}, "lan");
    device.token = std::get<protocol::EnrollAnswer>(district.enrol(code, DeviceId{1})).token;
    district.clock.advance(1h);
    district.enrol(code, DeviceId{1});  // the same request once more; nobody hears the answer
    device.make("person", "03076", "A");
    CHECK(answer_of(device.sync()).acked == 1);
    // Nor does anybody else get a token by saying the same.
    CHECK(outcome(district.enrol(code, DeviceId{2})) == "wrong_code");
}

TEST_CASE("codes are read over the phone: case, dashes and look-alikes do not matter") {
    const struct {
        const char* typed;
        const char* meant;
    } cases[] = {
        {"k7qm-2xjd-9rtv", "K7QM2XJD9RTV"}, {" K7QM 2XJD 9RTV ", "K7QM2XJD9RTV"}, {"OIL0-1111-AAAA", "01101111AAAA"}};
    for (const auto& c : cases) CHECK(protocol::normal_code(c.typed) == c.meant);
    const std::string made = make_code();
    CHECK(made.size() == 14);
    CHECK(protocol::normal_code(made).size() == 12);
    CHECK(make_code() != make_code());
}

TEST_CASE("wrong codes are counted per address, and the right one is not even looked at after too many") {
    District district;
    district.add_user("lan", "worker", {"089"});
    const std::string code = district.code_for("lan");
    for (int i = 0; i < 10; ++i)
        CHECK(outcome(district.enrol("AAAA-BBBB-CCCC", DeviceId{9}, "", "192.0.2.9")) == "wrong_code");
    CHECK(outcome(district.enrol(code, DeviceId{9}, "", "192.0.2.9")) == "too_many_tries");
    CHECK(outcome(district.enrol(code, DeviceId{8}, "", "192.0.2.8")) == "ok");
    district.clock.advance(11min);
    CHECK(outcome(district.enrol(district.code_for("lan"), DeviceId{9}, "", "192.0.2.9")) == "ok");
}

TEST_CASE("nobody can take a device id that is in use") {
    District district;
    district.add_user("lan", "worker", {"089"});
    district.add_user("eve", "worker", {"080"});
    Device lan = district.device("lan"), eve = district.device("eve");
    const std::string code = district.code_for("eve");
    CHECK(outcome(district.enrol(code, lan.id)) == "device_exists");
    CHECK(outcome(district.enrol(code, lan.id, eve.token)) == "device_exists");
    CHECK(outcome(district.enrol(code, DeviceId{77})) == "ok");  // and the code was not used up by the attempts
    CHECK(outcome(district.enrol("", DeviceId{78})) == "wrong_code");
    CHECK(outcome(district.enrol("", lan.id, eve.token)) == "device_exists");
}

TEST_CASE("who may not sync: disabled, revoked, lost, unknown, or under another device's name") {
    District district;
    district.add_user("lan", "worker", {"089"});
    Device lan = district.device("lan"), other = district.device("lan");
    const RecordId before = lan.make("person", "03076", "A");
    lan.catch_up();
    const auto stand = [&](DeviceStanding standing) {
        const auto transaction = district.store->begin();
        auto row = transaction->device(lan.id);
        row->standing = standing;
        transaction->put_device(*row);
        transaction->commit();
    };
    lan.write(before, "person", {{"phone", "1"}});
    SECTION("disabled account") {
        district.change_user("lan", [](UserRow& user) { user.disabled = true; });
        CHECK(refusal_of(lan.sync()) == "disabled");
    }
    SECTION("revoked device") {
        stand(DeviceStanding::revoked);
        CHECK(refusal_of(lan.sync()) == "revoked");
    }
    SECTION("lost device") {
        stand(DeviceStanding::wiped);
        CHECK(refusal_of(lan.sync()) == "wipe");
    }
    SECTION("a copy of a lost device gets no new identity") {
        stand(DeviceStanding::wiped);
        CHECK(outcome(district.enrol("", DeviceId{0xC0}, lan.token)) == "wipe");
    }
    SECTION("a second copy, which chose the id of a lost one, is told to choose another") {
        CHECK(outcome(district.enrol("", DeviceId{0xC0}, other.token)) == "ok");
        CHECK(outcome(district.enrol("", DeviceId{0xC0}, other.token)) == "ok");
        district.change_device(DeviceId{0xC0}, [](DeviceRow& row) { row.standing = DeviceStanding::wiped; });
        CHECK(outcome(district.enrol("", DeviceId{0xC0}, other.token)) == "device_exists");
        CHECK(outcome(district.enrol("", DeviceId{0xC1}, other.token)) == "ok");
    }
    SECTION("a token that nobody gave out") {
        lan.token = std::string(43, 'A');
        CHECK(refusal_of(lan.sync()) == "unknown_token");
    }
    SECTION("another device's name") {
        lan.id = other.id;
        CHECK(refusal_of(lan.sync()) == "wrong_device");
    }
    CHECK(district.store->read()->changes_of(before).size() == 1);
}

TEST_CASE("a lost device says that its store is gone: noted once, believed of nobody else") {
    District district;
    district.add_user("lan", "worker", {"089"});
    const Device lan = district.device("lan"), other = district.device("lan");
    const auto say = [&](const std::string& token) {
        const auto transaction = district.store->begin();
        const auto refused = note_wiped(*transaction, token_hash(token).value(), district.clock.now());
        transaction->commit();
        return refused ? refused->code : "ok";
    };
    CHECK(say(lan.token) == "not_told");
    CHECK(say(std::string(43, 'A')) == "unknown_token");
    {
        const auto transaction = district.store->begin();
        auto row = transaction->device(lan.id);
        row->standing = DeviceStanding::wiped;
        transaction->put_device(*row);
        transaction->commit();
    }
    CHECK_FALSE(district.store->read()->device(lan.id)->wiped);
    CHECK(say(lan.token) == "ok");
    const auto heard = district.store->read()->device(lan.id)->wiped;
    CHECK(heard == district.clock.now());
    district.clock.advance(std::chrono::hours(1));
    CHECK(say(lan.token) == "ok");  // the answer was lost
    CHECK(district.store->read()->device(lan.id)->wiped == heard);
    CHECK_FALSE(district.store->read()->device(other.id)->wiped);
    std::size_t told = 0;
    for (const AuditRow& row : district.store->read()->audit(0, 1000)) told += row.what == "device_wiped" ? 1 : 0;
    CHECK(told == 1);
}
