// The day that the disk is full: nothing new is stored, nothing old is lost, and the person is told what to do.
#include <catch2/catch_test_macros.hpp>

#include "shared/sqlite/database.h"
#include "shared/sqlite/durable_file.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::test;

namespace {

const DatabaseKey key(std::vector<std::uint8_t>(32, 7));

std::optional<DatabaseError> failure_of(const auto& doing) {
    try {
        doing();
        return std::nullopt;
    } catch (const DatabaseError& error) {
        return error;
    }
}

void add_many(Database& db, int count) {
    Transaction transaction(db);
    for (int i = 0; i < count; ++i)
        db.prepare("insert into note(text) values(?)").bind(1, std::string(2000, 'x')).run();
    transaction.commit();
}

std::int64_t count(Database& db) { return db.integer_of("select count(*) from note"); }

void check_says_full(const std::optional<DatabaseError>& failure) {
    REQUIRE(failure.has_value());
    CAPTURE(failure->what());
    CHECK(failure->kind() == DatabaseError::Kind::full);
    CHECK(failure->error().code == ErrorCode::no_space);
    CHECK(failure->error().message.vi.find("Đĩa đã đầy") != std::string::npos);
    CHECK(failure->error().message.vi.find("Hãy xóa bớt") != std::string::npos);
    CHECK(failure->error().message.en.find("Free some space") != std::string::npos);
}

}  // namespace

TEST_CASE("a store that may not grow keeps what it has and works again when it may") {
    TemporaryFolder folder;
    Database db = Database::open(folder / "store.db", key);
    db.execute("create table note(id integer primary key, text text)");
    add_many(db, 3);
    db.execute("pragma max_page_count=" + std::to_string(db.integer_of("pragma page_count") + 2));
    check_says_full(failure_of([&] { add_many(db, 50); }));
    CHECK(count(db) == 3);
    {
        Transaction transaction(db);
        db.execute("insert into note(text) values('small')");
        check_says_full(failure_of([&] {
            Savepoint part(db);
            for (int i = 0; i < 50; ++i) db.execute("insert into note(text) values(zeroblob(2000))");
            part.release();
        }));
    }
    CHECK(count(db) == 3);
    CHECK(db.is_sound());
    db.execute("pragma max_page_count=1000000");
    add_many(db, 50);
    CHECK(count(db) == 53);
}

TEST_CASE("a really full disk: saving fails, reading goes on, saving works again once there is room") {
    TemporaryFolder folder;
    TinyDisk disk(folder, 512);
    if (!disk.is_mounted()) SKIP("mounting a small disk needs root");
    Database db = Database::open(disk / "store.db", key);
    db.execute("create table note(id integer primary key, text text)");
    add_many(db, 3);
    disk.fill();
    for (int attempt = 0; attempt < 3; ++attempt) {
        check_says_full(failure_of([&] { add_many(db, 100); }));
        CHECK(count(db) == 3);
    }
    disk.make_room();
    add_many(db, 10);
    CHECK(count(db) == 13);
    CHECK(db.is_sound());
}

TEST_CASE("a store on a full disk says that the disk is full when it is opened, not that it is broken") {
    TemporaryFolder folder;
    TinyDisk disk(folder, 512);
    if (!disk.is_mounted()) SKIP("mounting a small disk needs root");
    {
        Database db = Database::open(disk / "store.db", key);
        db.execute("create table note(id integer primary key, text text)");
        add_many(db, 3);
    }
    disk.fill();
    const auto failure = failure_of([&] {
        Database db = Database::open(disk / "store.db", key);
        CHECK(count(db) == 3);  // if it opens at all, everything is there
    });
    if (failure) check_says_full(failure);
    disk.make_room();
    Database db = Database::open(disk / "store.db", key);
    CHECK(count(db) == 3);
}

TEST_CASE("a backup that does not fit leaves no half copy behind") {
    TemporaryFolder folder;
    TinyDisk disk(folder, 512);
    if (!disk.is_mounted()) SKIP("mounting a small disk needs root");
    Database db = Database::open(folder / "store.db", key);
    db.execute("create table note(id integer primary key, text text)");
    add_many(db, 400);
    check_says_full(failure_of([&] { db.copy_into(disk / "copy.db"); }));
    CHECK_FALSE(file_exists(disk / "copy.db"));
    CHECK(count(db) == 400);
}

TEST_CASE("a small file on a full disk keeps its old content; a counter can still be written in place") {
    TemporaryFolder folder;
    TinyDisk disk(folder, 512);
    if (!disk.is_mounted()) SKIP("mounting a small disk needs root");
    REQUIRE(write_file_durably(disk / "keyring.json", "old"));
    REQUIRE(overwrite_file_durably(disk / "guesses.json", "1", 256));
    disk.fill();
    const auto failed = write_file_durably(disk / "keyring.json", std::string(8000, 'n'));
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == ErrorCode::no_space);
    CHECK(failed.error().message.vi.find("Hãy giải phóng") != std::string::npos);
    CHECK(read_file(disk / "keyring.json", 100).value() == "old");
    CHECK_FALSE(file_exists(disk / "keyring.json.new"));
    REQUIRE(overwrite_file_durably(disk / "guesses.json", "2", 256));
    CHECK(read_file(disk / "guesses.json", 256).value() == "2" + std::string(255, ' '));
}
