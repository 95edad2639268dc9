// The team leader's laptop as a relay, with real processes: enrolling through it, a week without the district, its end.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"
#include "tests/system/stories/village.h"

using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::waits_until;

TEST_CASE("A commune works at its relay while the district is out of reach, and the district has it all afterwards") {
    Village village;
    village.open_server();
    village.server({"user", "add", "tram", "--role", "relay", "--area", "03076"});
    village.open_relay();
    for (const char* name : {"lan", "binh"}) {
        village.ask(name, {"enroll", village.relay_url(), village.code(name)});
        make_pin_cheap(village.home(name), Village::pin);
    }
    village.kill_server();

    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    nuong::test::write_bytes(village.file("giay.pdf"), "%PDF-" + std::string(50'000, 'x'));
    village.ask("lan", {"record", "edit", record, "--set", "paper=@" + village.file("giay.pdf")});
    CHECK(at(village.ask("lan", {"sync"}), "/pushed") == "2");
    CHECK(at(village.ask("lan", {"status"}), "/at_top") == "0");
    CHECK(at(village.ask("binh", {"sync"}), "/files_received") == "1");
    village.ask("binh", {"record", "edit", record, "--set", "phone=0922"});
    village.ask("binh", {"sync"});
    CHECK(village.run("binh", {"sync", "--server", village.url()}).exit_code == 3);
    CHECK(village.run("hoa", {"enroll", village.relay_url(), "ABCD-EFGH-JKMN"}).exit_code ==
          3);  // only the district can

    village.open_server();
    REQUIRE(waits_until([&] {
        village.ask("lan", {"sync"});
        return at(village.ask("lan", {"status"}), "/at_top") == "2";
    }));
    REQUIRE(waits_until([&] {
        return village.run_server({"record", "file", record, "paper", "--out", village.file("huyen.pdf")}).exit_code ==
               0;
    }));
    CHECK(at(village.server({"record", "show", record}), "/values/phone") == "0922");

    // The relay burns down with something that it had not handed on: its devices still have it.
    village.kill_server();
    village.ask("lan", {"record", "edit", record, "--set", "visits=7"});
    village.ask("lan", {"sync"});
    village.close_relay();
    std::filesystem::remove_all(village.file("relay"));
    village.open_server();
    CHECK(at(village.ask("lan", {"sync", "--server", village.url()}), "/outcome") == "ok");
    CHECK(at(village.server({"record", "show", record}), "/values/visits") == "7");
    CHECK(at(village.server({"--json", "verify"}), "/ok") == "true");
}

TEST_CASE("Who has only ever met a relay can write a stick for the district, and who carries it can leave it there") {
    Village village;
    village.open_server();
    village.server({"user", "add", "tram", "--role", "relay", "--area", "03076"});
    village.open_relay();
    for (const char* name : {"lan", "binh"}) {
        village.ask(name, {"enroll", village.relay_url(), village.code(name)});
        make_pin_cheap(village.home(name), Village::pin);
    }
    const std::string stick = village.file("stick.nuong");
    REQUIRE(waits_until([&] {  // the relay has told the district her key
        village.ask("lan", {"sync"});
        return village.run("lan", {"bundle", "export", stick}).exit_code == 0;
    }));
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"bundle", "export", stick});
    REQUIRE(waits_until([&] {
        village.ask("binh", {"sync"});
        return village.run("binh", {"bundle", "import", stick}).exit_code == 0;
    }));

    village.kill_server();
    const std::string alone = village.ask("binh", {"sync"});  // the relay cannot open it, and says so by leaving it
    CHECK(at(alone, "/outcome") == "ok");
    CHECK(at(alone, "/handed_on") == "0");
    village.open_server();
    REQUIRE(waits_until([&] { return at(village.ask("binh", {"sync"}), "/handed_on") == "1"; }));
    CHECK(at(village.server({"record", "show", record}), "/values/full_name") == "Vàng Seo Phử");
    CHECK(at(village.ask("binh", {"record", "show", record}), "/values/full_name") == "Vàng Seo Phử");
    CHECK(at(village.server({"--json", "verify"}), "/ok") == "true");
}

