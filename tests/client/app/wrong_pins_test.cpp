// Wrong PINs that are counted out, where the district wants it: announced each time, never without, and complete.
#include <catch2/catch_test_macros.hpp>

#include "client/store/door_facts.h"
#include "client/store/household.h"
#include "client/store/store_file.h"
#include "shared/sqlite/durable_file.h"
#include "tests/client/app/desk.h"
#include "tests/client/app/line.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t most = 7;

struct CountingDoor {
    CountingDoor() { REQUIRE(keyring().limit_guesses(most)); }
    Keyring keyring() const { return Keyring(home.path(), FieldDevice::pin_cost); }
    std::string wrong() {
        desk.perform(Unlock{"0000"});
        const std::string said = said_now();
        desk.clock.advance(1h);  // the longest wait
        return said;
    }
    std::string said_now() {
        const Screen& screen = desk.view().screen;
        if (const auto* pin = std::get_if<PinView>(&screen)) return pin->wrong_attempts;
        const auto* enroll = std::get_if<EnrollView>(&screen);
        return enroll ? enroll->error : "another screen";
    }
    bool is_destroyed() const {
        for (const char* const file : {"keyring.json", "recovery.json", "store.db", "store.db-wal", "guesses.json"})
            if (file_exists(home.path() + "/" + file)) return false;
        return true;
    }

    TemporaryFolder home;
    Desk desk{home.path()};
};

}  // namespace

TEST_CASE("each wrong PIN says how many tries are left and what happens then; the right one forgives them all") {
    CountingDoor door;
    for (int left = most - 1; left >= 1; --left) {
        CAPTURE(left);
        const std::string said = door.wrong();
        CHECK(said.find("Còn " + std::to_string(left) + " lần thử") != std::string::npos);
        CHECK(said.find("kể cả phần chưa gửi") != std::string::npos);
        CHECK(door.desk.screen<PinView>().tries_left == left);
    }
    door.desk.unlock();
    CHECK(door.desk.session->is_open());
    door.desk.perform(Lock{});
    REQUIRE(door.keyring().limit_guesses(most));  // the field device's server has said nothing of it
    CHECK(door.keyring().guesses_left() == static_cast<int>(most));
}

TEST_CASE("the last wrong PIN destroys key and store, says so, and leaves the door to a new enrolment") {
    CountingDoor door;
    for (std::uint32_t i = 1; i < most; ++i) door.wrong();
    CHECK_FALSE(door.is_destroyed());
    CHECK(door.wrong().starts_with("Đã nhập sai mã PIN quá số lần mà huyện cho phép"));
    CHECK(door.is_destroyed());
    CHECK(std::holds_alternative<EnrollView>(door.desk.view().screen));
    door.desk.unlock();
    CHECK_FALSE(door.desk.session->is_open());
}

TEST_CASE("where the district has not asked for it, nothing is ever destroyed, however often the PIN is wrong") {
    TemporaryFolder home;
    Desk desk(home.path());
    for (int i = 0; i < 300; ++i) {
        desk.perform(Unlock{"0000"});
        desk.clock.advance(1h);
        REQUIRE(desk.screen<PinView>().tries_left == -1);
    }
    desk.unlock();
    CHECK(desk.session->is_open());
}

TEST_CASE("a counter that was damaged makes people wait, and never destroys anything") {
    CountingDoor door;
    write_bytes(door.home.path() + "/guesses.json", "no counter");
    for (int i = 0; i < 20; ++i) door.wrong();
    CHECK_FALSE(door.is_destroyed());
    door.desk.unlock();
    CHECK(door.desk.session->is_open());
}

TEST_CASE("the power goes with the last wrong PIN: at the next start everything is destroyed") {
    CountingDoor door;
    for (std::uint32_t i = 1; i < most; ++i) door.wrong();
    CHECK_FALSE(door.keyring().unlock("", "0000", door.desk.clock.now()));  // counted, and then nothing more
    CHECK(file_exists(door.home.path() + "/keyring.json"));
    CHECK_FALSE(door.keyring().unlock("", FieldDevice::pin, door.desk.clock.now() + 1h));  // not even the right one
    door.desk.restart();
    CHECK(door.is_destroyed());
}

TEST_CASE("a colleague on the same tablet keeps key and store") {
    CountingDoor door;
    const std::string other = Household(door.home.path()).place_for_another().value();
    Keyring theirs(other, FieldDevice::pin_cost);
    REQUIRE(theirs.create("binh", "2222"));
    for (std::uint32_t i = 0; i < most; ++i)
        CHECK_FALSE(door.keyring().unlock("", "0000", door.desk.clock.now() + 2h * i));
    Household(door.home.path()).finish_removals();
    CHECK(door.is_destroyed());
    CHECK(theirs.unlock("", "2222", door.desk.clock.now()));
}

TEST_CASE("the district's limit reaches the door with the grants, and goes again when it is taken back") {
    TemporaryFolder home;
    const auto key = Keyring(home.path(), FieldDevice::pin_cost).create("", "1111");
    nuong::testing::District district;
    district.add_user("lan", "worker", {"089"});
    Laptop laptop(district, std::move(Replica::open(home.path(), *key).value()), "lan");
    const Keyring keyring(home.path(), FieldDevice::pin_cost);
    const auto publish = [&](const std::string& rule, int version) {
        district.publish_more({nuong::testing::document(
            "roles",
            R"({"id":"roles","version":)" + std::to_string(version) +
                R"(,"roles":[{"id":"worker","name_vi":"Cán bộ","name_en":"Worker","write":["person","contact"],"read":[])" +
                rule + "}]}")});
        laptop.sync();
        REQUIRE(keep_door_facts(*laptop.replica, home.path(), *key));
    };
    REQUIRE(keep_door_facts(*laptop.replica, home.path(), *key));
    CHECK_FALSE(keyring.guesses_left());
    publish(R"(,"wrong_pins_max":10)", 2);
    CHECK(keyring.guesses_left() == 10);
    publish("", 3);
    CHECK_FALSE(keyring.guesses_left());
}
