// The order to destroy a store: whose it is, and what it is good for.
#include "shared/protocol/wipe_order.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/encoding.h"
#include "shared/protocol/codec.h"

using namespace nuong;
using namespace nuong::protocol;

namespace {

const DeviceId lan{0xA1}, binh{0xB2};
const SigningKey of_lan = signing_key_of(KeyBytes{1}), of_binh = signing_key_of(KeyBytes{2});
const SealKey district = seal_key_of(KeyBytes{0x10}), relay = seal_key_of(KeyBytes{0x20});

}  // namespace

TEST_CASE("a device obeys the order that its district made for it, and no other") {
    const Hash order = wipe_order(lan, of_lan.public_key, district).value();
    CHECK(is_ordered_to_wipe({order}, lan, of_lan, district.public_key));
    // Among those for keys that it had before.
    const Hash former = wipe_order(lan, of_binh.public_key, district).value();
    CHECK(is_ordered_to_wipe({former, order}, lan, of_lan, district.public_key));
    CHECK_FALSE(is_ordered_to_wipe({}, lan, of_lan, district.public_key));
    CHECK_FALSE(is_ordered_to_wipe({former}, lan, of_lan, district.public_key));
    CHECK_FALSE(is_ordered_to_wipe({Hash{}}, lan, of_lan, district.public_key));
    CHECK_FALSE(is_ordered_to_wipe({order}, binh, of_lan, district.public_key));
    CHECK_FALSE(is_ordered_to_wipe({order}, binh, of_binh, district.public_key));
    // A relay has a key of its own, and knows both public ones.
    CHECK_FALSE(is_ordered_to_wipe({*wipe_order(lan, of_lan.public_key, relay)}, lan, of_lan, district.public_key));
    CHECK_FALSE(is_ordered_to_wipe({order}, lan, of_lan, relay.public_key));
}

TEST_CASE("what is no key makes no order, and none is obeyed") {
    CHECK_FALSE(wipe_order(lan, KeyBytes{}, district));
    KeyBytes nowhere;
    nowhere.fill(0xFF);
    CHECK_FALSE(wipe_order(lan, nowhere, district));
    CHECK_FALSE(is_ordered_to_wipe({Hash{}}, lan, of_lan, KeyBytes{}));
}

// A tablet that is lost today may be found by a server of ten years on.
TEST_CASE("an order stays what it is, and travels beside the refusal") {
    const Hash order = wipe_order(lan, of_lan.public_key, district).value();
    CHECK(to_hex(order) == "@ORDER@");
    const HttpError told{"wipe", {"Máy này đã bị báo mất.", "Reported lost."}, {order, Hash{7}}};
    const HttpError read = decode_http_error(encode(told));
    CHECK(read.code == "wipe");
    CHECK(read.message.vi == told.message.vi);
    CHECK(read.wipe_orders == told.wipe_orders);
    CHECK(encode(HttpError{"revoked", {"a", "b"}}).find("wipe_orders") == std::string::npos);
    std::string broken = encode(told);
    broken.replace(broken.find(to_hex(order)), 4, "zzzz");
    CHECK(decode_http_error(broken).code == "nonsense");
}
