// A lost PIN, on the device: a new one is set through the district, and whatever goes wrong on the way, the old or the
// new one opens everything that was there.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "client/store/household.h"
#include "client/store/keyring.h"
#include "client/store/recovery_box.h"
#include "client/sync/recovery.h"
#include "shared/sqlite/durable_file.h"
#include "tests/client/app/line.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::client;
using namespace nuong::client::testing;
using namespace nuong::test;
using namespace std::chrono_literals;

namespace {

constexpr PinCost cheap{1, 8192};

// Lan's tablet, enrolled and synced, with a record that was not sent.
struct Tablet {
    explicit Tablet(bool keeps_box = true) {
        district.add_user("lan", "worker", {"089"});
        Laptop laptop(district, std::move(Replica::open(home.path(), key).value()), "lan");
        record = laptop.add("Vàng Seo Phử");
        REQUIRE(keyring().rename_user("", "lan"));
        if (keeps_box) REQUIRE(keep_recovery_box(*laptop.replica, home.path(), key));
        id = laptop.replica->device().device;
    }

    Keyring keyring() const { return Keyring(home.path(), cheap); }
    std::string code() {
        const auto transaction = district.store->begin();
        const auto issued = issue_recovery(*transaction, *district.service.book(), id, "console", district.clock.now());
        transaction->commit();
        return issued.value().code;
    }
    Result<DatabaseKey> recover(const std::string& code) { return recover_key(home.path(), line, code); }
    bool opens_with(const std::string& pin) {
        const auto opened = keyring().unlock("", pin, district.clock.now());
        if (!opened) return false;
        const auto replica = Replica::open(home.path(), *opened);
        return replica && (*replica)->records().shown(record) && (*replica)->log().count(LogState::waiting) == 1;
    }

    TemporaryFolder home;
    DatabaseKey key = Keyring(home.path(), cheap).create("", "1111").value();
    nuong::testing::District district;
    Line line{district};
    RecordId record;
    DeviceId id;
};

}  // namespace

TEST_CASE("the PIN is lost: with the district's code a new one opens the same store, with all that was not sent") {
    Tablet tablet;
    const auto key = tablet.recover(tablet.code());
    REQUIRE(key);
    CHECK(key->bytes() == tablet.key.bytes());
    CHECK(tablet.opens_with("1111"));  // nothing has changed yet
    REQUIRE(tablet.keyring().set_pin("2222", *key));
    CHECK(tablet.opens_with("2222"));
    CHECK_FALSE(tablet.opens_with("1111"));
    CHECK(tablet.keyring().users().value() == std::vector<std::string>{"lan"});
}

TEST_CASE("who has guessed until they had to wait need not wait with the new PIN") {
    Tablet tablet;
    for (int i = 0; i < 5; ++i) CHECK_FALSE(tablet.opens_with("0000"));
    CHECK(tablet.keyring().wait_before_next_guess(tablet.district.clock.now()) > 0s);
    REQUIRE(tablet.keyring().set_pin("2222", tablet.recover(tablet.code()).value()));
    CHECK(tablet.keyring().wait_before_next_guess(tablet.district.clock.now()) == 0s);
    CHECK(tablet.opens_with("2222"));
}

TEST_CASE("a new PIN that is too short changes nothing") {
    Tablet tablet;
    const auto key = tablet.recover(tablet.code());
    REQUIRE(key);
    CHECK(tablet.keyring().set_pin("222", *key).error().code == ErrorCode::usage);
    CHECK(tablet.opens_with("1111"));
}

TEST_CASE("an answer that is lost is asked for again with the same code") {
    Tablet tablet;
    const std::string code = tablet.code();
    tablet.line.answers_to_lose = 1;
    CHECK(tablet.recover(code).error().code == ErrorCode::unreachable);
    CHECK(tablet.opens_with("1111"));
    CHECK(tablet.recover(code));
}

TEST_CASE("a code is used up by the new PIN: whoever finds it later opens nothing") {
    Tablet tablet;
    const std::string code = tablet.code();
    const auto key = tablet.recover(code);
    REQUIRE(key);
    {
        auto replica = std::move(Replica::open(tablet.home.path(), *key).value());
        REQUIRE(renew_recovery_box(*replica, tablet.home.path(), *key));
    }
    const auto again = tablet.recover(code);
    CHECK(again.error().code == ErrorCode::refused);
    CHECK(again.error().message.vi.starts_with("Mã khôi phục này đã dùng rồi."));
    CHECK(tablet.recover(tablet.code()));  // a new code opens the new box
}

