// Sql: the door of the server's store to its engine. The tables (tables.h) speak only SQL that SQLite and PostgreSQL
// both understand: parameters are "?" or "?1", 64-bit integers, text and blobs compare byte by byte, "user" stands in
// quotes, and a conflict is settled by "on conflict (...) do ...". Where they differ beyond that, the difference is a
// function here. A broken world throws DatabaseError.
//
// Thread: one Sql is one connection and belongs to one thread at a time.
#pragma once
#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "shared/sqlite/database_error.h"

namespace nuong {

// What an engine gives for one statement. Parameters count from 1, columns from 0; views live until the next step().
class SqlStatement {
public:
    virtual ~SqlStatement() = default;
    virtual void bind_integer(int index, std::int64_t value) = 0;
    virtual void bind_real(int index, double value) = 0;
    virtual void bind_text(int index, std::string_view text) = 0;  // must live until the last step()
    virtual void bind_text_copy(int index, std::string_view text) = 0;
    virtual void bind_blob(int index, Blob blob) = 0;  // must live until the last step()
    virtual void bind_null(int index) = 0;
    virtual void bind_sealed(int index, std::string_view text) = 0;
    virtual void bind_sealed_blob(int index, Blob blob) = 0;
    virtual bool step() = 0;
    virtual void run() {  // no rows expected; within a write it may be done a little later
        while (step()) {
        }
    }
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual Blob blob(int column) const = 0;
    virtual std::string sealed(int column) const = 0;
};

// A statement in use. One at a time per SQL text.
class Query {
public:
    explicit Query(std::unique_ptr<SqlStatement> statement) : statement_(std::move(statement)) {}

    Query& bind(int index, std::int64_t value) { return statement_->bind_integer(index, value), *this; }
    Query& bind(int index, std::string_view text) { return statement_->bind_text(index, text), *this; }
    template <std::same_as<std::string> Text>
    Query& bind(int index, Text&& text) {  // a temporary
        return statement_->bind_text_copy(index, text), *this;
    }
    Query& bind(int index, Blob blob) { return statement_->bind_blob(index, blob), *this; }
    Query& bind_real(int index, double value) { return statement_->bind_real(index, value), *this; }
    Query& bind_null(int index) { return statement_->bind_null(index), *this; }
    // What tells of people and of nothing that SQL must know: nobody who only runs the engine may read it. SQLite's
    // file is encrypted as a whole; elsewhere the value is. An empty value is stored as an empty one.
    Query& bind_sealed(int index, std::string_view text) { return statement_->bind_sealed(index, text), *this; }
    Query& bind_sealed(int index, Blob blob) { return statement_->bind_sealed_blob(index, blob), *this; }

    bool step() { return statement_->step(); }  // true: a row is there
    void run() { statement_->run(); }           // no rows expected; within a write it may fail a little later

    bool is_null(int column) const { return statement_->is_null(column); }
    std::int64_t integer(int column) const { return statement_->integer(column); }
    double real(int column) const { return statement_->real(column); }
    std::string_view text(int column) const { return statement_->text(column); }
    Blob blob(int column) const { return statement_->blob(column); }
    std::string sealed(int column) const { return statement_->sealed(column); }

private:
    std::unique_ptr<SqlStatement> statement_;
};

class Sql {
public:
    virtual ~Sql() = default;

    // `sql` is a text of ours, never input.
    Query prepare(std::string_view sql) { return Query(start(sql)); }
    virtual void execute(std::string_view sql) = 0;  // one or many statements without parameters
    std::int64_t integer_of(std::string_view sql) {  // the single number that a query returns; 0 when no row
        Query query = prepare(sql);
        return query.step() ? query.integer(0) : 0;
    }

    // One moment of the store, until drop(). REQUIRES of both: nothing is open.
    virtual void begin_read() = 0;
    // The one writer of the store, in whatever process, until commit() or drop(). So what a transaction has read is
    // true until it has written, and who was first in line is first in every feed.
    virtual void begin_write() = 0;
    virtual void commit() = 0;
    virtual void drop() noexcept = 0;                  // undoes what is open, if anything is
    virtual bool has_written() const { return true; }  // since begin_write(), as far as the engine can tell
    // A part of a write that can be undone alone. Parts do not nest.
    virtual void begin_part() = 0;
    virtual void keep_part() = 0;
    virtual void drop_part() noexcept = 0;

    // Every row has a number, "rowid", and lies where that says.
    virtual bool has_row_numbers() const { return false; }
    // Rows with numbers of their own were put in: new ones are counted on from them.
    virtual void rows_were_numbered() = 0;
    virtual std::uint64_t bytes() = 0;  // that the store takes of its disk

    // It shows less than it should: another of its hosts is asked at the next begin.
    virtual void ask_elsewhere() {}
    virtual std::uint64_t connections() const { return 1; }  // made so far: each may have led to another machine
    virtual bool is_sound() = 0;  // whether every page and index checks, as far as the engine can tell; slow

protected:
    virtual std::unique_ptr<SqlStatement> start(std::string_view sql) = 0;
};

// What was begun ends with its owner, whether it was committed or not.
class SqlTurn {
public:
    SqlTurn(Sql& db, void (Sql::*begin)()) : db_(db) { (db_.*begin)(); }
    ~SqlTurn() { db_.drop(); }
    SqlTurn(const SqlTurn&) = delete;
    SqlTurn& operator=(const SqlTurn&) = delete;

private:
    Sql& db_;
};

}  // namespace nuong
