// POST /v1/digests as the server really answers it.
#include <catch2/catch_test_macros.hpp>

#include "client/store/keyring.h"
#include "client/store/replica.h"
#include "client/sync/http_transport.h"
#include "client/sync/sealed_line.h"
#include "shared/clock/clock_source.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/digests.h"
#include "tests/system/stories/village.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

struct Known {
    client::DeviceInfo device;
    std::optional<protocol::AnswerSeal> seal;
};

Known device_of(const std::string& home) {
    const auto key = client::Keyring(home).unlock("", Village::pin, RealClockSource().now());
    const auto replica = std::move(client::Replica::open(home, key.value()).value());
    return {replica->device(), client::answer_seal_of(*replica)};
}

}  // namespace

TEST_CASE("The server tells a device which records it has otherwise, and nobody else anything") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    const auto [device, seal] = device_of(village.home("lan"));
    const std::string& token = device.token;
    client::HttpTransport plain(village.url(), "");
    client::SealedLine line(plain, [of_lan = seal] { return of_lan; });
    protocol::DigestsRequest empty;  // a device that has lost everything
    empty.area = device.areas.front();
    const auto ask = [&](const std::string& method, const std::string& as, const protocol::DigestsRequest& request) {
        return line.exchange({method, "/v1/digests", as, protocol::pack(protocol::encode(request))}).value();
    };
    const auto said = ask("POST", token, empty);
    REQUIRE(said.status == 200);
    const auto answer = protocol::decode_digests_answer(protocol::unpack(said.body).value());
    REQUIRE(answer.value().records.size() == 1);
    CHECK(to_string(answer->records[0].record) == record);
    CHECK(answer->next == digest_buckets);

    protocol::DigestsRequest elsewhere = empty;
    elsewhere.area = "01";
    CHECK(ask("POST", token, elsewhere).status == 403);
    CHECK(ask("POST", "bm9ib2R5", empty).status == 401);
    CHECK(ask("PUT", token, empty).status == 405);
    CHECK(line.exchange({"POST", "/v1/digests", token, "{}"}).value().status == 400);
    for (int i = 0; i < 30; ++i) ask("POST", token, empty);
    CHECK(ask("POST", token, empty).status == 429);  // it reads a whole area: not all the time
}