TEST_CASE("a thief with a copy of the folder and the code, which its owner has used, opens nothing") {
    Tablet tablet;
    TemporaryFolder copy;
    std::filesystem::copy(tablet.home.path(), copy.path(), std::filesystem::copy_options::recursive);
    const std::string code = tablet.code();
    REQUIRE(tablet.recover(code));
    const auto stolen = recover_key(copy.path(), tablet.line, code);
    REQUIRE_FALSE(stolen);
    CHECK(stolen.error().code == ErrorCode::refused);
    CHECK(tablet.recover(code));  // who has asked may ask again, also after the program was killed
    const auto key = tablet.recover(code);
    const auto replica = std::move(Replica::open(tablet.home.path(), *key).value());
    REQUIRE(renew_recovery_box(*replica, tablet.home.path(), *key));
    CHECK_FALSE(file_exists(tablet.home / asking_file));
}

TEST_CASE("a wrong and a stale code say so, and what to do") {
    Tablet tablet;
    const auto wrong = tablet.recover("AAAA-AAAA-AAAA");
    CHECK(wrong.error().code == ErrorCode::refused);
    CHECK(wrong.error().message.vi.starts_with("Mã khôi phục không đúng với máy này."));
    const std::string code = tablet.code();
    tablet.district.clock.advance(61min);
    const auto stale = tablet.recover(code);
    CHECK(stale.error().message.vi.starts_with("Mã khôi phục đã quá một giờ"));
    CHECK(stale.error().message.en.find("Nothing here has changed") != std::string::npos);
    CHECK(tablet.opens_with("1111"));
}

TEST_CASE("a device that enrolled before there were recovery boxes is told so; it gets one when it opens next") {
    Tablet tablet(false);
    const std::string code = tablet.code();
    CHECK(tablet.recover(code).error().code == ErrorCode::not_found);
    auto replica = std::move(Replica::open(tablet.home.path(), tablet.key).value());
    REQUIRE(keep_recovery_box(*replica, tablet.home.path(), tablet.key));
    replica.reset();
    CHECK(tablet.recover(code));
}

TEST_CASE("a box is made once, and anew for another district; without the district's key there is none") {
    Tablet tablet;
    const auto first = recovery_box_in(tablet.home.path());
    auto replica = std::move(Replica::open(tablet.home.path(), tablet.key).value());
    REQUIRE(keep_recovery_box(*replica, tablet.home.path(), tablet.key));
    CHECK(recovery_box_in(tablet.home.path()) == first);
    replica->bundles().note_district(seal_key_of(KeyBytes{0x90}).public_key);
    REQUIRE(keep_recovery_box(*replica, tablet.home.path(), tablet.key));
    CHECK(recovery_box_in(tablet.home.path())->district == seal_key_of(KeyBytes{0x90}).public_key);
    CHECK(recovery_box_in(tablet.home.path()) != first);

    TemporaryFolder fresh;
    const auto key = Keyring(fresh.path(), cheap).create("", "1111");
    auto empty = std::move(Replica::open(fresh.path(), *key).value());
    REQUIRE(keep_recovery_box(*empty, fresh.path(), *key));
    CHECK_FALSE(recovery_box_in(fresh.path()));
}

TEST_CASE("a box that was damaged is as good as none, and is made again") {
    Tablet tablet;
    write_bytes(tablet.home.path() + "/recovery.json", "{\"version\":1,\"device\":7}");
    CHECK_FALSE(recovery_box_in(tablet.home.path()));
    CHECK(tablet.recover(tablet.code()).error().code == ErrorCode::not_found);
    auto replica = std::move(Replica::open(tablet.home.path(), tablet.key).value());
    REQUIRE(keep_recovery_box(*replica, tablet.home.path(), tablet.key));
    replica.reset();
    CHECK(tablet.recover(tablet.code()));
}

TEST_CASE("a server that is older than this, or gives another key, changes nothing on the device") {
    Tablet tablet;
    const std::string code = tablet.code();
    tablet.line.is_old = true;
    CHECK(tablet.recover(code).error().message.en.starts_with("This server does not know how to recover a PIN."));
    tablet.line.is_old = false;
    const KeyBytes seal = recovery_box_in(tablet.home.path())->district;
    const std::string good = bytes_of(tablet.home.path() + "/recovery.json");
    {  // sealed by somebody who does not know the key of this store
        auto replica = std::move(Replica::open(tablet.home.path(), tablet.key).value());
        REQUIRE(renew_recovery_box(*replica, tablet.home.path(), DatabaseKey(KeyBytes{1, 2, 3})));
    }
    CHECK(recovery_box_in(tablet.home.path())->district == seal);
    CHECK(tablet.recover(code).error().code == ErrorCode::damaged);
    CHECK(tablet.opens_with("1111"));
    write_bytes(tablet.home.path() + "/recovery.json", good);
    CHECK(tablet.recover(tablet.code()));
}

TEST_CASE("when a store is destroyed, the box that could open it goes first") {
    Tablet tablet;
    REQUIRE(Household(tablet.home.path()).remove(tablet.home.path()));
    CHECK_FALSE(file_exists(tablet.home.path() + "/recovery.json"));
    CHECK_FALSE(file_exists(tablet.home.path() + "/keyring.json"));
}
