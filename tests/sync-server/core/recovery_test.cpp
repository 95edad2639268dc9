// A lost PIN, at the district: who gets the key of a store back, and who does not.
#include "sync-server/core/recovery.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "district.h"
#include "sync-server/core/take_bundle.h"

using namespace nuong;
using namespace nuong::testing;
using namespace std::chrono_literals;

namespace {

const KeyBytes data_key{7, 7, 7};

struct Tablet {
    Tablet() {
        district.add_user("lan", "worker", {"089"});
        district.add_user("binh", "worker", {"089"});
        const auto enrolled = std::get<protocol::EnrollAnswer>(
            district.enrol({district.code_for("lan"), id, "tablet", signing_key_of(KeyBytes{5}).public_key}));
        seal = *enrolled.seal;
        box = *protocol::seal_recoverable({id, "lan", data_key}, seal);
    }

    std::string code() {
        const auto transaction = district.store->begin();
        auto issued = issue_recovery(*transaction, *district.service.book(), id, "console", district.clock.now());
        if (!issued) return issued.error().message.en;
        transaction->commit();
        users = issued->users;
        return issued->code;
    }

    protocol::RecoverRequest request(const std::string& code) const {
        protocol::RecoverRequest request{id, box, own.public_key, {}};
        request.proof = protocol::proof_of(request, protocol::recovery_key(code, id));
        return request;
    }

    // "ok" and the key has come, or the code of the refusal.
    std::string ask(const protocol::RecoverRequest& request) {
        const auto transaction = district.store->begin();
        const auto answer = district.service.recover(*transaction, request, "192.0.2.1", district.clock.now());
        transaction->commit();
        if (const auto* refused = std::get_if<protocol::HttpError>(&answer)) return refused->code;
        const auto key = protocol::open_data_key(std::get<protocol::RecoverAnswer>(answer).sealed, request, own);
        return key == data_key ? "ok" : "another key";
    }
    std::string ask(const std::string& code) { return ask(request(code)); }

    void set_standing(DeviceStanding standing) {
        const auto transaction = district.store->begin();
        auto row = transaction->device(id);
        row->standing = standing;
        transaction->put_device(*row);
        transaction->commit();
    }

    std::vector<std::string> audit() {
        std::vector<std::string> lines;
        for (const AuditRow& row : district.store->read()->audit(0, 1000))
            if (row.what.starts_with("recover")) lines.push_back(row.who + " " + row.what + " " + row.detail);
        return lines;
    }

    District district;
    DeviceId id{0xA1};
    KeyBytes seal{};
    std::string box;
    SealKey own = seal_key_of(KeyBytes{0x20});
    std::vector<UserId> users;
};

}  // namespace

TEST_CASE("a PIN is lost: the administrator's code opens the device's box, and the audit tells who did it") {
    Tablet tablet;
    const std::string code = tablet.code();
    CHECK(tablet.users == std::vector<UserId>{"lan"});
    CHECK(tablet.ask(code) == "ok");
    CHECK(tablet.audit() ==
          std::vector<std::string>{"console recovery_code 00000000000000a1", "lan recover 00000000000000a1"});
    const auto row = tablet.district.store->read()->recovery(tablet.id);
    REQUIRE(row);
    CHECK(row->key != data_key);  // all that is kept: that this box was opened
    CHECK(row->opened);
}

TEST_CASE("a lost answer is asked for again with the same code, for an hour") {
    Tablet tablet;
    const std::string code = tablet.code();
    CHECK(tablet.ask(code) == "ok");
    tablet.district.clock.advance(59min);
    CHECK(tablet.ask(code) == "ok");
    CHECK(tablet.audit().back() == "lan recover_again 00000000000000a1");
    tablet.district.clock.advance(1min);
    CHECK(tablet.ask(code) == "stale_code");
}

