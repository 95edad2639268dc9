#include "shared/sqlite/database.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/temporary_folder.h"

using namespace nuong;
using nuong::test::TemporaryFolder;

namespace {

// What went wrong, or nothing.
std::optional<DatabaseError::Kind> failure_of(const auto& doing) {
    try {
        doing();
        return std::nullopt;
    } catch (const DatabaseError& error) {
        return error.kind();
    }
}

Database notes() {
    Database db = Database::open_in_memory();
    db.execute("create table note(id integer primary key, text text not null, body blob)");
    return db;
}

void add(Database& db, std::string_view text) { db.prepare("insert into note(text) values(?)").bind(1, text).run(); }

std::int64_t count(Database& db) { return db.integer_of("select count(*) from note"); }

}  // namespace

TEST_CASE("what was stored reads back: numbers, text with marks, bytes with zeros, empty and NULL") {
    Database db = notes();
    const std::vector<std::uint8_t> bytes{0, 1, 0, 255};
    db.prepare("insert into note values(?,?,?)").bind(1, INT64_MIN).bind(2, "Lò Thị Mai").bind(3, Blob(bytes)).run();
    db.prepare("insert into note values(?,?,?)").bind(1, INT64_MAX).bind(2, std::string_view()).bind(3, Blob()).run();
    db.prepare("insert into note values(?,?,?)")
        .bind(1, std::int64_t{0})
        .bind(2, std::string_view("a\0b", 3))
        .bind_null(3)
        .run();
    Statement rows = db.prepare("select id, text, body from note order by id");
    REQUIRE(rows.step());
    CHECK(rows.integer(0) == INT64_MIN);
    CHECK(rows.text(1) == "Lò Thị Mai");
    CHECK(std::vector<std::uint8_t>(rows.blob(2).begin(), rows.blob(2).end()) == bytes);
    REQUIRE(rows.step());
    CHECK(rows.text(1) == std::string_view("a\0b", 3));
    CHECK(rows.is_null(2));
    REQUIRE(rows.step());
    CHECK(rows.integer(0) == INT64_MAX);
    CHECK_FALSE(rows.is_null(1));
    CHECK(rows.text(1).empty());
    CHECK_FALSE(rows.is_null(2));
    CHECK_FALSE(rows.step());
}

TEST_CASE("a statement used again starts with nothing bound") {
    Database db = notes();
    db.prepare("insert into note values(?,?,?)").bind(1, std::int64_t{1}).bind(2, "a").bind_null(3).run();
    CHECK(failure_of([&] { db.prepare("insert into note values(?,?,?)").bind(1, std::int64_t{2}).run(); }) ==
          DatabaseError::Kind::misuse);
    CHECK(count(db) == 1);
}

TEST_CASE("an interrupted piece of work leaves nothing half done") {
    Database db = notes();
    add(db, "before");
    {
        Transaction transaction(db);
        add(db, "half");
    }
    CHECK(count(db) == 1);
    {
        Transaction transaction(db);
        add(db, "whole");
        transaction.commit();
    }
    CHECK(count(db) == 2);
    CHECK(failure_of([&] {
              Transaction transaction(db);
              add(db, "half");
              db.execute("insert into nowhere values(1)");
          }) == DatabaseError::Kind::misuse);
    CHECK(count(db) == 2);
}

TEST_CASE("one bad part of a batch fails alone") {
    Database db = notes();
    Transaction transaction(db);
    for (const char* text : {"good", "bad", "also good"}) {
        Savepoint part(db);
        add(db, text);
        if (std::string_view(text) != "bad") part.release();
    }
    {
        Savepoint outer(db);
        add(db, "outer");
        {
            Savepoint inner(db);
            add(db, "inner");
        }
        outer.release();
    }
    transaction.commit();
    CHECK(count(db) == 3);
    CHECK(db.integer_of("select count(*) from note where text in ('bad', 'inner')") == 0);
}

TEST_CASE("a reader sees one moment while a writer goes on") {
    TemporaryFolder folder;
    Database writer = Database::open(folder / "store.db", std::nullopt);
    writer.execute("create table note(id integer primary key, text text)");
    add(writer, "one");
    Database reader = Database::open(folder / "store.db", std::nullopt);
    {
        Snapshot moment(reader);
        CHECK(count(reader) == 1);
        add(writer, "two");
        CHECK(count(reader) == 1);
    }
    CHECK(count(reader) == 2);
}

