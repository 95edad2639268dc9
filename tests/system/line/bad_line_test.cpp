// Lines of the real world: real processes in two network namespaces, and between them 50 kbit/s, 600 ms there and back,
// one packet of twenty lost, or nothing at all. What a person has saved arrives, once, whatever the line does.
#include <signal.h>

#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "tests/system/stories/village.h"

using namespace nuong::testing;
using namespace std::chrono_literals;

namespace {

struct Hillside : Village {
    explicit Hillside(LineQuality quality = hillside) : line(BadLine::lay(quality, 20241205)) {
        if (!line) SKIP("network namespaces and TUN devices take root");
        lie_behind(*line);
        open_server();
        enrol("lan");
    }
    std::string stored() { return at(server({"--json", "verify"}), "/records"); }
    RunningProcess begin_sync(const std::string& user) {
        return {command(home(user), {"sync"}), environment(), file(user + ".log")};
    }
    std::unique_ptr<BadLine> line;
};

// Waits until so many bytes have gone over the line since `before`.
void wait_for_bytes(const BadLine& line, std::uint64_t before, std::uint64_t bytes) {
    for (int i = 0; i < 1'200 && line.bytes_carried() < before + bytes; ++i) std::this_thread::sleep_for(50ms);
    REQUIRE(line.bytes_carried() >= before + bytes);
}

}  // namespace

TEST_CASE("A day's work goes over a hillside line in one sync, and another device gets it") {
    Hillside village;
    for (int i = 0; i < 40; ++i) village.add_person("lan", "Vàng Seo " + std::to_string(i));
    const std::string sent = village.ask("lan", {"sync"});
    CHECK(at(sent, "/pushed") == "40");
    CHECK(std::stoi(at(sent, "/requests")) <= 2);
    CHECK(village.line->packets_lost() > 0);
    village.enrol("binh");
    CHECK(at(village.ask("binh", {"status"}), "/records") == "40");
    CHECK(village.stored() == "40");
    const std::string nothing = village.ask("lan", {"sync"});
    CHECK(at(nothing, "/requests") == "1");
}

TEST_CASE("A line that breaks anywhere in a sync costs only what was under way") {
    Hillside village(LineQuality{50ms, 0.02, 200'000});
    for (int i = 0; i < 30; ++i) village.add_person("lan", "Vàng Seo " + std::to_string(i));
    // TLS and both bodies take some 5 kB: cut in the handshake, in the request, before and in the answer.
    for (const std::uint64_t bytes : {600, 1'800, 3'000, 4'000}) {
        const std::uint64_t before = village.line->bytes_carried();
        RunningProcess sync = village.begin_sync("lan");
        wait_for_bytes(*village.line, before, bytes);
        village.line->cut();
        sync.send(SIGKILL);  // nobody waits for two minutes in a test
        sync.wait();
        village.line->mend();
    }
    const std::string done = village.ask("lan", {"sync"});
    CHECK(at(done, "/outcome") == "ok");
    CHECK(at(village.ask("lan", {"status"}), "/pending") == "0");
    CHECK(village.stored() == "30");
    CHECK(at(village.server({"--json", "verify"}), "/changes") == "30");
}

TEST_CASE("A line that is gone for a while is waited out, not taken for the end") {
    Hillside village(LineQuality{100ms, 0, 100'000});
    for (int i = 0; i < 10; ++i) village.add_person("lan", "Vàng Seo " + std::to_string(i));
    const std::uint64_t before = village.line->bytes_carried();
    RunningProcess sync = village.begin_sync("lan");
    wait_for_bytes(*village.line, before, 2'000);
    village.line->cut();
    std::this_thread::sleep_for(3s);
    village.line->mend();
    CHECK(sync.wait(60s) == 0);
    CHECK(village.stored() == "10");
}

TEST_CASE("A photo goes on where the line left it, whole records before it") {
    Hillside village(LineQuality{50ms, 0.01, 400'000});
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    std::string paper = "%PDF-";
    for (int i = 0; paper.size() < 400'000; ++i) paper += std::to_string(i * 7919) + " ";
    nuong::test::write_bytes(village.file("giay.pdf"), paper);
    village.ask("lan", {"record", "edit", record, "--set", "paper=@" + village.file("giay.pdf")});
    const std::uint64_t before = village.line->bytes_carried();
    {
        RunningProcess sync = village.begin_sync("lan");
        wait_for_bytes(*village.line, before, 250'000);
        village.line->cut();
        sync.send(SIGKILL);
        sync.wait();
        village.line->mend();
    }
    CHECK(village.stored() == "1");  // the record did not wait for its file
    const std::uint64_t again = village.line->bytes_carried();
    CHECK(at(village.ask("lan", {"sync"}), "/files_sent") == "1");
    CHECK(village.line->bytes_carried() - again < 350'000);  // not from the start
    village.server({"record", "file", record, "paper", "--out", village.file("huyen.pdf")});
    CHECK(nuong::test::bytes_of(village.file("huyen.pdf")) == paper);
}

TEST_CASE("A dead line is told as one, and everything stays on the device") {
    Hillside village(LineQuality{10ms, 0, 0});
    village.add_person("lan", "Vàng Seo Phử");
    village.line->cut();
    const auto result = village.run("lan", {"sync"});
    CHECK(result.exit_code == 3);
    CHECK(result.err.find("an toàn") != std::string::npos);
    CHECK(at(village.ask("lan", {"status"}), "/pending") == "1");
    village.line->mend();
    CHECK(at(village.ask("lan", {"sync"}), "/pushed") == "1");
}
