// Copies and restores, as they happen: a tablet's folder is copied to a new one, a server comes back from last week's
// backup. Real processes; nobody's save is missing at the end.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <csignal>
#include <filesystem>

#include "tests/support/postgres_server.h"
#include "tests/system/stories/village.h"

using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::write_bytes;
namespace fs = std::filesystem;

namespace {

std::string people_on(const Village& village, const std::string& who) {
    const std::string list = village.ask(who, {"record", "list", "person"});
    std::string names;
    for (std::size_t i = 0; i < size_at(list, ""); ++i) names += at(list, "/" + std::to_string(i) + "/title") + ", ";
    return names;
}

}  // namespace

TEST_CASE("A tablet's folder copied to a second tablet: both work on, and the district sees two devices") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    fs::copy(village.home("lan"), village.home("lan2"), fs::copy_options::recursive);
    village.add_person("lan", "Giàng Thị Súa");
    village.add_person("lan2", "Lý Láo Sử");
    village.ask("lan", {"sync"});
    const std::string second = village.ask("lan2", {"sync"});
    CHECK(at(second, "/outcome") == "ok");
    CHECK(at(second, "/renewed") == "true");
    village.ask("lan", {"sync"});
    CHECK(people_on(village, "lan") == "Giàng Thị Súa, Lý Láo Sử, Vàng Seo Phử, ");
    CHECK(people_on(village, "lan2") == people_on(village, "lan"));
    const std::string devices = village.server({"device", "list", "--json"});
    REQUIRE(size_at(devices, "") == 2);
    CHECK(at(devices, "/1/cloned_from") == at(devices, "/0/device"));
    CHECK(at(village.server({"verify", "--json"}), "/ok") == "true");
}

TEST_CASE("A server restored from an old backup is made whole again by its devices") {
    const bool in_postgres = GENERATE(false, true);
    CAPTURE(in_postgres);
    Village village(in_postgres ? shared_postgres().fresh_store() : "");
    village.open_server();
    village.enrol("lan");
    village.enrol("binh");
    const std::string early = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    village.server({"backup", village.file("monday.backup")});
    const std::string late = village.add_person("lan", "Giàng Thị Súa");
    village.ask("lan", {"sync"});
    village.ask("binh", {"sync"});
    village.ask("binh", {"record", "edit", late, "--set", "phone=0912000111"});
    village.ask("binh", {"record", "edit", early, "--set", "phone=0987000222"});
    village.ask("binh", {"sync"});

    CHECK(village.run_server({"restore", village.file("monday.backup")}).exit_code == 4);  // not while it serves
    village.kill_server();
    if (in_postgres) {
        CHECK(village.run_server({"restore", village.file("monday.backup")}).exit_code == 1);  // nor over another store
        village.lie_in(shared_postgres().fresh_store());  // of the other nothing is left
    }
    const std::string restored = village.server({"restore", village.file("monday.backup"), "--json"});
    CHECK(fs::exists(at(restored, "/before") + "/server.db") != in_postgres);
    village.open_server();
    village.ask("binh", {"sync"});  // the correction comes before the record that it corrects
    village.ask("lan", {"sync"});
    village.ask("binh", {"sync"});
    village.ask("lan", {"sync"});
    for (const char* who : {"lan", "binh"}) {
        CAPTURE(who);
        CHECK(at(village.ask(who, {"record", "show", late}), "/values/phone") == "0912000111");
        CHECK(at(village.ask(who, {"record", "show", early}), "/values/phone") == "0987000222");
        CHECK(at(village.ask(who, {"status"}), "/pending") == "0");
        CHECK(at(village.ask(who, {"status"}), "/refused") == "0");
    }
    CHECK(at(village.server({"verify", "--json"}), "/ok") == "true");
    CHECK(size_at(village.server({"record", "list", "person", "--json"}), "") == 2);
}