TEST_CASE("a second program that wants to write is told that the store is in use") {
    TemporaryFolder folder;
    Database first = Database::open(folder / "store.db", std::nullopt);
    Database second = Database::open(folder / "store.db", std::nullopt);
    second.execute("pragma busy_timeout=1");
    Transaction busy(first);
    CHECK(failure_of([&] { Transaction waiting(second); }) == DatabaseError::Kind::busy);
    const Error error = DatabaseError(DatabaseError::Kind::busy, "").error();
    CHECK(error.code == ErrorCode::locked);
    CHECK(error.message.vi.find("Hãy đóng") != std::string::npos);
}

TEST_CASE("foreign keys hold and a folder that is not there is an error of the disk") {
    Database db = Database::open_in_memory();
    db.execute("create table village(id integer primary key); create table person(village int references village(id))");
    CHECK(failure_of([&] { db.execute("insert into person values(7)"); }) == DatabaseError::Kind::misuse);
    CHECK(failure_of([] { Database::open("/nowhere/at/all/store.db", std::nullopt); }) == DatabaseError::Kind::io);
}

TEST_CASE("a store grows step by step and is never touched by a program that is too old for it") {
    TemporaryFolder folder;
    const std::string_view one = "create table a(x)", two = "create table b(x)", broken = "create table c(x); nonsense";
    Database db = Database::open(folder / "store.db", std::nullopt);
    const std::vector<std::string_view> steps{one, two};
    REQUIRE(migrate(db, std::span(steps).first(1)));
    CHECK(db.integer_of("pragma user_version") == 1);
    db.execute("insert into a values(1)");
    REQUIRE(migrate(db, steps));
    REQUIRE(migrate(db, steps));
    CHECK(db.integer_of("pragma user_version") == 2);
    CHECK(db.integer_of("select count(*) from a") == 1);

    const auto refused = migrate(db, std::span(steps).first(1));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.vi.find("Hãy cập nhật") != std::string::npos);
    CHECK(db.integer_of("pragma user_version") == 2);
    CHECK(db.integer_of("select count(*) from a") == 1);

    const std::vector<std::string_view> with_broken{one, two, broken};
    CHECK(failure_of([&] { (void)migrate(db, with_broken); }) == DatabaseError::Kind::misuse);
    CHECK(db.integer_of("pragma user_version") == 2);
    CHECK(db.integer_of("select count(*) from sqlite_master where name='c'") == 0);
}

TEST_CASE("a database can be handed on and its statements go with it") {
    Database first = notes();
    add(first, "one");
    Database second = std::move(first);
    add(second, "two");
    Database third = Database::open_in_memory();
    third = std::move(second);
    CHECK(count(third) == 2);
}

TEST_CASE("a text that was made only to be bound is kept until the statement has run") {
    Database db = notes();
    const std::string named(200, 'a');
    {
        Statement row = db.prepare("insert into note(text) values(?)");
        row.bind(1, std::string(200, 'b'));
        const std::string other(200, 'c');  // would stand where the temporary stood
        row.run();
    }
    db.prepare("insert into note(text) values(?)").bind(1, named).run();
    Statement read = db.prepare("select text from note order by id");
    REQUIRE(read.step());
    CHECK(read.text(0) == std::string(200, 'b'));
    REQUIRE(read.step());
    CHECK(read.text(0) == named);
}

TEST_CASE("a log that was made longer beforehand does not grow with commits, and a copy of the moment holds them all") {
    const TemporaryFolder folder;
    Database db = Database::open(folder / "notes.db", std::nullopt);
    db.execute("create table note(id integer primary key, text text not null, body blob)");
    int pages = 0;
    db.count_log(pages);
    db.lengthen_log(100);
    const auto length = [&] { return std::filesystem::file_size(folder / "notes.db-wal"); };
    const auto copied = [&] {  // as after a pulled plug
        for (const char* end : {"", "-wal"})
            std::filesystem::copy_file(folder / ("notes.db" + std::string(end)), folder / ("copy" + std::string(end)),
                                       std::filesystem::copy_options::overwrite_existing);
        std::filesystem::remove(folder / "copy-shm");
        Database copy = Database::open(folder / "copy", std::nullopt);
        return count(copy);
    };
    const auto made = length();
    CHECK(made >= 100 * 4096);
    for (int n = 1; n <= 20; ++n) {
        add(db, "lần " + std::to_string(n));
        CHECK(copied() == n);
    }
    CHECK(pages > 20);
    db.carry_log_over();
    add(db, "từ đầu");  // the log begins anew, before the rest of its former frames
    CHECK(pages < 20);
    CHECK(copied() == 21);
    CHECK(length() == made);
    db.lengthen_log(50);
    CHECK(length() == made);
    db.lengthen_log(200);
    CHECK(length() >= 200 * 4096);
    CHECK(copied() == 21);
    Database in_memory = notes();
    in_memory.lengthen_log(100);
    add(in_memory, "không có nhật ký");
    CHECK(count(in_memory) == 1);
}
