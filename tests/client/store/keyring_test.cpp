#include "client/store/keyring.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/sqlite/durable_file.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

constexpr PinCost cheap{1, 8192};  // tests guess often
const Instant noon = *parse_instant("2026-03-01T05:00:00.000Z");

Keyring keyring_in(const std::string& home) { return Keyring(home, cheap); }

void guess_wrong(const std::string& home, int times, Instant now) {
    for (int i = 0; i < times; ++i)
        CHECK(keyring_in(home).unlock("lan", "0000", now).error().code == ErrorCode::locked);
}

}  // namespace

TEST_CASE("the right PIN gives the same key for ever, another PIN none") {
    TemporaryFolder home;
    Keyring keyring = keyring_in(home.path());
    CHECK_FALSE(keyring.exists());
    CHECK(keyring.unlock("lan", "1234", noon).error().code == ErrorCode::not_found);
    const auto made = keyring.create("lan", "1234");
    REQUIRE(made);
    CHECK(keyring.exists());
    CHECK(keyring.users().value() == std::vector<std::string>{"lan"});
    const auto opened = keyring_in(home.path()).unlock("lan", "1234", noon);
    REQUIRE(opened);
    CHECK(opened->bytes() == made->bytes());
    CHECK(keyring.unlock("lan", "12345", noon).error().code == ErrorCode::locked);
    CHECK(keyring.unlock("lan", "", noon).error().code == ErrorCode::locked);
    CHECK(keyring.unlock("binh", "1234", noon).error().code == ErrorCode::not_found);
    CHECK(keyring.create("binh", "9999").error().code == ErrorCode::refused);
    REQUIRE(keyring.rename_user("lan", "lan.nguyen"));
    CHECK(keyring.unlock("lan.nguyen", "1234", noon)->bytes() == made->bytes());
}

TEST_CASE("a PIN that is too short is told before anything is written") {
    TemporaryFolder home;
    CHECK(keyring_in(home.path()).create("lan", "123").error().code == ErrorCode::usage);
    CHECK_FALSE(keyring_in(home.path()).exists());
}

TEST_CASE("neither the key nor the PIN lies on the disk, and the file belongs to its owner alone") {
    TemporaryFolder home;
    const auto key = keyring_in(home.path()).create("lan", "hoa-sen-1234");
    REQUIRE(key);
    const std::string raw(key->bytes().begin(), key->bytes().end());
    for (const auto& file : std::filesystem::directory_iterator(home.path())) {
        const std::string bytes = bytes_of(file.path().string());
        CHECK(bytes.find("hoa-sen-1234") == std::string::npos);
        CHECK(bytes.find(raw) == std::string::npos);
        CHECK((file.status().permissions() & std::filesystem::perms::others_all) == std::filesystem::perms::none);
    }
}

TEST_CASE("four wrong PINs are free, the fifth has to wait, and each one more doubles it up to an hour") {
    TemporaryFolder home;
    REQUIRE(keyring_in(home.path()).create("lan", "1234"));
    guess_wrong(home.path(), 4, noon);
    CHECK(keyring_in(home.path()).wait_before_next_guess(noon) == 0s);
    Instant now = noon;
    for (const auto wait : {30s, 60s, 120s, 240s, 480s, 960s, 1920s, 3600s, 3600s}) {
        CAPTURE(wait.count());
        guess_wrong(home.path(), 1, now);
        CHECK(keyring_in(home.path()).wait_before_next_guess(now) == wait);
        now += wait - 1ms;
        const auto early = keyring_in(home.path()).unlock("lan", "1234", now);
        REQUIRE_FALSE(early);
        CHECK(early.error().code == ErrorCode::locked);
        CHECK(early.error().message.vi.find("Hãy đợi 1 giây") != std::string::npos);
        now += 1ms;
    }
    CHECK(keyring_in(home.path()).unlock("lan", "1234", now));
}

TEST_CASE("a right PIN forgives the wrong ones before it") {
    TemporaryFolder home;
    REQUIRE(keyring_in(home.path()).create("lan", "1234"));
    for (int day = 0; day < 3; ++day) {
        guess_wrong(home.path(), 4, noon);
        CHECK(keyring_in(home.path()).unlock("lan", "1234", noon));
    }
}

TEST_CASE("killing the program between guesses, or using two at once, saves nothing") {
    TemporaryFolder home;
    Keyring first = keyring_in(home.path()), second = keyring_in(home.path());
    REQUIRE(first.create("lan", "1234"));
    CHECK_FALSE(first.unlock("lan", "0000", noon));
    CHECK_FALSE(second.unlock("lan", "0001", noon));
    CHECK_FALSE(keyring_in(home.path()).unlock("lan", "0002", noon));
    CHECK_FALSE(second.unlock("lan", "0003", noon));
    CHECK_FALSE(first.unlock("lan", "0004", noon));
    for (Keyring* keyring : {&first, &second}) {
        CHECK(keyring->wait_before_next_guess(noon) == 30s);
        CHECK_FALSE(keyring->unlock("lan", "1234", noon));
    }
    CHECK(second.unlock("lan", "1234", noon + 30s));
    CHECK(first.wait_before_next_guess(noon) == 0s);
}

TEST_CASE("a clock set back does not shorten the wait") {
    TemporaryFolder home;
    REQUIRE(keyring_in(home.path()).create("lan", "1234"));
    guess_wrong(home.path(), 5, noon);
    for (const auto back : {1h, 24h, 24h * 3650}) {
        CAPTURE(back.count());
        CHECK(keyring_in(home.path()).wait_before_next_guess(noon - back) == 30s);
        CHECK_FALSE(keyring_in(home.path()).unlock("lan", "1234", noon - back));
    }
}

