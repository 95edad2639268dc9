// Papers that are attached far from any network, between real processes: cut off at every step, and got out again.
#include <catch2/catch_test_macros.hpp>

#include "tests/system/stories/village.h"

using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::write_bytes;

namespace {

// A paper as a scanner makes it, as far as anybody looks: it says what it is, and does not compress.
std::string paper(std::size_t bytes) {
    std::string text = "%PDF-1.4\n";
    for (std::uint32_t x = 5; text.size() < bytes; x = x * 1664525u + 1013904223u) text += static_cast<char>(x >> 24);
    return text;
}

}  // namespace

TEST_CASE("A scanned paper attached in the village is read at the district and on the colleague's device") {
    Village village;
    village.open_server();
    village.enrol("lan");
    village.enrol("binh");
    write_bytes(village.file("giay.pdf"), paper(400'000));
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"record", "edit", record, "--set", "paper=@" + village.file("giay.pdf")});
    const std::string sent = village.ask("lan", {"sync"});
    CHECK(at(sent, "/files_sent") == "1");
    CHECK(at(sent, "/files_waiting") == "0");
    CHECK(at(village.ask("lan", {"sync"}), "/requests") == "1");
    CHECK(at(village.ask("binh", {"sync"}), "/files_received") == "1");
    village.ask("binh", {"record", "file", record, "paper", "--out", village.file("binh.pdf")});
    CHECK(bytes_of(village.file("binh.pdf")) == paper(400'000));
    village.server({"record", "file", record, "paper", "--out", village.file("huyen.pdf")});
    CHECK(bytes_of(village.file("huyen.pdf")) == paper(400'000));
    const std::string verified = village.server({"--json", "verify"});
    CHECK(at(verified, "/ok") == "true");
    CHECK(at(verified, "/files") == "1");
}

TEST_CASE("Papers in rows are attached one by one or with all answers, and got out by row") {
    Village village;
    village.open_server();
    village.enrol("lan");
    write_bytes(village.file("one.pdf"), paper(1'000));
    write_bytes(village.file("two.pdf"), paper(2'000));
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    village.ask("lan", {"record", "edit", record, "--set", "papers/1/file=@" + village.file("one.pdf"), "--set",
                        "papers/1/caption=Quyết định"});
    village.ask("lan", {"record", "edit", record, "--answers", "-"},
                R"({"papers":[{"~key":"2","file":"@)" + village.file("two.pdf") + R"("}]})");
    for (const auto& [path, bytes] : {std::pair("papers/1/file", 1'000u), std::pair("papers/2/file", 2'000u)}) {
        village.ask("lan", {"record", "file", record, path, "--out", village.file("out.pdf")});
        CHECK(bytes_of(village.file("out.pdf")) == paper(bytes));
    }
    CHECK(at(village.ask("lan", {"sync"}), "/files_sent") == "2");
    CHECK(village.run("lan", {"record", "edit", record, "--set", "papers/1/nothing=x"}).exit_code == 1);
}

TEST_CASE("A device or a server that dies at any step of sending a file loses nothing, and the next sync goes on") {
    Village village;
    village.open_server();
    village.enrol("lan");
    write_bytes(village.file("giay.pdf"), paper(1));
    int step = 0;
    for (;; step += 3) {
        CAPTURE(step);
        const std::string bytes = paper(200'000 + static_cast<std::size_t>(step));
        write_bytes(village.file("giay.pdf"), bytes);
        const std::string record = village.add_person("lan", "Vàng Seo Phử");
        village.ask("lan", {"record", "edit", record, "--set", "paper=@" + village.file("giay.pdf")});
        const KilledRun run =
            run_killed_at(step, village.command(village.home("lan"), {"sync"}), village.environment());
        REQUIRE(at(village.ask("lan", {"sync"}), "/files_waiting") == "0");
        village.server({"record", "file", record, "paper", "--out", village.file("huyen.pdf")});
        REQUIRE(bytes_of(village.file("huyen.pdf")) == bytes);
        if (!run.killed) break;
    }
    CHECK(step > 20);
    CHECK(at(village.server({"--json", "verify"}), "/ok") == "true");
}

TEST_CASE("What cannot be attached is refused in words, and nothing of the record is stored") {
    Village village;
    village.open_server();
    village.enrol("lan");
    const std::string record = village.add_person("lan", "Vàng Seo Phử");
    const auto refused = [&](const std::string& value, int exit_code, const std::string& words) {
        const ProcessResult result = village.run("lan", {"--lang", "en", "record", "edit", record, "--set", value});
        CAPTURE(value, result.err);
        CHECK(result.exit_code == exit_code);
        CHECK((result.err + result.out).find(words) != std::string::npos);
    };
    refused("paper=@" + village.file("not-there.pdf"), 1, "not-there.pdf");
    write_bytes(village.file("empty.pdf"), "");
    refused("paper=@" + village.file("empty.pdf"), 1, "empty");
    write_bytes(village.file("game.exe"), "MZ\x90");
    refused("paper=@" + village.file("game.exe"), 1, "not taken");
    write_bytes(village.file("photo.jpg"), "\xFF\xD8\xFF\xE0 and no more");
    refused("paper=@" + village.file("photo.jpg"), 1, "cannot be read");
    write_bytes(village.file("large.pdf"), paper(17u << 20));
    refused("paper=@" + village.file("large.pdf"), 1, "too large");
    refused("paper=" + std::string(64, 'a') + "-10.pdf", 1, "no such file");
    CHECK(at(village.ask("lan", {"record", "show", record}), "/values/paper") == "");
    CHECK(village.run("lan", {"record", "file", record, "paper"}).exit_code == 1);
}
