// What stands in a record stands in no file that anybody can read: names, numbers and PINs are planted, the programs
// are ended at any step of their work, and every file of device, server and temporary folder is searched for them.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "client/app/session.h"
#include "tests/system/stories/village.h"

using namespace nuong::testing;
using nuong::test::bytes_of;
using nuong::test::write_bytes;

namespace fs = std::filesystem;

namespace {

constexpr const char* name = "Quàng Thị Ngọc Bích";
constexpr const char* other_name = "Lò Văn Phượng";
constexpr const char* phone = "0987612345";
constexpr const char* typed_home = "NUONG_TYPED_HOME";
constexpr const char* typed_all = "all of it was typed";

// Each as it may lie on a disk: composed, with the marks apart, without marks as the search has them.
const std::vector<std::string>& planted() {
    static const std::vector<std::string> words{
        name,         "Qua\u0300ng Thi\u0323 Ngo\u0323c Bi\u0301ch", "quang thi ngoc bich", "Ngọc Bích",
        other_name,   "Lo\u0300 Va\u0306n Phu\u031bo\u031b\u0323ng", "lo van phuong",       phone,
        Village::pin,
    };
    return words;
}

// Of text within the first plane, as all of ours is.
std::string utf16_of(const std::string& text, bool big_first) {
    std::string units;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
        const unsigned length = byte(at) < 0x80 ? 1 : byte(at) < 0xE0 ? 2 : 3;
        unsigned letter = length == 1 ? byte(at) : byte(at) & (length == 2 ? 0x1Fu : 0x0Fu);
        for (unsigned i = 1; i < length; ++i) letter = letter << 6 | (byte(at + i) & 0x3Fu);
        const char high = static_cast<char>(letter >> 8), low = static_cast<char>(letter & 0xFF);
        units += big_first ? std::string{high, low} : std::string{low, high};
        at += length;
    }
    return units;
}

// "file: word" of the first that is found; "" when there is none. Sockets and the like hold nothing.
std::string found_below(const std::string& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const std::string bytes = bytes_of(entry.path().string());
        for (const std::string& word : planted())
            for (const std::string& spelled : {word, utf16_of(word, false), utf16_of(word, true)})
                if (bytes.find(spelled) != std::string::npos) return entry.path().string() + ": " + word;
    }
    return "";
}

// A village whose temporary folder is watched as well.
struct Watched {
    Watched() {
        fs::create_directories(village.file("tmp"));
        village.open_server();
        village.enrol("lan");
        // The enrolment, and whatever was said before, is part of the search below.
        record = at(
            village.ask("lan", {"record", "add", "person", "--area", Village::area, "--answers", "-"}, answers(name)),
            "/record");
    }
    static std::string answers(const std::string& full_name) {
        return R"({"full_name":")" + full_name + R"(","phone":")" + phone + R"("})";
    }
    Environment environment() const {
        Environment environment = village.environment();
        environment["TMPDIR"] = environment["SQLITE_TMPDIR"] = village.file("tmp");
        return environment;
    }
    // A device like Lan's, on which one command is killed at a step; what it was asked to write lies elsewhere.
    KilledRun killed_at(int step, const std::vector<std::string>& words) const {
        copy_device();
        return run_killed_at(step, village.command(village.home("copy"), words), environment());
    }
    // The same with a window at which somebody types (below).
    KilledRun typing_killed_at(int step) const {
        copy_device();
        Environment environment = this->environment();
        environment[typed_home] = village.home("copy");
        return run_killed_at(step, {"/proc/self/exe", "[.typist]"}, environment);
    }
    void copy_device() const {
        fs::remove_all(village.home("copy"));
        fs::copy(village.home("lan"), village.home("copy"), fs::copy_options::recursive);
    }
    // At every third step until it is done; then as it ends by itself.
    int search_after_each_kill(const std::vector<std::string>& words) const {
        int step = 0;
        for (;; step += 3) {
            const KilledRun run = killed_at(step, words);
            INFO(words[0] << " " << words[1] << ", killed at step " << step);
            REQUIRE(found_below(village.home("copy")) == "");
            REQUIRE(found_below(village.file("tmp")) == "");
            if (!run.killed) break;
        }
        return step;
    }