TEST_CASE("a clock that was years ahead and is put right does not lock the device for years") {
    TemporaryFolder home;
    REQUIRE(keyring_in(home.path()).create("lan", "1234"));
    guess_wrong(home.path(), 5, noon + 24h * 3650);
    CHECK_FALSE(keyring_in(home.path()).unlock("lan", "1234", noon));  // the wait begins anew under the right clock
    CHECK_FALSE(keyring_in(home.path()).unlock("lan", "1234", noon + 29s));
    CHECK(keyring_in(home.path()).wait_before_next_guess(noon + 29s) == 1s);
    CHECK(keyring_in(home.path()).unlock("lan", "1234", noon + 30s));
}

TEST_CASE("a damaged key file is told as damaged and left as it is") {
    TemporaryFolder home;
    REQUIRE(keyring_in(home.path()).create("lan", "1234"));
    const std::string path = home / "keyring.json", whole = bytes_of(path);
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string text = whole;
        return text.replace(text.find(from), from.size(), to);
    };
    for (const std::string& bytes :
         {std::string(), std::string("{}"), std::string("[]"), std::string("\xFF\xFE"),
          whole.substr(0, whole.size() / 2), std::string(R"({"users":[]})"), std::string(R"({"users":[1]})"),
          with("\"salt\":\"", "\"salt\":\"A"), with("\"passes\":1", "\"passes\":-1"),
          with("\"passes\":1", "\"passes\":1e9"), with("\"passes\":1", "\"passes\":999999999"),
          with("\"memory_bytes\":8192", "\"memory_bytes\":99999999999999"), with("\"salt\"", "\"sold\""),
          std::string(2u << 20, ' ')}) {
        CAPTURE(bytes.substr(0, 300));
        write_bytes(path, bytes);
        const auto opened = keyring_in(home.path()).unlock("lan", "1234", noon);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code != ErrorCode::not_found);
        CHECK(keyring_in(home.path()).create("lan", "1234").error().code == ErrorCode::refused);
        CHECK((bytes_of(path) == bytes));
        REQUIRE(remove_file(home / "guesses.json"));
    }
    write_bytes(path, whole);
    CHECK(keyring_in(home.path()).unlock("lan", "1234", noon));
}

TEST_CASE("an unreadable counter counts as the worst, whatever it holds, and heals with the right PIN") {
    for (const char* bytes : {"", "rubbish", "{}", R"({"wrong":"no"})", R"({"wrong":-5,"until":0,"last":0})",
                              R"({"wrong":7,"until":9223372036854775807,"last":9223372036854775807})",
                              R"({"wrong":7,"until":-9223372036854775808,"last":-9223372036854775808})",
                              R"({"wrong":4294967296,"until":0,"last":0})"}) {
        CAPTURE(bytes);
        TemporaryFolder home;
        REQUIRE(keyring_in(home.path()).create("lan", "1234"));
        write_bytes(home / "guesses.json", bytes);
        CHECK(keyring_in(home.path()).wait_before_next_guess(noon) <= 1h);
        (void)keyring_in(home.path()).unlock("lan", "1234", noon);  // a wait that was unreadable begins now
        const Instant later = noon + keyring_in(home.path()).wait_before_next_guess(noon);
        CHECK(keyring_in(home.path()).unlock("lan", "1234", later));
        CHECK(keyring_in(home.path()).wait_before_next_guess(later) == 0s);
    }
}

TEST_CASE("a counter whose number does not fit is not taken for none") {
    TemporaryFolder home;
    REQUIRE(keyring_in(home.path()).create("lan", "1234"));
    write_bytes(home / "guesses.json", R"({"wrong":4294967296,"until":0,"last":0})");
    guess_wrong(home.path(), 1, noon);
    CHECK(keyring_in(home.path()).wait_before_next_guess(noon) > 0s);
}

TEST_CASE("a full disk neither locks the owner out nor stops the counting") {
    TemporaryFolder folder;
    TinyDisk disk(folder, 512);
    if (!disk.is_mounted()) SKIP("mounting a small disk needs root");
    const std::string home = folder / "disk";
    const auto key = keyring_in(home).create("lan", "1234");
    REQUIRE(key);
    disk.fill();
    CHECK(keyring_in(home).unlock("lan", "1234", noon)->bytes() == key->bytes());
    guess_wrong(home, 5, noon);
    CHECK(keyring_in(home).wait_before_next_guess(noon) == 30s);
    CHECK(keyring_in(home).unlock("lan", "1234", noon + 30s));
}

TEST_CASE("a keyring that does not fit on the disk is not half made") {
    TemporaryFolder folder;
    TinyDisk disk(folder, 512);
    if (!disk.is_mounted()) SKIP("mounting a small disk needs root");
    disk.fill();
    CHECK(keyring_in(folder / "disk").create("lan", "1234").error().code == ErrorCode::no_space);
    CHECK_FALSE(keyring_in(folder / "disk").exists());
    disk.make_room();
    CHECK(keyring_in(folder / "disk").create("lan", "1234"));
}

TEST_CASE("a keyring made at one cost opens on a machine that now uses another") {
    TemporaryFolder home;
    const auto key = Keyring(home.path(), {1, 8192}).create("lan", "1234");
    REQUIRE(key);
    CHECK(Keyring(home.path(), {3, 65536}).unlock("lan", "1234", noon)->bytes() == key->bytes());
    CHECK_FALSE(Keyring(home.path(), {3, 65536}).unlock("lan", "4321", noon));
}
