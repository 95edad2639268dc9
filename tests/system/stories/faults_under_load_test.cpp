// What breaks while many devices sync: the server, its database, its disk, the lines, the clock. Each time the service
// comes back by itself or is started again, its log says what happened, every device gets through, and nothing that one
// of them was told is safe is missing.
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tests/rush/crowd.h"
#include "tests/rush/enrolled.h"
#include "tests/rush/slow_line.h"
#include "tests/support/breakable_disk.h"
#include "tests/support/postgres_server.h"
#include "tests/system/stories/breakable_line.h"
#include "tests/system/stories/village.h"

using namespace nuong;
using namespace nuong::rush;
using namespace nuong::testing;
using namespace std::chrono_literals;

namespace {

constexpr int devices_usual = 80;
constexpr std::chrono::milliseconds they_come_within{2500};

// An hour in which all devices come, each with a day's work, and try until they get through.
class BusyHour {
public:
    BusyHour(Village& village, const std::string& database = "", int devices = devices_usual)
        : village_(village),
          place_{village.file("server"), database.empty() ? std::nullopt : std::optional(database)},
          devices_(enrol_devices(place_, devices, "rush", "worker")) {
        const auto person = [this] {
            return Fields{{"full_name", "Người thứ " + std::to_string(++people_)},
                          {"phone", "09" + std::to_string(people_)}};
        };
        work_a_day(devices_, {test::bytes_of(village.file("schemas/forms/person.json")), person, {{"phone", "0912"}}});
    }
    ~BusyHour() {
        if (crowd_.joinable()) crowd_.join();
    }

    void begin(const std::string& url, std::chrono::seconds patience = 5s) {
        CrowdLine line;
        line.url = url;
        line.patience = patience;
        line.comes_again = 60s;
        std::vector<Visit> visits;
        for (std::size_t i = 0; i < devices_.size(); ++i)
            visits.push_back({&devices_[i], they_come_within * i / devices_.size()});
        crowd_ = std::thread([this, line, visits] { result_ = sync_all(visits, line); });
    }
    void pause() { std::this_thread::sleep_for(500ms); }

    // The server runs on; when all have come through it is stopped and its store looked at.
    void end() {
        crowd_.join();
        CAPTURE(result_.first_failure, log());
        CHECK(result_.seconds.size() == devices_.size());
        for (const ThinDevice& device : devices_) {
            CHECK(device.acked() == changes_of_a_day);
            CHECK(device.refused() == 0);
        }
        village_.kill_server();
        CHECK(lost_changes(place_, devices_) == 0);
        const std::string verified = village_.server({"verify", "--json"});
        CHECK(at(verified, "/ok") == "true");
        CHECK(at(verified, "/changes") == std::to_string(devices_.size() * changes_of_a_day));
    }

    std::string log() const { return test::bytes_of(village_.file("server.log")); }
    // Each line is JSON; how many are of this event.
    std::size_t told(const std::string& event) const {
        std::istringstream lines(log());
        std::size_t count = 0;
        for (std::string line; std::getline(lines, line);)
            if (nlohmann::json::parse(line).at("event") == event) ++count;
        return count;
    }
    bool was_cut_off() const { return result_.failed + result_.put_off > 0; }

private:
    Village& village_;
    RushPlace place_;
    std::vector<ThinDevice> devices_;
    std::thread crowd_;
    CrowdResult result_;
    int people_ = 0;
};

// A story that asks for it is told once for each engine: of a store in the server's folder, and of one in PostgreSQL.
std::string each_engine() { return GENERATE(false, true) ? shared_postgres().fresh_store() : ""; }

// The server's folder lies elsewhere from now on.
void move_server(const Village& village, const std::string& to) {
    const std::string from = village.file("server");
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
    std::filesystem::remove_all(from);
    std::filesystem::create_directory_symlink(to, from);
    ::sync();
}

}  // namespace

TEST_CASE("A server that is killed again and again among many devices loses nothing that it had acknowledged") {
    const std::string database = each_engine();
    CAPTURE(database);
    Village village(database);
    BusyHour hour(village, database);
    village.open_server();
    hour.begin(village.url());
    for (int times = 0; times < 4; ++times) {
        hour.pause();
        village.kill_server();
        village.open_server();
    }
    hour.end();
    CHECK(hour.told("serving") == 5);
    CHECK(hour.was_cut_off());
}

