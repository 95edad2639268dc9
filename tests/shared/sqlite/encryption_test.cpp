// What a thief of the laptop finds, and what a damaged disk does to an encrypted store.
#include <catch2/catch_test_macros.hpp>

#include "shared/sqlite/database.h"
#include "tests/support/temporary_folder.h"

using namespace nuong;
using namespace nuong::test;

namespace {

constexpr std::string_view secret = "nghien-heroin-Nguyen-Van-A";
constexpr int rows = 400;

DatabaseKey key_of(std::uint8_t fill) { return DatabaseKey(std::vector<std::uint8_t>(32, fill)); }

// A closed store of some dozens of pages.
void make_store(const std::string& path) {
    Database db = Database::open(path, key_of(7));
    db.execute("create table person(id integer primary key, name text not null)");
    Transaction transaction(db);
    for (int i = 0; i < rows; ++i)
        db.prepare("insert into person values(?,?)")
            .bind(1, std::int64_t{i})
            .bind(2, std::string(secret) + " " + std::to_string(i) + std::string(60, '.'))
            .run();
    transaction.commit();
}

std::optional<DatabaseError::Kind> failure_of(const auto& doing) {
    try {
        doing();
        return std::nullopt;
    } catch (const DatabaseError& error) {
        return error.kind();
    }
}

// Reads everything; the answer is what stopped it, or nothing when all is there and sound.
std::optional<DatabaseError::Kind> read_all(const std::string& path) {
    return failure_of([&] {
        Database db = Database::open(path, key_of(7));
        Statement all = db.prepare("select id, name from person order by id");
        std::int64_t expected = 0;
        while (all.step()) {
            if (all.integer(0) != expected++ || !all.text(1).starts_with(secret))
                throw DatabaseError(DatabaseError::Kind::misuse, "wrong data was read as if it were right");
        }
        if (expected != rows) throw DatabaseError(DatabaseError::Kind::misuse, "some rows are missing without a word");
        if (!db.is_sound()) throw DatabaseError(DatabaseError::Kind::damaged, "unsound");
    });
}

bool any_file_contains(const std::string& folder, std::string_view text) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
        if (file.is_regular_file() && bytes_of(file.path().string()).find(text) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_CASE("the wrong key opens nothing and destroys nothing") {
    TemporaryFolder folder;
    const std::string path = folder / "store.db";
    make_store(path);
    const std::string before = bytes_of(path);
    CHECK(failure_of([&] { Database::open(path, key_of(8)); }) == DatabaseError::Kind::damaged);
    CHECK(failure_of([&] { Database::open(path, std::nullopt); }) == DatabaseError::Kind::damaged);
    CHECK((bytes_of(path) == before));
    CHECK(read_all(path) == std::nullopt);
    const Error error = DatabaseError(DatabaseError::Kind::damaged, "").error();
    CHECK(error.code == ErrorCode::damaged);
    CHECK(error.message.vi.find("Đừng xóa gì") != std::string::npos);
}

TEST_CASE("a plain database is not taken for an encrypted one") {
    TemporaryFolder folder;
    const std::string path = folder / "plain.db";
    Database::open(path, std::nullopt).execute("create table person(name text); insert into person values('An')");
    CHECK(failure_of([&] { Database::open(path, key_of(7)); }) == DatabaseError::Kind::damaged);
    CHECK(Database::open(path, std::nullopt).integer_of("select count(*) from person") == 1);
}

TEST_CASE("no file on the disk holds anything readable: store, log, index, sorting or copy") {
    TemporaryFolder folder;
    Database::open(folder / "plain.db", std::nullopt)
        .execute("create table person(name text); insert into person values('" + std::string(secret) + "')");
    REQUIRE(any_file_contains(folder.path(), secret));  // the search itself works
    std::filesystem::remove(folder / "plain.db");

    const std::string path = folder / "store.db";
    make_store(path);
    Database db = Database::open(path, key_of(7));
    db.execute("create index person_name on person(name)");
    db.execute("create table sorted as select name from person order by name desc");
    CHECK(std::filesystem::file_size(path + "-wal") > 0);  // the log is there to be searched
    CHECK_FALSE(any_file_contains(folder.path(), secret));
    {
        Transaction unfinished(db);
        db.execute("update person set name = name || ' moved'");
        CHECK_FALSE(any_file_contains(folder.path(), secret));
        unfinished.commit();
    }
    db.execute("vacuum");
    db.copy_into(folder / "copy.db");
    CHECK_FALSE(any_file_contains(folder.path(), secret));
    CHECK_FALSE(any_file_contains(folder.path(), "SQLite format 3"));
    CHECK_FALSE(any_file_contains(folder.path(), "create table"));
}

TEST_CASE("a copy opens with the same key only, holds all, and never overwrites") {
    TemporaryFolder folder;
    make_store(folder / "store.db");
    Database db = Database::open(folder / "store.db", key_of(7));
    db.copy_into(folder / "copy.db");
    CHECK(read_all(folder / "copy.db") == std::nullopt);
    CHECK(failure_of([&] { Database::open(folder / "copy.db", key_of(8)); }) == DatabaseError::Kind::damaged);
    CHECK(failure_of([&] { Database::open(folder / "copy.db", std::nullopt); }) == DatabaseError::Kind::damaged);
    const std::string copy = bytes_of(folder / "copy.db");
    CHECK(failure_of([&] { db.copy_into(folder / "copy.db"); }).has_value());
    CHECK((bytes_of(folder / "copy.db") == copy));
}

TEST_CASE("a store cut off anywhere is damaged, never read as less") {
    TemporaryFolder folder;
    const std::string path = folder / "store.db";
    make_store(path);
    const std::string whole = bytes_of(path);
    REQUIRE(whole.size() > 10 * 4096);
    for (const std::size_t size :
         {std::size_t{1}, std::size_t{15}, std::size_t{100}, std::size_t{4095}, std::size_t{4096}, std::size_t{4097},
          whole.size() / 2 / 4096 * 4096, whole.size() / 2 + 1, whole.size() - 4096, whole.size() - 1}) {
        CAPTURE(size, whole.size());
        write_bytes(path, whole.substr(0, size));
        // A short read is filled with zeros: a cut that took nothing but zeros off the last page took nothing.
        const bool took_nothing = size % 4096 != 0 && whole.find_first_not_of('\0', size) == std::string::npos;
        CHECK(read_all(path) == (took_nothing ? std::nullopt : std::optional(DatabaseError::Kind::damaged)));
    }
    write_bytes(path, whole);
    CHECK(read_all(path) == std::nullopt);
}

TEST_CASE("one flipped bit on any page is noticed") {
    TemporaryFolder folder;
    const std::string path = folder / "store.db";
    make_store(path);
    const std::string whole = bytes_of(path);
    std::uint64_t random = 12345;  // a fixed walk, so that a failure can be seen again
    for (std::size_t page = 0; page < whole.size() / 4096; ++page) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        const std::size_t at = page * 4096 + (random >> 33) % 4096;
        CAPTURE(page, at);
        std::string bent = whole;
        bent[at] = static_cast<char>(bent[at] ^ (1 << (random >> 60) % 8));
        write_bytes(path, bent);
        CHECK(read_all(path) == DatabaseError::Kind::damaged);
    }
}

TEST_CASE("a file of rubbish is damaged, not a new store") {
    TemporaryFolder folder;
    for (const std::string& rubbish : {std::string(1, 'x'), std::string(4096, '\0'), std::string(9000, 'x'),
                                       std::string("SQLite format 3\0", 16) + std::string(5000, '\xff')}) {
        write_bytes(folder / "store.db", rubbish);
        CHECK(failure_of([&] { Database::open(folder / "store.db", key_of(7)); }) == DatabaseError::Kind::damaged);
        CHECK((bytes_of(folder / "store.db") == rubbish));
    }
}

TEST_CASE("a power cut in the middle of a commit: the work is there whole or not at all") {
    TemporaryFolder folder;
    const std::string path = folder / "store.db";
    make_store(path);
    std::string store, log;
    {
        Database db = Database::open(path, key_of(7));
        Transaction transaction(db);
        db.execute("update person set name = name || ' moved'");
        transaction.commit();
        store = bytes_of(path);
        log = bytes_of(path + "-wal");
    }
    std::filesystem::remove(path + "-wal");
    std::filesystem::remove(path + "-shm");
    REQUIRE(log.size() > 5 * 4096);
    int whole = 0, nothing = 0;
    for (std::size_t size = 0; size <= log.size();
         size += size + 1500 < log.size() ? 1500 : log.size() - size + (size == log.size())) {
        CAPTURE(size, log.size());
        write_bytes(path, store);
        write_bytes(path + "-wal", log.substr(0, size));
        CHECK(read_all(path) == std::nullopt);
        const auto moved =
            Database::open(path, key_of(7)).integer_of("select count(*) from person where name like '% moved'");
        CHECK((moved == 0 || moved == rows));
        ++(moved == 0 ? nothing : whole);
    }
    CHECK(whole > 0);
    CHECK(nothing > 5);
}
