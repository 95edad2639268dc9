// A token is enough to ask, and relays see the tokens of the devices behind them: what is it good for?
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "client/sync/enrolment.h"
#include "client/sync/http_transport.h"
#include "client/sync/sync_session.h"
#include "shared/base/encoding.h"
#include "shared/base/hash.h"
#include "shared/clock/clock_source.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "shared/protocol/digests.h"
#include "tests/support/patience.h"
#include "tests/system/stories/village.h"

using namespace nuong;
using namespace nuong::client;
using nuong::test::waits_until;
using nuong::testing::at;
using nuong::testing::Village;

namespace {

// Passes on what a device says, and keeps it.
class Listener final : public Transport {
public:
    explicit Listener(Transport& line) : line_(line) {}
    Result<HttpResponse> exchange(const HttpRequest& request) override {
        auto response = line_.exchange(request);
        if (response) heard.emplace_back(request, *response);
        return response;
    }

    std::vector<std::pair<HttpRequest, HttpResponse>> heard;

private:
    Transport& line_;
};

protocol::SyncRequest everything(DeviceId device) {
    protocol::SyncRequest request;
    request.device = device;
    request.cursors = {{Village::area, 0}};
    return request;
}

std::string code_of(const Result<HttpResponse>& response) {
    if (!response) return response.error().message.en;
    if (response->status == 200) return "ok";
    const std::string code = protocol::decode_http_error(response->body).code;
    return response->status == 403 ? code : code + " " + std::to_string(response->status);
}

bool is_readable(const HttpResponse& response) {
    const auto text = protocol::unpack(response.body);
    return text && protocol::decode_sync_answer(*text);
}

}  // namespace

TEST_CASE("Whoever hears a device's token at a relay reads nothing with it at the district") {
    Village village;
    village.open_server();
    village.enrol("binh");
    const std::string record = village.add_person("binh", "Vàng Seo Phử");
    nuong::test::write_bytes(village.file("giay.pdf"), "%PDF-" + std::string(50'000, 'x'));
    village.ask("binh", {"record", "edit", record, "--set", "paper=@" + village.file("giay.pdf")});
    village.ask("binh", {"sync"});

    const auto replica = std::move(Replica::open_in_memory().value());
    HttpTransport line(village.url(), "");
    Listener relay(line);
    const EnrolmentRequest enrolment{village.url(), "", village.code("lan"), "x"};
    prepare_device(*replica, enrolment);
    REQUIRE(enroll(*replica, relay, enrolment));
    const RealClockSource clock;
    const SyncReport report = sync_once(*replica, relay, clock);
    CHECK(report.outcome == SyncOutcome::ok);
    CHECK(report.received == 1);
    CHECK(report.files_received == 1);

    std::set<std::string> sealed;
    for (const auto& [request, response] : relay.heard) {
        const std::string kind = request.path.substr(0, request.path.find('/', 4));
        if (kind == "/v1/enroll" || response.status != 200) continue;
        CAPTURE(request.method, request.path);
        if (response.is_sealed) sealed.insert(kind);
        CHECK((response.is_sealed || response.body.size() < 400));  // that nothing is new is no secret
        CHECK_FALSE((response.is_sealed && is_readable(response)));
    }
    CHECK(sealed == std::set<std::string>{"/v1/blobs", "/v1/schemas", "/v1/sync"});

    const DeviceInfo device = replica->device();
    const std::string asked = protocol::encode(everything(device.device));
    const std::string compared = protocol::encode(protocol::DigestsRequest{Village::area, {}, 0});
    const std::string file = to_hex(sha256(nuong::test::bytes_of(village.file("giay.pdf"))));
    const auto ask = [&](const std::string& method, const std::string& path, const std::string& mark) {
        const std::string& body = path == "/v1/digests" ? compared : asked;
        return line.exchange({method, path, device.token, method == "GET" ? "" : body, mark});
    };
    for (const auto& [method, path] :
         {std::pair("POST", "/v1/sync"), std::pair("POST", "/v1/digests"), std::pair("POST", "/v1/schemas"),
          std::pair("POST", "/v1/reports"), std::pair("POST", "/v1/bundles")}) {
        CAPTURE(path);
        CHECK(code_of(ask(method, path, "")) == "not_sealed");
        CHECK(code_of(ask(method, path, std::string(22, 'A'))) == "not_sealed");
    }
    CHECK(code_of(ask("GET", "/v1/blobs/" + file, "")) == "not_sealed");
    // With the mark, which was heard as well, there is an answer, for nobody but the device.
    const std::string mark = relay.heard.back().first.seal_mark;
    REQUIRE_FALSE(mark.empty());
    const auto answer = ask("POST", "/v1/sync", mark);
    REQUIRE(code_of(answer) == "ok");
    CHECK(answer->is_sealed);
    CHECK_FALSE(is_readable(*answer));
    CHECK(answer->body.find("Seo") == std::string::npos);
}

TEST_CASE(
    "A device that enrolled with an older program is served as before, until it can do better; then nobody else is") {
    Village village;
    village.open_server();
    HttpTransport line(village.url(), "");
    const DeviceId device{0xA1};
    const SigningKey key = make_signing_key();
    const auto enrolled =
        line.exchange({"POST", "/v1/enroll", "",
                       protocol::encode(protocol::EnrollRequest{village.code("lan"), device, "x", key.public_key})});
    REQUIRE(code_of(enrolled) == "ok");
    const auto answer = protocol::decode_enroll_answer(enrolled->body).value();
    const auto ask = [&](const std::string& mark) {
        return line.exchange({"POST", "/v1/sync", answer.token, protocol::encode(everything(device)), mark});
    };
    const auto plain = ask("");
    REQUIRE(code_of(plain) == "ok");
    CHECK_FALSE(plain->is_sealed);
    CHECK(is_readable(*plain));
    const auto seal = protocol::answer_seal(device, key, answer.seal.value());
    const auto sealed = ask(seal->mark);
    REQUIRE(code_of(sealed) == "ok");
    CHECK(sealed->is_sealed);
    CHECK(protocol::decode_sync_answer(protocol::unpack(*protocol::open_answer(sealed->body, *seal)).value()));
    CHECK(waits_until([&] { return code_of(ask("")) == "not_sealed"; }));
    CHECK(code_of(ask(seal->mark)) == "ok");
}