TEST_CASE(
    "A disk that fills up while devices sync: they are told to come again, the log says why, and room is enough") {
    constexpr int more_than_the_log_has_room_for = 400;
    Village village;
    BusyHour hour(village, "", more_than_the_log_has_room_for);
    const test::TemporaryFolder folder;
    test::TinyDisk disk(folder, 24 * 1024);
    if (!disk.is_mounted()) SKIP("only root may mount a small disk");
    move_server(village, disk / "server");
    village.open_server();
    hour.begin(village.url());
    disk.fill();
    for (int times = 0; times < 60 && hour.told("writing_failed") == 0; ++times) hour.pause();
    disk.make_room();
    hour.end();
    CHECK(hour.was_cut_off());
    CHECK(hour.told("writing_failed") == 1);
    CHECK(hour.told("writing_well") == 1);
    CHECK(hour.log().find("Đĩa đã đầy") != std::string::npos);
}

TEST_CASE("A disk that can only be read from one moment on: nothing is acknowledged until it was repaired") {
    Village village;
    BusyHour hour(village);
    const test::TemporaryFolder folder;
    BreakableDisk disk(folder, 64);
    if (!disk.is_mounted()) SKIP("no disk here can be broken");
    move_server(village, disk / "server");
    village.open_server();
    hour.begin(village.url());
    hour.pause();
    disk.break_it();
    hour.pause();
    hour.pause();
    village.kill_server();
    disk.repair();
    village.open_server();
    hour.end();
    CHECK(hour.was_cut_off());
    CHECK(hour.told("writing_failed") == 1);
    CHECK(hour.log().find("Không đọc hoặc ghi được thư mục dữ liệu") != std::string::npos);
}

TEST_CASE("A database that may not be written to while devices sync: they come again, and the log says why") {
    const bool only_follows = GENERATE(false, true);
    CAPTURE(only_follows);
    PostgresServer database;
    const std::string url = database.fresh_store();
    Village village(url);
    BusyHour hour(village, url);
    village.open_server();
    hour.begin(village.url());
    hour.pause();
    if (only_follows) database.only_follow();
    else database.refuse_writes();
    for (int times = 0; times < 60 && hour.told("writing_failed") + hour.told("reading_failed") == 0; ++times)
        hour.pause();
    hour.pause();
    if (only_follows) database.lead_again();
    else database.take_writes_again();
    hour.end();
    CHECK(hour.was_cut_off());
    CHECK(hour.told("serving") == 1);
    CHECK(hour.told(only_follows ? "reading_failed" : "writing_failed") == 1);
    CHECK(hour.told(only_follows ? "reading_well" : "writing_well") == 1);
    CHECK(hour.log().find("Không nối được với cơ sở dữ liệu") != std::string::npos);
    CHECK((only_follows || hour.log().find("cannot execute") != std::string::npos));
}

TEST_CASE("A database that dies and comes back while devices sync is found again, and nothing is lost") {
    PostgresServer database;
    const std::string url = database.fresh_store();
    Village village(url);
    BusyHour hour(village, url);
    village.open_server();
    hour.begin(village.url());
    for (int times = 0; times < 2; ++times) {
        hour.pause();
        database.kill();
        hour.pause();
        database.start();
    }
    hour.end();
    CHECK(hour.was_cut_off());
    CHECK(hour.told("serving") == 1);
    CHECK(hour.told("writing_failed") + hour.told("reading_failed") > 0);
    CHECK(hour.told("writing_well") + hour.told("reading_well") > 0);
}

TEST_CASE("A database whose disk fills up while devices sync: they come again, the log says why, and room is enough") {
    const test::TemporaryFolder folder;
    std::filesystem::permissions(folder.path(), std::filesystem::perms::others_exec,
                                 std::filesystem::perm_options::add);  // for PostgreSQL's own user
    test::TinyDisk disk(folder, 256 * 1024);
    if (!disk.is_mounted()) SKIP("only root may mount a small disk");
    PostgresServer database(folder / "disk");
    const std::string url = database.fresh_store();
    Village village(url);
    BusyHour hour(village, url);
    village.open_server();
    hour.begin(village.url());
    disk.fill();
    for (int times = 0; times < 60 && hour.told("writing_failed") == 0; ++times) hour.pause();
    hour.pause();
    disk.make_room();
    database.start_if_it_ended();
    hour.end();
    CHECK(database.log().find("No space left on device") != std::string::npos);
    CHECK(hour.was_cut_off());
    CHECK(hour.told("serving") == 1);
    CHECK(hour.told("writing_failed") > 0);
    CHECK(hour.told("writing_well") > 0);
    CHECK(hour.log().find("Đĩa đã đầy") != std::string::npos);
}

