// Several people on one device: who is here, where each one's store lies, and what a crash may leave behind.
#include "client/store/household.h"

#include <catch2/catch_test_macros.hpp>

#include "client/store/keyring.h"
#include "client/store/replica.h"
#include "client/store/store_file.h"
#include "shared/sqlite/durable_file.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;

namespace {

constexpr PinCost cheap{1, 8192};
const Instant noon = *parse_instant("2026-03-01T05:00:00.000Z");

// An enrolment up to the district's answer.
std::string begin(const Household& household, const std::string& pin) {
    const auto place = household.place_for_another();
    REQUIRE(place);
    const auto key = Keyring(*place, cheap).create("", pin);
    REQUIRE(key);
    REQUIRE(Replica::open(*place, *key));
    return *place;
}

std::string add(const Household& household, const UserId& user, const std::string& pin) {
    std::string place = begin(household, pin);
    REQUIRE(household.name(place, user));
    return place;
}

std::vector<UserId> names(const Household& household) {
    std::vector<UserId> users;
    for (const Member& person : household.members()) users.push_back(person.user);
    return users;
}

ErrorCode answer_to(const std::string& home, const std::string& pin) {
    const auto key = Keyring(home, cheap).unlock("", pin, noon);
    return key ? ErrorCode::usage : key.error().code;
}

}  // namespace

TEST_CASE("the first person's store lies where it always did, the next ones' in numbered folders below") {
    TemporaryFolder folder;
    const Household household(folder.path());
    CHECK(household.members().empty());
    CHECK(add(household, "lan", "1111") == folder.path());
    CHECK(add(household, "binh", "2222") == folder / "people/2");
    CHECK(add(household, "../../hùng", "3333") == folder / "people/3");  // a name is no path
    CHECK(names(household) == std::vector<UserId>{"lan", "binh", "../../hùng"});
    REQUIRE(household.find("binh"));
    CHECK(household.find("binh")->home == folder / "people/2");
    CHECK_FALSE(household.find("mai"));
    CHECK_FALSE(household.find(""));
}

TEST_CASE("a PIN opens the store of its person and no other's, and wrong ones are counted for each apart") {
    TemporaryFolder folder;
    const Household household(folder.path());
    const std::string lan = add(household, "lan", "1111"), binh = add(household, "binh", "2222");
    for (int i = 0; i < 5; ++i) CHECK(answer_to(binh, "1111") == ErrorCode::locked);
    CHECK(Keyring(binh).wait_before_next_guess(noon).count() == 30);
    CHECK(Keyring(lan).wait_before_next_guess(noon).count() == 0);
    const auto key = Keyring(lan, cheap).unlock("lan", "1111", noon);
    REQUIRE(key);
    CHECK(Replica::open(lan, *key));
    const auto into_other = Replica::open(binh, *key);  // not even the key itself
    REQUIRE_FALSE(into_other);
    CHECK(into_other.error().code == ErrorCode::damaged);
}

TEST_CASE("an enrolment that was not finished is nobody yet, and the next one goes on in its place") {
    TemporaryFolder folder;
    const Household household(folder.path());
    add(household, "lan", "1111");
    const std::string place = begin(household, "2222");
    CHECK(names(household) == std::vector<UserId>{"lan"});
    CHECK(household.unfinished() == place);
    CHECK(household.place_for_another().value() == place);
    REQUIRE(household.name(place, "binh"));
    CHECK_FALSE(household.unfinished());
    CHECK(names(household) == std::vector<UserId>{"lan", "binh"});
}

TEST_CASE("nobody is on one device twice") {
    TemporaryFolder folder;
    const Household household(folder.path());
    add(household, "lan", "1111");
    const std::string place = begin(household, "2222");
    const auto named = household.name(place, "lan");
    REQUIRE_FALSE(named);
    CHECK(named.error().code == ErrorCode::refused);
    CHECK(named.error().message.vi.starts_with("“lan” đã có trên máy này"));
    CHECK(names(household) == std::vector<UserId>{"lan"});
}

TEST_CASE("two who ask for a place at once get two") {
    TemporaryFolder folder;
    const Household household(folder.path());
    add(household, "lan", "1111");
    const auto one = household.place_for_another(), other = household.place_for_another();
    REQUIRE(one);
    REQUIRE(other);
    CHECK(*one != *other);
}