TEST_CASE("A tablet given out after the backup that a server is restored from goes on with a new code") {
    Village village;
    village.open_server();
    village.server({"backup", village.file("monday.backup")});
    village.enrol("binh");
    village.add_person("binh", "Vàng Seo Phử");
    village.ask("binh", {"sync"});
    village.add_person("binh", "Giàng Thị Súa");
    village.kill_server();
    village.server({"restore", village.file("monday.backup")});
    village.open_server();
    const auto refused = village.run("binh", {"sync"});
    CHECK(refused.exit_code == 4);
    CHECK(refused.err.find("nuong user confirm") != std::string::npos);  // here, and never in the window
    CHECK(at(village.ask("binh", {"status"}), "/pending") == "1");
    CHECK(at(village.ask("binh", {"user", "confirm", village.code("binh")}), "/confirmed") == "true");
    village.ask("binh", {"sync"});
    CHECK(at(village.ask("binh", {"status"}), "/pending") == "0");
    CHECK(size_at(village.server({"record", "list", "person", "--json"}), "") == 2);
    CHECK(at(village.server({"verify", "--json"}), "/ok") == "true");
}

TEST_CASE("A server whose folder somebody has put back by hand is made whole again, with papers and audit") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string early = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    village.kill_server();
    fs::copy(village.file("server"), village.file("copied"), fs::copy_options::recursive);
    village.open_server();
    const std::string late = village.add_person("lan", "Giàng Thị Súa");
    write_bytes(village.file("giay.pdf"), "%PDF-1.4 một tờ giấy");
    village.ask("lan", {"record", "edit", late, "--set", "paper=@" + village.file("giay.pdf")});
    village.ask("lan", {"record", "show", late});
    CHECK(at(village.ask("lan", {"sync"}), "/files_sent") == "1");
    village.kill_server();
    fs::remove_all(village.file("server"));
    fs::rename(village.file("copied"), village.file("server"));  // and nobody says `restore`
    village.open_server();
    village.ask("lan", {"record", "show", early});
    village.ask("lan", {"sync"});
    village.ask("lan", {"sync"});
    CHECK(size_at(village.server({"record", "list", "person", "--json"}), "") == 2);
    village.server({"record", "file", late, "paper", "--out", village.file("out.pdf")});
    CHECK(bytes_of(village.file("out.pdf")) == "%PDF-1.4 một tờ giấy");
    CHECK(at(village.ask("lan", {"status"}), "/pending") == "0");
    const std::string verified = village.server({"verify", "--json"});
    CHECK(at(verified, "/ok") == "true");
    CHECK(at(verified, "/files") == "1");
}

TEST_CASE("A server without a certificate that is told to read it again goes on serving") {
    Village village;
    const auto reloaded = village.open_another();
    village.stand_behind("http://127.0.0.1:" + std::to_string(reloaded.port));
    village.enrol("lan");
    reloaded.process->send(SIGHUP);
    village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    reloaded.process->send(SIGTERM);
    CHECK(reloaded.process->wait() == 0);
}

TEST_CASE("What is no backup replaces nothing") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    village.kill_server();
    nuong::test::write_bytes(village.file("junk"), "not a store, and long enough to be taken for one by its size");
    CHECK(village.run_server({"restore", village.file("junk")}).exit_code == 5);
    CHECK(village.run_server({"restore", village.file("nothing")}).exit_code == 1);
    CHECK(size_at(village.server({"record", "list", "person", "--json"}), "") == 1);
}

TEST_CASE("Asking quarantine for what is not there is answered, and a whole record has no errors") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"sync"});
    CHECK(size_at(village.server({"quarantine", "list", "--json"}), "") == 0);
    CHECK(village.run_server({"quarantine", "show", "0000000000000001:1"}).exit_code == 1);
    CHECK(village.run_server({"quarantine", "release", "nonsense"}).exit_code == 2);
    CHECK(size_at(village.server({"record", "show", record, "--json"}), "/errors") == 0);
}
