// A relay in wrong hands, or anybody on the way: what it says to the devices behind it, and what they believe.
#include <catch2/catch_test_macros.hpp>

#include "shared/protocol/one_time_code.h"
#include "shared/protocol/wipe_order.h"
#include "sync-server/core/wiped_devices.h"
#include "tests/client/app/relay_house.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::Laptop;
using nuong::client::testing::RelayHouse;
using nuong::client::testing::Top;

namespace {

// Hears everything, and may change what goes up and what comes down.
class Meddler final : public Transport {
public:
    explicit Meddler(Transport& line) : line_(line) {}

    Result<HttpResponse> exchange(const HttpRequest& request) override {
        HttpRequest sent = request;
        if (change_request) change_request(sent);
        heard += sent.body;
        auto response = line_.exchange(sent);
        if (response && change_response) change_response(*response);
        if (response) heard += response->body;
        return response;
    }

    std::function<void(HttpRequest&)> change_request;
    std::function<void(HttpResponse&)> change_response;
    std::string heard;

private:
    Transport& line_;
};

const SigningKey of_meddler = signing_key_of(KeyBytes{9});
const SealKey seal_of_meddler = seal_key_of(KeyBytes{0x70});

struct Newcomer {
    explicit Newcomer(nuong::testing::District& district)
        : laptop(district, std::move(Replica::open_in_memory().value())), relay(laptop.line) {}

    Status enroll_with(const std::string& code) {
        const EnrolmentRequest request{"http://127.0.0.1", "", code, "laptop"};
        prepare_device(*laptop.replica, request);
        return enroll(*laptop.replica, relay, request);
    }

    Laptop laptop;
    Meddler relay;
};

template <class Change>
void change_answer(HttpResponse& response, Change change) {
    auto answer = protocol::decode_enroll_answer(response.body).value();
    change(answer);
    response.body = protocol::encode(answer);
}

// Whoever holds a store reports it lost at the top.
void report_lost(Top& top, Laptop& laptop) {
    top.change_device(laptop.replica->device().device, [](DeviceRow& row) { row.standing = DeviceStanding::wiped; });
}

std::string refuse_with_wipe(std::vector<Hash> orders) {
    return protocol::encode(protocol::HttpError{"wipe", {"Máy này đã bị báo mất.", "Reported lost."}, orders});
}

}  // namespace

TEST_CASE(
    "A relay through which a device enrols does not learn the code, and cannot make a device of its own with it") {
    Top top;
    Newcomer lan(top);
    const std::string code = top.code_for("lan");
    REQUIRE(lan.enroll_with(code));
    CHECK(lan.laptop.replica->device().user == "lan");
    CHECK(lan.relay.heard.find(code) == std::string::npos);
    CHECK(lan.relay.heard.find(protocol::normal_code(code)) == std::string::npos);

    // Had it kept the request back and asked for itself: with another device's id, or with its own key.
    for (const bool with_own_key : {false, true}) {
        CAPTURE(with_own_key);
        Newcomer binh(top);
        binh.relay.change_request = [&](HttpRequest& request) {
            auto asked = protocol::decode_enroll_request(request.body).value();
            if (with_own_key) asked.key = of_meddler.public_key;
            else asked.device = DeviceId{0xBAD};
            request.body = protocol::encode(asked);
        };
        const std::string other = top.code_for("binh");
        const Status refused = binh.enroll_with(other);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().message.vi.starts_with("Mã ghi danh không đúng"));
        CHECK_FALSE(top.store->read()->device(DeviceId{0xBAD}));
        binh.relay.change_request = nullptr;
        CHECK(binh.enroll_with(other));  // the code was not used up
    }
}

TEST_CASE(
    "A relay cannot tell a new device a key of its own in place of the district's: nothing is kept of such an answer") {
    Top top;
    Newcomer lan(top);
    const std::string code = top.code_for("lan");
    SECTION("another key") {
        lan.relay.change_response = [](HttpResponse& response) {
            change_answer(response, [](auto& answer) { answer.seal = seal_of_meddler.public_key; });
        };
    }
    SECTION("no key, to be told another one later") {
        lan.relay.change_response = [](HttpResponse& response) {
            change_answer(response, [](auto& answer) { answer.seal.reset(); });
        };
    }
    SECTION("an answer of its own, as an older server would give it") {
        lan.relay.change_response = [](HttpResponse& response) {
            change_answer(response, [](auto& answer) { answer.code_proof.reset(); });
        };
    }
    const Status refused = lan.enroll_with(code);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.vi.find("không phải của huyện") != std::string::npos);
    CHECK_FALSE(lan.laptop.replica->device().is_enrolled());
    CHECK_FALSE(lan.laptop.replica->bundles().known_district());
    lan.relay.change_response = nullptr;
    CHECK(lan.enroll_with(code));  // by a way that is honest, with the same code
    CHECK(lan.laptop.replica->bundles().known_district() == lan.laptop.replica->bundles().district());
}

