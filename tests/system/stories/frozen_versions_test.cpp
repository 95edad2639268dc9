// POST /v1/reports as the server really answers it: three of the district's staff hand a report in from three devices,
// and the console finds what they have done.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "client/app/version_worker.h"
#include "client/store/keyring.h"
#include "client/store/replica.h"
#include "client/sync/http_transport.h"
#include "client/sync/report_desk.h"
#include "client/sync/sealed_line.h"
#include "shared/clock/clock_source.h"
#include "shared/protocol/codec.h"
#include "tests/system/stories/village.h"

using namespace nuong;
using namespace nuong::testing;

namespace {

using Json = nlohmann::json;
using Ask = protocol::ReportsRequest::Ask;

struct Member {
    std::string token;
    std::optional<protocol::AnswerSeal> seal;
};

Member member_at(const std::string& home) {
    const auto key = client::Keyring(home).unlock("", Village::pin, RealClockSource().now());
    const auto replica = std::move(client::Replica::open(home, key.value()).value());
    return {replica->device().token, client::answer_seal_of(*replica)};
}

protocol::ReportsRequest half_year(Ask ask) { return {.ask = ask, .report = "R1", .area = "089", .period = "2024-H2"}; }

protocol::ReportsRequest step(std::uint32_t version, const std::string& state) {
    protocol::ReportsRequest request = half_year(Ask::advance);
    request.version = version;
    request.state = state;
    return request;
}

}  // namespace

TEST_CASE("Three of the staff freeze, check and sign a report from their devices; the console has the same version") {
    Village village(Village::Demo{60});
    for (const char* user : {"pho", "truong"})
        village.server({"user", "add", user, "--role", "district_staff", "--area", "089"});
    village.open_server();
    std::map<std::string, Member> members;
    for (const char* user : {"huyen", "pho", "truong"}) {
        village.enrol(user);
        members[user] = member_at(village.home(user));
    }
    client::HttpTransport line(village.url(), "");
    const auto ask = [&](const std::string& user, const protocol::ReportsRequest& request) {
        client::SealedLine sealed(line, [&] { return members.at(user).seal; });
        return client::ask_reports(sealed, members.at(user).token, request);
    };

    CHECK(ask("huyen", half_year(Ask::list)).value().versions.empty());
    const auto frozen = ask("huyen", half_year(Ask::freeze));
    REQUIRE(frozen);
    REQUIRE(frozen->versions.size() == 1);
    CHECK_FALSE(frozen->unlocked.empty());
    CHECK(ask("huyen", half_year(Ask::freeze)).value().is_there_already);
    REQUIRE(ask("pho", step(1, "checked")));
    const auto same_eyes = ask("pho", step(1, "signed"));
    REQUIRE_FALSE(same_eyes);
    CHECK(same_eyes.error().code == ErrorCode::refused);
    CHECK(same_eyes.error().message.vi.find("một người khác") != std::string::npos);
    REQUIRE(ask("truong", step(1, "signed")));
    REQUIRE(ask("truong", step(1, "sent")));

    const Json list = Json::parse(village.server({"--json", "report", "list"}));
    REQUIRE(list.size() == 1);
    CHECK(list[0]["state"] == "sent");
    CHECK(list[0]["hash"] == to_hex(frozen->versions[0].hash));
    std::vector<std::string> who;
    for (const Json& each : list[0]["steps"]) who.push_back(each["who"]);
    CHECK(who == std::vector<std::string>{"huyen", "pho", "truong", "truong"});

    protocol::ReportsRequest first = half_year(Ask::table);
    first.version = 1;
    client::SealedLine of_huyen(line, [&] { return members["huyen"].seal; });
    const auto table = client::ask_versions(of_huyen, members["huyen"].token, {.request = first});
    REQUIRE(table);
    REQUIRE(table->table);
    village.server({"--lang", "vi", "report", "R1", "--area", "089", "--period", "2024-H2", "--version", "1",
                    "--format", "csv", "--out", village.file("console.csv")});
    REQUIRE(reports::write_report(*table->table, "csv", village.file("device.csv"), Language::vi));
    CHECK(nuong::test::bytes_of(village.file("device.csv")) == nuong::test::bytes_of(village.file("console.csv")));
    const auto compared =
        client::ask_versions(of_huyen, members["huyen"].token, {.request = first, .compares = true, .other = 0});
    REQUIRE(compared);
    CHECK(compared->difference->is_empty());  // nothing was written since
}

TEST_CASE("The address of frozen reports answers nonsense, strangers and endless bodies with a clear no") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const auto [token, seal] = member_at(village.home("lan"));
    client::HttpTransport plain(village.url(), "");
    client::SealedLine line(plain, [of_lan = seal] { return of_lan; });
    const auto post = [&](const std::string& body, const std::string& as) {
        const auto response = line.exchange({"POST", "/v1/reports", as, body});
        REQUIRE(response);
        return std::pair(response->status, protocol::decode_http_error(response->body).code);
    };
    using Said = std::pair<int, std::string>;
    const std::string list = protocol::encode(half_year(Ask::list));
    CHECK(post(list, "") == Said(401, "unknown_token"));
    CHECK(post(list, "stranger") == Said(401, "unknown_token"));
    for (const std::string& body : {std::string(), std::string("{}"), std::string("[[["), list.substr(0, 30),
                                    std::string("\x28\xb5\x2f\xfd") + list})
        CHECK(post(body, token) == Said(400, "malformed"));
    CHECK(post(std::string(20'000, ' ') + list, token) == Said(413, "too_large"));
    CHECK(post(list, token) == Said(404, "no_report"));  // nothing of that name was published
    const auto get = line.exchange({"GET", "/v1/reports", token, ""});
    REQUIRE(get);
    CHECK(get->status == 405);
}

TEST_CASE("A relay does not hold the district's versions and says where they are") {
    Village village;
    village.open_server();
    village.server({"user", "add", "tram", "--role", "relay", "--area", "03076"});
    village.open_relay();
    village.ask("lan", {"enroll", village.relay_url(), village.code("lan")});
    make_pin_cheap(village.home("lan"), Village::pin);
    client::HttpTransport line(village.relay_url(), "");
    const auto answer = client::ask_reports(line, member_at(village.home("lan")).token, half_year(Ask::list));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::refused);
    CHECK(answer.error().message.vi.find("Hãy nối thẳng với máy chủ của huyện.") != std::string::npos);
}
