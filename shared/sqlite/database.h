// The door to the disk: SQLite by way of SQLCipher, in the few shapes that we use. Every statement is prepared once and
// kept. A broken world (full disk, damaged file, wrong key) throws DatabaseError; callers catch it once per turn.
//
// Thread: one Database belongs to one thread. Two threads open two.
#pragma once
#include <array>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/base/result.h"
#include "shared/sqlite/database_error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace nuong {

// The raw 256-bit key of an encrypted database. Wiped when dropped.
class DatabaseKey {
public:
    explicit DatabaseKey(std::span<const std::uint8_t> bytes);
    ~DatabaseKey();
    DatabaseKey(const DatabaseKey&) = default;
    DatabaseKey& operator=(const DatabaseKey&) = default;
    const std::array<std::uint8_t, 32>& bytes() const { return bytes_; }

private:
    std::array<std::uint8_t, 32> bytes_;
};

class Statement {
public:
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();  // resets: the prepared statement goes back to its database

    // Parameters by position, from 1. Text and blobs must live until the last step(); a temporary text is copied.
    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::string_view text);
    template <std::same_as<std::string> Text>
    Statement& bind(int index, Text&& text) {
        return bind_copy(index, text);
    }
    Statement& bind(int index, Blob blob);
    Statement& bind_real(int index, double value);
    Statement& bind_null(int index);

    bool step();  // true: a row is there
    void run();   // no rows expected

    // Columns of the current row, from 0. Views live until the next step().
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    Blob blob(int column) const;

private:
    friend class Database;
    Statement(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement) {}
    Statement& bind_copy(int index, std::string_view text);
    sqlite3* db_;
    sqlite3_stmt* statement_;
};

class Database {
public:
    // WAL, synchronous=FULL, temp_store=MEMORY, foreign keys on, defensive. With a key the file is encrypted; without,
    // plain (only for tests and the simulated worlds). Throws DatabaseError::damaged when the key does not fit.
    static Database open(const std::string& path, const std::optional<DatabaseKey>& key);
    static Database open_in_memory();

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    // A cached prepared statement. One use at a time per SQL text; `sql` is a literal of ours, never input.
    Statement prepare(std::string_view sql);
    void execute(std::string_view sql);             // one or many statements without parameters
    std::int64_t changes() const;                   // rows touched by the last statement
    std::int64_t total_changes() const;             // by all since it was opened
    std::int64_t integer_of(std::string_view sql);  // the single number that a query returns; 0 when no row

    // From now on, after every commit, `pages` is how many pages the write-ahead log holds; it must outlive this
    // database. Nothing is carried over by itself any more: who counts says when, with carry_log_over().
    void count_log(int& pages);
    void carry_log_over();  // as far as no reader still needs what was before
    // Makes the file of the log at least so many pages long, with nothing in them. A commit that stays within them is
    // durable by its own bytes alone: where a file grows, the file system must have written down how long it is now,
    // and ext4 may report that as done while an error of its disk is just ending all writing.
    // REQUIRES: no transaction is open.
    void lengthen_log(int pages);

    // Encrypted copy of a consistent moment, with the same key. The target must not exist.
    void copy_into(const std::string& path);
    // True when every page and index checks.
    bool is_sound();

private:
    friend class Transaction;
    explicit Database(sqlite3* db) : db_(db) {}
    sqlite3* db_ = nullptr;
    std::unordered_map<std::string, sqlite3_stmt*> prepared_;
};

// begin immediate ... commit. Dropped without commit() = rolled back, nothing half done.
class Transaction {
public:
    explicit Transaction(Database& db);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& db_;
    bool open_ = true;
};

// A part of a transaction that can fail alone.
class Savepoint {
public:
    explicit Savepoint(Database& db);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    void release();

private:
    Database& db_;
    bool open_ = true;
};

// A read of one consistent moment (begin deferred ... rollback).
class Snapshot {
public:
    explicit Snapshot(Database& db);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Database& db_;
};

// Ordered steps that bring a store to the shape this program needs; each in its own transaction, remembered in
// user_version. A store newer than the program is refused, never touched.
Error store_is_newer();
std::size_t version_of(Database& db);  // how many steps it has taken
Status migrate(Database& db, std::span<const std::string_view> steps);

}  // namespace nuong
