// The laptop that was a commune's relay is stolen, with real processes: what its token reads at the district, and what
// is left on it when it is switched on with a line.
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "client/sync/http_transport.h"
#include "shared/base/json.h"
#include "shared/clock/clock_source.h"
#include "shared/protocol/code_proof.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/compression.h"
#include "sync-server/relay/upstream_enrolment.h"
#include "sync-server/store/sqlite_change_store.h"
#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"
#include "tests/system/stories/village.h"

using namespace nuong;
using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::waits_until;

namespace {

// As `device list` has it.
std::string id_of_relay(Village& village) {
    const auto listed = parse_json(village.server({"--json", "device", "list"}), "devices").value();
    for (const auto& device : listed)
        if (device.at("name") == "relay") return device.at("device").get<std::string>();
    return "";
}

std::string standing_of(Village& village, const std::string& id) {
    const auto listed = parse_json(village.server({"--json", "device", "list"}), "devices").value();
    for (const auto& device : listed)
        if (device.at("device") == id)
            return device.at("standing").get<std::string>() + (device.contains("wiped") ? ", told" : "");
    return "";
}

std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

TEST_CASE("A relay that was reported lost destroys all that it holds, and the district hears that it has") {
    Village village;
    village.open_server();
    village.server({"user", "add", "tram", "--role", "relay", "--area", "03076"});
    village.open_relay();
    village.ask("lan", {"enroll", village.relay_url(), village.code("lan")});
    make_pin_cheap(village.home("lan"), Village::pin);
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    const std::string relay = id_of_relay(village);
    village.kill_server();
    village.ask("lan", {"record", "edit", record, "--set", "visits=7"});
    village.ask("lan", {"sync"});  // the relay has it, and could not hand it on

    village.close_relay();
    village.open_server();
    village.server({"device", "revoke", relay, "--wipe"});
    village.open_relay();  // whoever has it switches it on
    REQUIRE(waits_until([&] { return standing_of(village, relay) == "wiped, told"; }));
    REQUIRE(waits_until([&] { return village.relay_has_ended(); }));
    CHECK(names_in(village.file("relay")) == std::vector<std::string>{"lock"});
    CHECK(bytes_of(village.file("relay.log")).find("wiped") != std::string::npos);
    CHECK(village.run_relay({"user", "list"}).exit_code == 5);  // there is nothing any more

    // What the relay alone had taken is still on the device.
    village.ask("lan", {"sync", "--server", village.url()});
    CHECK(at(village.server({"record", "show", record}), "/values/visits") == "7");
    CHECK(at(village.server({"--json", "verify"}), "/ok") == "true");
}

TEST_CASE(
    "A relay that is lost while its backup disk hangs does not get out of being wiped: switched on again, it goes on") {
    Village village;
    village.open_server();
    village.server({"user", "add", "tram", "--role", "relay", "--area", "03076"});
    village.open_relay();
    const std::string relay = id_of_relay(village);
    std::filesystem::create_directory(village.file("disk"));
    REQUIRE(village.run_relay({"backup", village.file("disk/relay.backup")}).exit_code == 0);
    village.close_relay();
    // A disk that neither answers nor fails: whoever opens the list there waits for somebody at the other end.
    const std::string list = village.file("disk/nuong-revocations.list");
    std::filesystem::remove(list);
    REQUIRE(::mkfifo(list.c_str(), 0600) == 0);

    village.server({"device", "revoke", relay, "--wipe"});
    village.open_relay();
    REQUIRE(waits_until([&] { return std::filesystem::exists(village.file("relay/wiping")); }));
    CHECK_FALSE(village.relay_has_ended());  // it waits for the disk
    village.close_relay();                   // the plug is pulled
    CHECK(village.run_relay({"serve", "--listen", "127.0.0.1:0"}).exit_code == 0);
    CHECK(standing_of(village, relay) == "wiped, told");
    CHECK(names_in(village.file("relay")) == std::vector<std::string>{"lock"});
}

TEST_CASE("Whoever has a relay's token reads nothing with it at the district, who works there least of all") {
    Village village;
    village.open_server();
    village.server({"user", "add", "tram", "--role", "relay", "--area", "03076"});
    village.enrol("lan");
    village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});

    const auto store = std::move(SqliteChangeStore::create(Database::open_in_memory()).value());
    client::HttpTransport line(village.url(), "");
    REQUIRE(enrol_upstream(*store, line, village.url(), "", village.code("tram"), RealClockSource().now()));
    const auto relay = store->read()->upstream().value();
    const auto seal = answer_seal_of(*store->read());
    REQUIRE(seal);
    protocol::SyncRequest everything;
    everything.device = relay.device;
    everything.cursors = {{Village::area, 0}};
    const auto ask = [&](const std::string& path, const std::string& mark) {
        const std::string body =
            path == "/v1/relay" ? protocol::encode(protocol::RelayRequest{}) : protocol::encode(everything);
        return line.exchange({"POST", path, relay.token, protocol::pack(body), mark}).value();
    };
    for (const char* path : {"/v1/relay", "/v1/sync"}) {
        CAPTURE(path);
        const auto stolen = ask(path, "");
        CHECK(stolen.status == 403);
        CHECK(protocol::decode_http_error(stolen.body).code == "not_sealed");
        const auto sealed = ask(path, seal->mark);
        REQUIRE(sealed.status == 200);
        CHECK(sealed.is_sealed);
        const auto heard = protocol::unpack(sealed.body);
        CHECK_FALSE((heard && parse_json(*heard, "answer")));
        const auto opened = protocol::open_answer(sealed.body, *seal);
        REQUIRE(opened);
        CHECK(protocol::unpack(*opened).value().find("lan") != std::string::npos);
    }
}