TEST_CASE("a person who is removed leaves nothing, and nobody else loses anything") {
    TemporaryFolder folder;
    const Household household(folder.path());
    const std::string lan = add(household, "lan", "1111"), binh = add(household, "binh", "2222");
    write_bytes(folder / "look.json", "{}");
    const std::string kept = bytes_of(store_path(binh));
    SECTION("the first one") {
        REQUIRE(household.remove(lan));
        CHECK(names(household) == std::vector<UserId>{"binh"});
        CHECK(bytes_of(store_path(binh)) == kept);
        CHECK(answer_to(binh, "2222") == ErrorCode::usage);  // it opens
        CHECK_FALSE(file_exists(folder / "store.db"));
        CHECK_FALSE(file_exists(folder / "keyring.json"));
        CHECK(file_exists(folder / "look.json"));
        CHECK(add(household, "mai", "4444") == folder.path());
    }
    SECTION("a further one") {
        REQUIRE(household.remove(binh));
        CHECK(names(household) == std::vector<UserId>{"lan"});
        CHECK_FALSE(file_exists(binh));
        CHECK(answer_to(lan, "1111") == ErrorCode::usage);
    }
}

TEST_CASE("a removal that was interrupted is finished at the next start, and nobody is offered meanwhile") {
    TemporaryFolder folder;
    const Household household(folder.path());
    add(household, "lan", "1111");
    const std::string binh = add(household, "binh", "2222");
    write_bytes(binh + "/removed", "");  // as far as it came
    CHECK(names(household) == std::vector<UserId>{"lan"});
    CHECK_FALSE(household.unfinished());
    household.finish_removals();
    CHECK_FALSE(file_exists(binh));
    CHECK(names(household) == std::vector<UserId>{"lan"});
}

TEST_CASE("a key file that cannot be read is shown as what it is: its person is not taken for gone") {
    TemporaryFolder folder;
    const Household household(folder.path());
    add(household, "lan", "1111");
    const std::string binh = add(household, "binh", "2222");
    write_bytes(binh + "/keyring.json", "{half of it");
    const auto people = household.members();
    REQUIRE(people.size() == 2);
    CHECK(people[1] == Member{.home = binh, .is_damaged = true});
    CHECK(household.place_for_another().value() == folder / "people/3");
}

TEST_CASE("what others left below the home is no person, and a store without its key is not written over") {
    TemporaryFolder folder;
    const Household household(folder.path());
    add(household, "lan", "1111");
    for (const char* name : {"people/1", "people/02", "people/-3", "people/x", "people/2"})
        std::filesystem::create_directories(folder / name);
    write_bytes(folder / "people/2/store.db", "noise");
    CHECK(names(household) == std::vector<UserId>{"lan"});
    CHECK(household.place_for_another().value() == folder / "people/3");
    CHECK(bytes_of(folder / "people/2/store.db") == "noise");
}

TEST_CASE("a device has room for twenty") {
    TemporaryFolder folder;
    const Household household(folder.path());
    for (std::size_t i = 0; i < members_max; ++i) {
        const auto place = household.place_for_another();
        REQUIRE(place);
        REQUIRE(Keyring(*place, cheap).create("user" + std::to_string(i), "1111"));
    }
    CHECK(household.members().size() == members_max);
    CHECK(household.place_for_another().error().code == ErrorCode::refused);
}

TEST_CASE("what is known before anybody is: where to enrol, and who was here last") {
    TemporaryFolder folder;
    const Household household(folder.path());
    CHECK(household.note() == HouseholdNote{});
    const HouseholdNote note{"https://district.example", "/etc/ca.pem", "lan"};
    REQUIRE(household.keep(note));
    CHECK(Household(folder.path()).note() == note);
    write_bytes(folder / "household.json", "[1");
    CHECK(household.note() == HouseholdNote{});
}

TEST_CASE("a farewell is there when all is gone, not before, and until somebody has heard it") {
    TemporaryFolder folder;
    const Household household(folder.path());
    add(household, "lan", "1111");
    const std::string second = add(household, "binh", "2222");
    const std::string word = "binh's store is gone";
    REQUIRE(household.remove(second, word));
    CHECK(household.farewells() == std::vector{word});
    CHECK(Household(folder.path()).farewells() == std::vector{word});  // at the next start as well
    CHECK(names(household) == std::vector<UserId>{"lan"});
    household.was_told(word);
    CHECK(household.farewells().empty());
    household.was_told(word);  // a second program that was heard at the same time
}

TEST_CASE("a removal that was cut short says farewell only when it is finished, and with the word that was meant") {
    TemporaryFolder folder;
    const Household household(folder.path());
    add(household, "lan", "1111");
    const std::string second = add(household, "binh", "2222");
    REQUIRE(write_file_durably(second + "/removed", "binh's store is gone"));  // and then the battery was empty
    CHECK(household.farewells().empty());
    CHECK(file_exists(store_path(second)));
    household.finish_removals();
    CHECK_FALSE(file_exists(store_path(second)));
    CHECK(household.farewells() == std::vector<std::string>{"binh's store is gone"});
}

TEST_CASE("nobody moves into a place where a removal is not finished: it would take the new store along") {
    TemporaryFolder folder;
    const Household household(folder.path());
    REQUIRE(write_file_durably(folder / "removed", ""));
    const auto place = household.place_for_another();
    REQUIRE(place);
    CHECK(*place != folder.path());
}
