// The power goes while a list is being written to a stick: what lies there names people, and has to go.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <set>

#include "client/store/store_file.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/listening_office.h"
#include "tests/support/patience.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace fs = std::filesystem;

namespace {

constexpr const char* roles = R"({"id":"roles","version":9,"roles":[{"id":"chief","name_vi":"Huyện",
    "name_en":"District","write":["person_register"],"read":["person_register"],"masks":{"export":[]}}]})";

std::set<std::string> files_in(const std::string& folder) {
    std::set<std::string> files;
    for (const auto& entry : fs::directory_iterator(folder)) files.insert(entry.path().filename());
    return files;
}

bool has_ending(const std::set<std::string>& files, const std::string& ending) {
    return std::any_of(files.begin(), files.end(), [&](const std::string& file) { return file.ends_with(ending); });
}

// A desk whose lists go to a stick.
struct Writing {
    TemporaryFolder home, place;
    std::string stick = place / "stick";
    Desk desk{home.path()};

    explicit Writing(const std::string& server = "") {
        fs::create_directory(stick);
        FieldDevice::add_people(*desk.store(), 40);
        make_chief(desk, roles, [&](DeviceInfo& device) {
            if (!server.empty()) device.server = server;
        });
        start();
    }
    void start() {
        SessionOptions options = desk.device.options();
        options.documents = stick;
        desk.session = std::make_unique<Session>(options, desk.clock, [] {});
    }
    // All of the list is on the stick, under no name of its own yet: receive() would give it one.
    void write_list() {
        desk.unlock();
        desk.perform(OpenPeople{});
        desk.perform(OpenListFile{});
        desk.perform(SaveList{"csv"});
        REQUIRE(waits_until([&] {
            for (const std::string& file : files_in(stick))
                if (file.ends_with("-about.json.new")) return fs::file_size(stick + "/" + file) > 0;
            return false;
        }));
        REQUIRE(has_ending(files_in(stick), ".csv.new"));
    }
    // Both disks as they were at that moment.
    void lose_power() {
        fs::copy(home.path(), place / "home", fs::copy_options::recursive);
        fs::copy(stick, place / "left", fs::copy_options::recursive);
        desk.session.reset();
        fs::remove_all(home.path());
        fs::remove_all(stick);
        fs::rename(place / "home", home.path());
        fs::rename(place / "left", stick);
        start();
    }
    void pull_stick() { fs::rename(stick, place / "pocket"); }
    void put_stick_back() { fs::rename(place / "pocket", stick); }
};

}  // namespace

TEST_CASE("the power goes while a list is being written: after the next unlock nothing of it lies there") {
    Writing writing;
    writing.write_list();
    writing.lose_power();
    write_bytes(writing.stick + "/mine.csv.new", "somebody's own");
    REQUIRE(has_ending(files_in(writing.stick), "-about.json.new"));
    writing.desk.unlock();
    CHECK(files_in(writing.stick) == std::set<std::string>{"mine.csv.new"});
    CHECK(writing.desk.store()->unfinished_files().all().empty());
}

TEST_CASE("a stick that was out at the next unlock is cleaned when it is back at a later one") {
    Writing writing;
    writing.write_list();
    writing.lose_power();
    writing.pull_stick();
    writing.desk.unlock();
    writing.desk.perform(Lock{});
    writing.put_stick_back();
    REQUIRE_FALSE(files_in(writing.stick).empty());
    writing.desk.unlock();
    CHECK(files_in(writing.stick).empty());
}

TEST_CASE(
    "a stick that is pulled while a list is written: it is said, work goes on, and nothing stays on it in the end") {
    Writing writing;
    const auto told = [&] {
        REQUIRE(waits_until([&] {
            writing.desk.session->receive();
            return !writing.desk.screen<PrintView>().count.counts;
        }));
        const auto& result = writing.desk.screen<PrintView>().result;
        REQUIRE(result);
        return *result;
    };
    writing.write_list();
    writing.pull_stick();
    CHECK(told().kind == NoticeKind::error);
    CHECK_FALSE(writing.desk.store()->unfinished_files().all().empty());
    writing.desk.perform(SaveList{"csv"});  // it is still out
    CHECK(told().kind == NoticeKind::error);
    writing.put_stick_back();
    write_bytes(writing.stick + "/person_register-of-mine.csv.new", "somebody's own");
    REQUIRE(files_in(writing.stick).size() > 1);
    SECTION("the list is written once more") {
        writing.desk.perform(SaveList{"csv"});
        CHECK(told().kind == NoticeKind::success);
        CHECK(has_ending(files_in(writing.stick), ".csv"));
        fs::remove(writing.stick + "/person_register-of-mine.csv.new");
        CHECK_FALSE(has_ending(files_in(writing.stick), ".new"));
    }
    SECTION("the device is unlocked again") {
        writing.desk.perform(Lock{});
        writing.desk.unlock();
        CHECK(files_in(writing.stick) == std::set<std::string>{"person_register-of-mine.csv.new"});
        CHECK(writing.desk.store()->unfinished_files().all().empty());
    }
}

TEST_CASE("a list that got its name, one that was given up and a page on paper are known to nobody any more") {
    Writing writing;
    writing.write_list();
    CHECK_FALSE(writing.desk.store()->unfinished_files().all().empty());
    SECTION("its name") {
        REQUIRE(waits_until([&] {
            writing.desk.session->receive();
            return !writing.desk.screen<PrintView>().count.counts;
        }));
        CHECK(has_ending(files_in(writing.stick), ".csv"));
        CHECK_FALSE(has_ending(files_in(writing.stick), ".new"));
    }
    SECTION("given up") {
        writing.desk.perform(Back{});
        CHECK(files_in(writing.stick).empty());
    }
    SECTION("the device is locked meanwhile, and a page is printed later") {
        writing.desk.perform(Lock{});
        CHECK(files_in(writing.stick).empty());
        writing.desk.unlock();
        writing.desk.perform(OpenPrint{"person_register", writing.desk.device.person()});
        writing.desk.perform(PrintNow{});
        CHECK(files_in(writing.stick).size() == 1);
        CHECK(has_ending(files_in(writing.stick), ".html"));
    }
    CHECK(writing.desk.store()->unfinished_files().all().empty());
}

TEST_CASE("a device reported lost takes along what it was writing, and what a power cut had left") {
    const auto lost = [](nuong::testing::District&, const nuong::HttpRequest&) {
        return http_error(403, "wipe", {"Máy này đã báo mất.", "This device was reported lost."});
    };
    ListeningOffice office(lost);
    Writing writing(office.url());
    const auto sync_to_the_end = [&] {
        writing.desk.perform(SyncNow{});
        REQUIRE(waits_until([&] {
            writing.desk.session->receive();
            return !writing.desk.session->is_open();
        }));
    };
    writing.write_list();
    SECTION("while it is being written") { sync_to_the_end(); }
    SECTION("left on a stick that was out when the device was unlocked") {
        writing.lose_power();
        writing.pull_stick();
        writing.desk.unlock();
        writing.put_stick_back();
        REQUIRE_FALSE(files_in(writing.stick).empty());
        sync_to_the_end();
    }
    CHECK(files_in(writing.stick).empty());
    CHECK_FALSE(fs::exists(store_path(writing.home.path())));
}