TEST_CASE("a code works once: a copy of the device, which has the same box, opens it no second time") {
    Tablet tablet;
    const std::string code = tablet.code();
    CHECK(tablet.ask(code) == "ok");
    const SealKey of_owner = tablet.own;
    tablet.own = seal_key_of(KeyBytes{0x30});
    CHECK(tablet.ask(code) == "used_code");
    tablet.own = of_owner;
    CHECK(tablet.ask(code) == "ok");
}

TEST_CASE("a code works once: the box that was made with the new PIN needs another") {
    Tablet tablet;
    const std::string code = tablet.code();
    CHECK(tablet.ask(code) == "ok");
    tablet.box = *protocol::seal_recoverable({tablet.id, "lan", data_key}, tablet.seal);
    CHECK(tablet.ask(code) == "used_code");
    const std::string next = tablet.code();
    CHECK(tablet.ask(next) == "ok");
    CHECK(tablet.ask(code) == "wrong_code");  // a newer one was made
}

TEST_CASE("wrong codes: of another device, mistyped, never made; and guessing is held off") {
    Tablet tablet;
    CHECK(tablet.ask("AAAA-AAAA-AAAA") == "wrong_code");
    const std::string code = tablet.code();
    protocol::RecoverRequest elsewhere = tablet.request(code);
    elsewhere.device = DeviceId{0xB2};
    CHECK(tablet.ask(elsewhere) == "wrong_code");
    for (int i = 0; i < 10; ++i) CHECK(tablet.ask("AAAA-AAAA-AAAA") == "wrong_code");
    const auto refused = tablet.district.service.refusal_to_try("192.0.2.1", tablet.district.clock.now());
    REQUIRE(refused);
    CHECK(refused->code == "too_many_tries");
    CHECK(tablet.ask(code) == "ok");  // what was guessed has not spoiled it
}

TEST_CASE("no code opens the box of a device that was reported lost, or of somebody who may not work any more") {
    Tablet tablet;
    const std::string code = tablet.code();
    tablet.set_standing(DeviceStanding::revoked);
    CHECK(tablet.ask(code) == "revoked");
    CHECK(tablet.code() == "This device may no longer sync. Contact the district.");
    tablet.set_standing(DeviceStanding::wiped);
    CHECK(tablet.ask(code) == "wipe");
    tablet.set_standing(DeviceStanding::active);
    tablet.district.change_user("lan", [](UserRow& user) { user.disabled = true; });
    CHECK(tablet.ask(code) == "disabled");
    CHECK(tablet.code().find("disabled") != std::string::npos);
    tablet.district.change_user("lan", [](UserRow& user) { user.disabled = false; });
    CHECK(tablet.ask(code) == "ok");  // a refusal has not used it up
}

TEST_CASE("a box is opened only for the device and the person that stand in it") {
    Tablet tablet;
    const std::string code = tablet.code();
    tablet.box = *protocol::seal_recoverable({DeviceId{0xB2}, "lan", data_key}, tablet.seal);  // of another tablet
    CHECK(tablet.ask(code) == "wrong_box");
    tablet.box = *protocol::seal_recoverable({tablet.id, "binh", data_key}, tablet.seal);
    CHECK(tablet.ask(code) == "wrong_box");
    tablet.box = *protocol::seal_recoverable({tablet.id, "lan", data_key}, seal_key_of(KeyBytes{0x90}).public_key);
    CHECK(tablet.ask(code) == "wrong_box");
    tablet.box = *seal("a bundle, or anything else that is sealed to the district", tablet.seal);
    CHECK(tablet.ask(code) == "wrong_box");
    CHECK(tablet.audit().size() == 1);
}

TEST_CASE("no recovery code is made for a device that nobody knows, nor at a relay") {
    Tablet tablet;
    tablet.id = DeviceId{0xFF};
    CHECK(tablet.code() == "There is no device 00000000000000ff.");
    tablet.id = DeviceId{0xA1};
    {
        const auto transaction = tablet.district.store->begin();
        UpstreamRow parent;
        parent.url = "https://district.example";
        transaction->put_upstream(parent);
        transaction->commit();
    }
    CHECK(tablet.code().find("relay") != std::string::npos);
}