TEST_CASE("Nor at a sync: a device keeps the district's key until the district itself says another with a code") {
    Top top;
    Laptop lan(top, "lan");
    const auto of_district = lan.replica->bundles().district();
    REQUIRE(of_district);
    lan.replica->bundles().doubt_server();  // so that it asks again
    lan.line.tamper = [](protocol::SyncAnswer& answer) { answer.seal = seal_of_meddler.public_key; };
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.replica->bundles().district() == of_district);
    CHECK_FALSE(lan.replica->bundles().is_known_to_server());
    lan.line.tamper = nullptr;
    CHECK(lan.sync().outcome == SyncOutcome::ok);
    CHECK(lan.replica->bundles().is_known_to_server());

    top.store->sql().execute("delete from seal_key");  // the district begins anew, with another key
    {
        const auto transaction = top.store->begin();
        transaction->put_seal_secret(seal_of_meddler.secret);
        transaction->commit();
    }
    REQUIRE(confirm_device(*lan.replica, lan.line, top.code_for("lan")));
    CHECK(lan.replica->bundles().district() == seal_of_meddler.public_key);
}

TEST_CASE(
    "Lease and limit of wrong PINs are the district's own word: a relay neither sets a deadly one nor lifts one") {
    Top top;
    Newcomer lan(top);
    REQUIRE(lan.enroll_with(top.code_for("lan")));
    DeviceInfo known = lan.laptop.replica->device();
    known.lease_days = 45;
    known.wrong_pins_max = 20;
    lan.laptop.replica->devices().save(known);
    int answers = 0;
    lan.laptop.line.tamper = [&](protocol::SyncAnswer& answer) {
        ++answers;
        answer.top = 2;
        answer.grants = known.grants();
        answer.grants->lease_days = 0;
        answer.grants->wrong_pins_max = 5;
    };
    CHECK(lan.laptop.sync().outcome == SyncOutcome::ok);
    CHECK(answers < 5);  // and to be told the same again and again holds nobody up
    CHECK(lan.laptop.replica->device().lease_days == 45);
    CHECK(lan.laptop.replica->device().wrong_pins_max == 20);
    CHECK(lan.laptop.replica->device().grants().wrong_pins_max ==
          5);  // so that an honest one need not say it each time

    lan.laptop.line.tamper = [&](protocol::SyncAnswer& answer) {
        answer.grants = known.grants();
        answer.grants->lease_days = static_cast<std::uint32_t>(++answers);  // another each time
    };
    CHECK(lan.laptop.sync().outcome != SyncOutcome::ok);
}

TEST_CASE(
    "A relay cannot have a store destroyed: without an order of the district nothing is, and the person hears why") {
    Top top;
    RelayHouse relay(top);
    Laptop lan(top, "lan"), binh(top, "binh");
    relay.exchange();
    const RecordId record = lan.add("Vàng Seo Phử");
    Meddler meddler(lan.line);
    std::vector<Hash> orders;
    SECTION("with none") {}
    SECTION("with one of its own") {
        orders = {*protocol::wipe_order(lan.replica->device().device, lan.replica->bundles().signing_key().public_key,
                                        seal_of_meddler)};
    }
    SECTION("with that for a device which the district has really reported lost") {
        report_lost(top, binh);
        const auto row = top.store->read()->device(binh.replica->device().device).value();
        orders = wipe_orders_of(*top.store->read(), row);
        REQUIRE(orders.size() == 1);
    }
    meddler.change_response = [&](HttpResponse& response) { response = {403, refuse_with_wipe(orders)}; };
    const SyncReport report = sync_once(*lan.replica, meddler, lan.clock);
    CHECK_FALSE(report.must_be_wiped);
    CHECK(report.outcome == SyncOutcome::refused);
    CHECK(report.message.vi.find("không đưa ra lệnh của huyện") != std::string::npos);
    CHECK(lan.shown(record, "full_name") == "Vàng Seo Phử");
    CHECK(lan.sync().pushed == 1);  // at the district everything is as it was
}

TEST_CASE("The district's order reaches a lost device through a relay that has no line, and through two") {
    Top top;
    RelayHouse town(top, "tram2"), village(top);
    Laptop lan(top, "lan");
    town.exchange();
    village.up.connect(town);
    village.exchange();
    report_lost(top, lan);
    for (RelayHouse* relay : {&town, &village}) relay->exchange();
    village.up.is_down = true;
    lan.line.connect(village);
    const SyncReport told = lan.sync();
    CHECK(told.must_be_wiped);
    CHECK(told.message.vi.find("báo mất") != std::string::npos);
}

TEST_CASE("A device whose program was older when it enrolled, and which knows no district, obeys as it did") {
    Top top;
    Laptop lan(top, "lan");
    lan.replica->database().execute("update bundle_key set district = null, told = 0");
    Meddler meddler(lan.line);
    meddler.change_response = [](HttpResponse& response) { response = {403, refuse_with_wipe({})}; };
    CHECK(sync_once(*lan.replica, meddler, lan.clock).must_be_wiped);
}