TEST_CASE("A database whose first process alone is killed, twice, waits for those that it left and loses nothing") {
    PostgresServer database;
    const std::string url = database.fresh_store();
    Village village(url);
    BusyHour hour(village, url);
    village.open_server();
    hour.begin(village.url());
    for (const bool leaves_somebody : {false, true}) {
        hour.pause();
        std::unique_ptr<RunningProcess> deep_in_work;
        if (leaves_somebody) {
            deep_in_work = std::make_unique<RunningProcess>(
                std::vector<std::string>{database.programs() + "/psql", url, "--command",
                                         "select count(*) from generate_series(1, 20000000)"},
                Environment{}, village.file("psql.log"));
            hour.pause();
        }
        database.kill_first_process();
        hour.pause();
        database.start();
    }
    hour.end();
    CHECK(hour.was_cut_off());
    CHECK(hour.told("serving") == 1);
    CHECK(hour.told("writing_failed") + hour.told("reading_failed") > 0);
    CHECK(hour.told("writing_well") + hour.told("reading_well") > 0);
    CHECK(database.log().find("shared memory block") != std::string::npos);  // it did not begin beside who was left
    CHECK(database.log().find("automatic recovery in progress") != std::string::npos);
}

TEST_CASE("Lines that are cut in the middle of whatever goes over them double nothing and lose nothing") {
    const std::string database = each_engine();
    CAPTURE(database);
    Village village(database);
    BusyHour hour(village, database);
    village.open_server();
    SlowLine line(static_cast<std::uint16_t>(village.port()), 12'000);
    hour.begin("http://127.0.0.1:" + std::to_string(line.port()));
    for (int times = 0; times < 12; ++times) {
        std::this_thread::sleep_for(150ms);
        line.cut();
    }
    hour.end();
    CHECK(hour.was_cut_off());
}

TEST_CASE("Lines to the database that are cut again and again are made anew, and nothing is lost or doubled") {
    constexpr int fewer_for_a_longer_way = 40;  // each reads what all have written, row by row
    BreakableLine line(shared_postgres());
    const std::string url = line.url_of(shared_postgres().fresh_store());
    Village village(url);
    BusyHour hour(village, url, fewer_for_a_longer_way);
    village.open_server();
    hour.begin(village.url(), 30s);
    for (int times = 0; times < 18; ++times) {
        std::this_thread::sleep_for(150ms);
        line.break_it(times % 2 == 0 ? BreakableLine::Lost::questions : BreakableLine::Lost::answers);
        if (times % 6 == 0) hour.pause();  // nobody gets through
        line.mend();
    }
    hour.end();
    CHECK(hour.was_cut_off());
    CHECK(hour.told("serving") == 1);
    CHECK(hour.told("writing_failed") + hour.told("reading_failed") > 0);
    CHECK(hour.told("writing_well") + hour.told("reading_well") > 0);
    CHECK(hour.log().find("Không nối được với cơ sở dữ liệu") != std::string::npos);
}

TEST_CASE("A server whose clock jumps ten years ahead and back again goes on taking and giving") {
    const std::string library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    if (!std::filesystem::exists(library)) SKIP("clocks cannot be set here (package faketime)");
    const std::string database = each_engine();
    CAPTURE(database);
    Village village(database);
    BusyHour hour(village, database);
    const std::string clock = village.file("clock");
    test::write_bytes(clock, "+0\n");
    village.serve_with({{"LD_PRELOAD", library},
                        {"FAKETIME_TIMESTAMP_FILE", clock},
                        {"FAKETIME_NO_CACHE", "1"},
                        {"FAKETIME_DONT_FAKE_MONOTONIC", "1"}});
    village.open_server();
    hour.begin(village.url());
    for (const char* step : {"+10y\n", "-10y\n", "+0\n"}) {
        hour.pause();
        test::write_bytes(clock, step);
    }
    hour.end();
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
    const std::string in_ten_years = std::to_string(static_cast<int>(today.year()) + 10) + "-";
    CHECK(village.server({"device", "list", "--json"}).find("\"" + in_ten_years) != std::string::npos);  // it did jump
}
