// A server in trouble says so in few lines, and says when it is over.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sync-server/admin/log.h"

using namespace nuong;
using namespace nuong::admin;
using namespace std::chrono_literals;

namespace {

const Message full{"Đĩa đã đầy.", "The disk is full."};

struct Journal {
    std::ostringstream out;
    FakeClockSource clock{*parse_instant("2024-03-01T07:00:00.000Z")};
    Log log{out, clock, Language::en};

    std::vector<nlohmann::json> take() {
        std::istringstream lines(out.str());
        out.str("");
        std::vector<nlohmann::json> all;
        for (std::string line; std::getline(lines, line);) all.push_back(nlohmann::json::parse(line));
        return all;
    }
};

}  // namespace

TEST_CASE("a line of the log is one JSON object, whatever a message has in it") {
    Journal journal;
    journal.log.say(Log::Level::warning, "upstream", {"vi", "two\nlines and \"quotes\""}, {{"tries", 3}});
    const auto lines = journal.take();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0] == nlohmann::json{{"time", "2024-03-01T07:00:00.000Z"},
                                     {"level", "warning"},
                                     {"event", "upstream"},
                                     {"message", "two\nlines and \"quotes\""},
                                     {"tries", 3}});
}

TEST_CASE(
    "a thousand requests that fail on a full disk are told once a minute, and the end of it with how many they were") {
    Journal journal;
    Trouble writing(journal.log, journal.clock, "writing");
    writing.well();
    CHECK(journal.take().empty());
    for (int i = 0; i < 1000; ++i) {
        writing.failed(full);
        journal.clock.advance(100ms);
    }
    const auto during = journal.take();
    REQUIRE(during.size() == 2);
    CHECK(during[0]["event"] == "writing_failed");
    CHECK(during[0]["message"] == full.en);
    CHECK(during[0]["requests"] == 1);
    CHECK(during[1]["requests"] == 601);
    writing.well();
    writing.well();
    const auto after = journal.take();
    REQUIRE(after.size() == 1);
    CHECK(after[0]["event"] == "writing_well");
    CHECK(after[0]["level"] == "info");
    CHECK(after[0]["requests"] == 1000);
    CHECK(after[0]["seconds"] == 100);
}

TEST_CASE("what comes and goes all the time does not fill the journal, and neither does a clock that is set back") {
    Journal journal;
    Trouble reading(journal.log, journal.clock, "reading");
    for (int i = 0; i < 600; ++i) {
        reading.failed(full);
        reading.well();
        journal.clock.advance(1s);
    }
    CHECK(journal.take().size() <= 22);
    journal.clock.set(journal.clock.now() - 24h);
    reading.failed(full);
    CHECK(journal.take().size() == 1);
    reading.failed(full);
    CHECK(journal.take().empty());
}
