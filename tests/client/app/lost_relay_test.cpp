// A relay that its district has reported lost: whose word it obeys, and as whom its parent knows it.
#include <catch2/catch_test_macros.hpp>

#include "shared/protocol/wipe_order.h"
#include "sync-server/core/wiped_devices.h"
#include "tests/client/app/relay_house.h"

using namespace nuong;
using namespace nuong::client;
using nuong::client::testing::RelayHouse;
using nuong::client::testing::Top;

namespace {

// Answers everything with the same refusal.
class Refusing final : public Transport {
public:
    explicit Refusing(const std::vector<Hash>& orders)
        : body_(protocol::encode(protocol::HttpError{"wipe", {"Máy này đã bị báo mất.", "Reported lost."}, orders})) {}
    Result<HttpResponse> exchange(const HttpRequest&) override { return HttpResponse{403, body_}; }

private:
    std::string body_;
};

Result<UpstreamReport> told_to_wipe(RelayHouse& relay, const std::vector<Hash>& orders) {
    Refusing line(orders);
    return exchange_upstream(*relay.store, relay.service, line, relay.clock);
}

std::vector<Hash> orders_of(Top& top, DeviceId device) {
    const auto reader = top.store->read();
    return wipe_orders_of(*reader, *reader->device(device));
}

UpstreamRow row_of(RelayHouse& relay) { return relay.store->read()->upstream().value(); }

}  // namespace

TEST_CASE("A relay that was reported lost hears so at its next contact, and knows that it is the district's order") {
    Top top;
    RelayHouse relay(top), neighbour(top, "tram2");
    const DeviceId device = row_of(relay).device;
    top.change_device(device, [](DeviceRow& row) { row.standing = DeviceStanding::wiped; });
    CHECK(relay.exchange().is_ordered_to_wipe);
    CHECK_FALSE(neighbour.exchange().is_ordered_to_wipe);
}

TEST_CASE("Nobody but the district can have a relay destroyed: a parent's word, or another's order, is refused") {
    Top top, elsewhere;
    RelayHouse relay(top), neighbour(top, "tram2"), far(elsewhere);
    const UpstreamRow row = row_of(relay);
    const KeyBytes key = signing_key_of(*row.seed).public_key;
    std::vector<Hash> orders;
    SECTION("no order at all") {}
    SECTION("for another relay") { orders = orders_of(top, row_of(neighbour).device); }
    SECTION("by another district") { orders = orders_of(elsewhere, row_of(far).device); }
    SECTION("for this relay, by somebody with a key of their own") {
        orders = {*protocol::wipe_order(row.device, key, seal_key_of(KeyBytes{0x70}))};
    }
    const auto told = told_to_wipe(relay, orders);
    REQUIRE_FALSE(told);
    CHECK(told.error().code == ErrorCode::refused);
    CHECK_FALSE(told.error().message.en.empty());
    CHECK(told_to_wipe(relay, orders_of(top, row.device))->is_ordered_to_wipe);
}

TEST_CASE("A relay from before relays had keys obeys no order, goes on, and gets a key with a new code") {
    Top top;
    RelayHouse relay(top);
    const auto set_row = [&](const UpstreamRow& row) {
        const auto transaction = relay.store->begin();
        transaction->put_upstream(row);
        transaction->commit();
    };
    UpstreamRow old = row_of(relay);
    const std::vector<Hash> orders = orders_of(top, old.device);
    old.seed.reset();
    old.district.reset();
    set_row(old);
    CHECK_FALSE(told_to_wipe(relay, orders));
    CHECK(relay.has_line());

    REQUIRE(enrol_upstream(*relay.store, relay.up, old.url, "", top.code_for("tram"), relay.clock.now()));
    const UpstreamRow now = row_of(relay);
    CHECK(now.device == old.device);  // the parent knows it as the relay that it was
    CHECK(now.token == old.token);
    REQUIRE(now.seed);
    CHECK(now.district.has_value());
    CHECK(relay.has_line());
    CHECK(told_to_wipe(relay, orders_of(top, now.device))->is_ordered_to_wipe);
}

TEST_CASE("A relay that the district turned away comes back with a new code as another device") {
    Top top;
    RelayHouse relay(top);
    const UpstreamRow was = row_of(relay);
    top.change_device(was.device, [](DeviceRow& row) { row.standing = DeviceStanding::revoked; });
    CHECK_FALSE(relay.has_line());
    REQUIRE(enrol_upstream(*relay.store, relay.up, was.url, "", top.code_for("tram"), relay.clock.now()));
    const UpstreamRow now = row_of(relay);
    CHECK(now.device != was.device);
    CHECK(now.seed != was.seed);
    CHECK(relay.has_line());
}