    // The same with a crash of the program's own: what it may dump and what it says lies in the temporary folder.
    int search_after_each_crash(int signal, const std::vector<std::string>& words) const {
        int step = 0;
        for (;; step += 5) {
            copy_device();
            const KilledRun run =
                run_crashed_at(step, signal, village.command(village.home("copy"), words), environment());
            INFO(words[0] << " " << words[1] << ", signal " << signal << " at step " << step);
            REQUIRE(found_below(village.home("copy")) == "");
            REQUIRE(found_below(village.file("tmp")) == "");
            if (!run.killed) break;
        }
        return step;
    }

    Village village;
    std::string record;
};

// Whether the system writes dumps where a program stands, so that the search can find one.
bool dumps_lie_beside() { return bytes_of("/proc/sys/kernel/core_pattern").starts_with("core"); }

// Around a word, as pictures of people's papers carry it: a text that the camera wrote.
std::string paper() { return std::string("%PDF-1.4\n") + name + "\n" + std::string(20'000, 'x') + other_name; }

}  // namespace

TEST_CASE("The search finds what lies open: in any spelling, anywhere below") {
    const nuong::test::TemporaryFolder folder;
    fs::create_directories(folder / "a/b");
    CHECK(found_below(folder.path()) == "");
    for (const std::string& word : planted())
        for (const std::string& spelled : {word, utf16_of(word, false), utf16_of(word, true)}) {
            write_bytes(folder / "a/b/core", "..." + spelled + "...");
            CHECK(found_below(folder.path()) != "");
        }
}

TEST_CASE("The search finds what a program without care has dumped when it crashed") {
    if (!dumps_lie_beside()) SKIP("this system gives dumps to a program of its own");
    const nuong::test::TemporaryFolder folder;
    const KilledRun run = run_crashed_at(0, SIGSEGV, {"/bin/echo", name}, {{"TMPDIR", folder.path()}});
    REQUIRE(run.killed);
    CHECK(found_below(folder.path()) != "");
}

TEST_CASE("A device that dies while it saves or edits has written no name, number or PIN that can be read") {
    const Watched watched;
    write_bytes(watched.village.file("answers"), Watched::answers(other_name));
    CHECK(watched.search_after_each_kill(
              {"record", "add", "person", "--area", Village::area, "--answers", watched.village.file("answers")}) > 6);
    CHECK(watched.search_after_each_kill(
              {"record", "edit", watched.record, "--set", std::string("full_name=") + other_name}) > 6);
    CHECK(watched.search_after_each_kill({"record", "list", "person", "--search", "ngoc bich"}) > 3);
}

TEST_CASE(
    "A device that dies while it syncs or hands over has written nothing that can be read, on the stick neither") {
    const Watched watched;
    CHECK(watched.search_after_each_kill({"sync", "--server", watched.village.url()}) > 6);
    fs::create_directories(watched.village.file("stick"));
    CHECK(watched.search_after_each_kill({"bundle", "export", watched.village.file("stick/lan.nuong")}) > 3);
    CHECK(found_below(watched.village.file("stick")) == "");
}

TEST_CASE("A device that dies while it exports or prints has written readable words only where it was asked to") {
    const Watched watched;
    const std::string out = watched.village.file("out");
    fs::create_directories(out);
    CHECK(watched.search_after_each_kill({"record", "print", watched.record, "--out", out + "/record.html"}) > 3);
    CHECK(found_below(out) != "");  // a page that somebody asked for names the person
    watched.search_after_each_kill({"export", "person", "--format", "csv", "--out", out + "/people.csv"});
    watched.search_after_each_kill({"export", "person", "--format", "xlsx", "--out", out + "/people.xlsx"});
    CHECK(fs::exists(out + "/people.csv"));
    CHECK(fs::exists(out + "/people.xlsx"));
}

TEST_CASE("What a device had not finished when it died over a list or a page is gone after its next command") {
    const Watched watched;
    const std::string out = watched.village.file("out");
    const auto is_left = [&] {
        return std::any_of(fs::directory_iterator(out), fs::directory_iterator(),
                           [](const auto& entry) { return entry.path().extension() == ".new"; });
    };
    const std::vector<std::vector<std::string>> commands{
        {"record", "print", watched.record, "--out", out + "/record.html"},
        {"export", "person", "--format", "csv", "--out", out + "/people.csv"},
        {"export", "person", "--format", "xlsx", "--out", out + "/people.xlsx"}};
    for (const auto& words : commands) {
        int left = 0;
        for (int step = 0;; ++step) {
            fs::remove_all(out);
            fs::create_directories(out);
            if (!watched.killed_at(step, words).killed) break;
            if (!is_left()) continue;
            ++left;
            watched.village.ask("copy", {"status"});
            CAPTURE(words[0], words[1], step);
            REQUIRE_FALSE(is_left());
        }
        CHECK(left > 0);
        CHECK_FALSE(fs::is_empty(out));  // and at the end it is written
    }
}

TEST_CASE("A device that dies while it takes in a paper has written nothing of it that can be read") {
    const Watched watched;
    write_bytes(watched.village.file("giay.pdf"), paper());
    CHECK(watched.search_after_each_kill(
              {"record", "edit", watched.record, "--set", "paper=@" + watched.village.file("giay.pdf")}) > 6);
}

TEST_CASE("A server that dies at any step of a sync has written nothing that can be read, and its backup neither") {
    Watched watched;
    Village& village = watched.village;
    village.kill_server();
    for (int step = 0;; step += 2) {
        village.open_doomed_server();
        village.ask("lan", {"record", "edit", watched.record, "--set",
                            std::string("full_name=") + (step % 4 == 0 ? other_name : name)});
        village.doomed().die_at(step);
        village.run("lan", {"sync"});
        const bool died = village.doomed().is_dead();
        village.kill_server();
        CAPTURE(step);
        REQUIRE(found_below(village.file("server")) == "");
        REQUIRE(found_below(village.home("lan")) == "");
        if (!died) break;
    }
    village.server({"backup", village.file("server/save.db")});
    CHECK(found_below(village.file("server")) == "");
    CHECK(at(village.server({"--json", "record", "show", watched.record}), "/values/phone") == phone);
}

TEST_CASE("A draft that was left open lies readable nowhere, however the device dies over it") {
    const Watched watched;
    write_bytes(watched.village.file("answers"), Watched::answers(other_name));
    const std::vector<std::string> begin{"record",      "add",     "person",    "--area",
                                         Village::area, "--draft", "--answers", watched.village.file("answers")};
    CHECK(watched.search_after_each_kill(begin) > 6);
    const std::string draft = at(watched.village.ask("lan", begin), "/record");
    CHECK(found_below(watched.village.home("lan")) == "");
    CHECK(at(watched.village.ask("lan", {"record", "show", draft}), "/status") == "draft");
    CHECK(watched.search_after_each_kill({"record", "show", draft}) > 0);
    CHECK(watched.search_after_each_kill({"sync", "--server", watched.village.url()}) > 6);  // it stays behind
}

// A program of its own for the story below, and nothing without it: the window's session, without pixels.
TEST_CASE("Somebody types at the window", "[.typist]") {
    using namespace nuong::client;
    const char* home = std::getenv(typed_home);
    if (!home) SKIP("run by the story of what is typed");
    const nuong::RealClockSource clock;
    SessionOptions options;
    options.home = home;
    Session session(options, clock, [] {});
    const auto does = [&](const Action& action) {
        session.perform(action);
        session.receive();
        (void)session.view_model();
    };
    const auto is_at_form = [&] { return std::holds_alternative<FormView>(session.view_model().screen); };
    does(Unlock{Village::pin});
    does(StartForm{"person", std::nullopt});
    REQUIRE(is_at_form());
    for (const char* letters : {"Lò", "Lò Văn", other_name}) does(Answer{"full_name", nuong::Value(letters)});
    does(Answer{"phone", nuong::Value(phone)});
    does(Undo{});
    does(Redo{});
    does(Lock{.by_itself = true});  // nobody touched it for a while
    does(Unlock{Village::pin});
    REQUIRE(is_at_form());
    does(Answer{"full_name", nuong::Value(name)});
    does(LeaveForm{});
    does(OpenSearch{});
    does(Search{"ngoc bich"});
    does(GoHome{});
    const auto* at_home = std::get_if<HomeView>(&session.view_model().screen);
    REQUIRE(at_home);
    REQUIRE(at_home->drafts.size() == 1);
    std::puts(typed_all);
    std::fflush(stdout);  // whatever a sanitizer does at the end under a tracer
}

TEST_CASE("What somebody types at the window lies readable nowhere, wherever it is cut off") {
    const Watched watched;
    int step = 0;
    for (;; step += 2) {
        const KilledRun run = watched.typing_killed_at(step);
        CAPTURE(step);
        REQUIRE(found_below(watched.village.home("copy")) == "");
        REQUIRE(found_below(watched.village.file("tmp")) == "");
        if (run.killed) continue;
        INFO(run.out);
        CHECK(run.out.find(typed_all) != std::string::npos);
        break;
    }
    CHECK(step > 20);
}

TEST_CASE("A device that crashes by a fault of its own leaves no readable word, no dump and no log with one") {
    const Watched watched;
    write_bytes(watched.village.file("answers"), Watched::answers(other_name));
    for (const int signal : {SIGABRT, SIGSEGV}) {
        CHECK(watched.search_after_each_crash(signal, {"record", "add", "person", "--area", Village::area, "--answers",
                                                       watched.village.file("answers")}) > 5);
        CHECK(watched.search_after_each_crash(signal, {"sync", "--server", watched.village.url()}) > 5);
        CHECK(watched.search_after_each_crash(signal, {"record", "list", "person", "--search", "ngoc bich"}) > 0);
    }
}

TEST_CASE("A server that crashes by a fault of its own leaves no readable word, no dump and no log with one") {
    Watched watched;
    Village& village = watched.village;
    village.kill_server();
    village.serve_with(watched.environment());
    for (const int signal : {SIGABRT, SIGSEGV})
        for (int step = 0;; step += 7) {
            village.open_doomed_server();
            village.ask("lan", {"record", "edit", watched.record, "--set",
                                std::string("full_name=") + (step % 2 == 0 ? other_name : name)});
            village.doomed().crash_at(step, signal);
            village.run("lan", {"sync"});
            const bool died = village.doomed().is_dead();
            village.kill_server();
            CAPTURE(signal, step);
            REQUIRE(found_below(village.file("server")) == "");
            REQUIRE(found_below(village.file("tmp")) == "");
            if (!died) break;
        }
    village.open_server();
    village.ask("lan", {"sync"});
    CHECK(at(village.server({"--json", "verify"}), "/ok") == "true");
}

TEST_CASE("A relay that dies at any step holds nothing that can be read, while it takes and while it hands on") {
    Watched watched;
    Village& village = watched.village;
    village.server({"user", "add", "tram", "--role", "relay", "--area", Village::area});
    village.open_relay();
    village.ask("lan", {"sync", "--server", village.relay_url()});
    CHECK(found_below(village.file("relay")) == "");
    village.serve_with(watched.environment());
    for (int step = 0; step < 60; step += 4) {
        village.open_doomed_relay();
        village.ask("lan", {"record", "edit", watched.record, "--set",
                            std::string("full_name=") + (step % 8 == 0 ? other_name : name)});
        if (step % 12 == 0) village.doomed_relay().die_at(step);
        else village.doomed_relay().crash_at(step, step % 12 == 4 ? SIGABRT : SIGSEGV);
        village.run("lan", {"sync", "--server", village.relay_url()});
        village.close_relay();
        CAPTURE(step);
        REQUIRE(found_below(village.file("relay")) == "");
        REQUIRE(found_below(village.file("tmp")) == "");
        REQUIRE(found_below(village.home("lan")) == "");
    }
    village.open_relay();
    CHECK(at(village.ask("lan", {"sync", "--server", village.relay_url()}), "/outcome") == "ok");
    CHECK(found_below(village.file("relay")) == "");
}