TEST_CASE("A relay that is switched off and on again goes on where it was, and says what it needs the first time") {
    Village village;
    village.open_server();
    village.server({"user", "add", "tram", "--role", "relay", "--area", "03076"});
    const std::string folder = village.file("other");
    const std::string program = NUONG_BIN_DIR "/nuong-server";
    REQUIRE(run_process({program, "--data", folder, "init"}).exit_code == 0);
    const auto serve = [&](std::vector<std::string> more) {
        std::vector<std::string> words{program, "--lang", "en", "--data", folder, "serve", "--listen", "127.0.0.1:0"};
        words.insert(words.end(), more.begin(), more.end());
        return run_process(words, {}, "", std::chrono::seconds(5));
    };
    CHECK(serve({"--upstream", village.url()}).exit_code == 2);
    CHECK(serve({"--upstream", village.url(), "--upstream-code", "ABCD-EFGH-JKMN"}).exit_code == 4);
    CHECK(serve({"--upstream", "http://127.0.0.1:9", "--upstream-code", "ABCD-EFGH-JKMN"}).exit_code == 3);
    // A person's account is none for a relay.
    CHECK(serve({"--upstream", village.url(), "--upstream-code", village.code("lan")}).exit_code == 4);

    village.open_relay();
    village.enrol("lan");
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    village.close_relay();
    village.open_relay();
    REQUIRE(waits_until([&] { return village.run("lan", {"sync", "--server", village.relay_url()}).exit_code == 0; }));
    REQUIRE(waits_until([&] { return village.run_server({"record", "show", record}).exit_code == 0; }));
}

TEST_CASE("A code that stays behind in a relay's settings is too old at the next start, and stops nothing") {
    Village village;
    village.open_server();
    village.server({"user", "add", "tram", "--role", "relay", "--area", "03076"});
    const std::string folder = village.file("other"), log = village.file("other.log");
    const std::string program = NUONG_BIN_DIR "/nuong-server";
    REQUIRE(run_process({program, "--data", folder, "init"}).exit_code == 0);
    const auto serves_with = [&](const std::string& code) {
        RunningProcess relay({program, "--data", folder, "serve", "--listen", "127.0.0.1:0", "--upstream",
                              village.url(), "--upstream-code", code},
                             {}, log);
        return relay.read_line().starts_with("http");
    };
    CHECK(serves_with(village.code("tram")));
    CHECK(serves_with("ABCD-EFGH-JKMN"));
    CHECK(bytes_of(log).find("upstream_code") != std::string::npos);
    CHECK(serves_with(village.code("lan")));  // a person's: the relay stays who it is
    CHECK(serves_with("ABCD-EFGH-JKMN"));
    village.kill_server();
    CHECK(serves_with("ABCD-EFGH-JKMN"));
}

TEST_CASE("A lost device that only meets a relay destroys its store at once, and the district hears so when it can") {
    Village village;
    village.open_server();
    village.server({"user", "add", "tram", "--role", "relay", "--area", "03076"});
    village.open_relay();
    village.ask("lan", {"enroll", village.relay_url(), village.code("lan")});
    make_pin_cheap(village.home("lan"), Village::pin);
    const std::string device = at(village.ask("lan", {"status"}), "/device");
    village.server({"device", "revoke", device, "--wipe"});
    CHECK(village.server({"device", "list"}).find("chưa thấy máy báo") != std::string::npos);
    village.ask("binh", {"enroll", village.relay_url(), village.code("binh")});  // the relay has spoken to the district
    village.kill_server();
    const auto told = village.run("lan", {"sync"});
    CHECK(told.exit_code == 4);
    CHECK(at(told.out, "/wiped") == "true");
    CHECK(at(told.out, "/confirmed") == "false");
    CHECK_FALSE(std::filesystem::exists(village.home("lan") + "/store.db"));
    CHECK(std::filesystem::exists(village.home("lan") + "/farewells"));

    village.open_server();
    const auto district_knows = [&] {
        village.run("lan", {"sync"});  // nobody is there any more; only the farewell is said
        return village.server({"device", "list"}).find("máy báo đã xóa") != std::string::npos;
    };
    CHECK(waits_until(district_knows));
    CHECK_FALSE(std::filesystem::exists(village.home("lan") + "/farewells"));
}
