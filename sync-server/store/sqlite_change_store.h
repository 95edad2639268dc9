// SqliteChangeStore: the default store, one encrypted SQLite file. Several processes and threads may each have one of
// their own on the same file.
#pragma once
#include <memory>

#include "sync-server/store/sql_change_store.h"
#include "sync-server/store/sqlite_sql.h"

namespace nuong {

// Of the write-ahead log, in pages.
struct LogLimits {
    int pages_between = 1000;  // two times of carrying it over
    int pages_ahead = 500;     // room for the next commits: a large one grows it all the same
};

class SqliteChangeStore final : public SqlChangeStore {
public:
    // Brings the tables to the shape that this program needs. Fails when the store is newer than the program.
    static Result<std::unique_ptr<SqliteChangeStore>> open(Database db);
    // Whether open() would change the tables: they are those of an older program.
    static bool is_older(Database& db);
    // The same as open() for an empty database, which becomes a new store with an identity and an epoch.
    static Result<std::unique_ptr<SqliteChangeStore>> create(Database db);
    // Tables without a store in them yet: whoever fills them gives it its identity last.
    static Result<std::unique_ptr<SqliteChangeStore>> create_empty(Database db) { return open(std::move(db)); }

    void limit_log(const LogLimits& limits) { log_limits_ = limits; }
    void tidy_later() override;
    void tidy() override;
    Sql& sql() override { return sql_; }
    bool has_outgrown_program() override;

    Database& database() { return sql_.database(); }  // for backup and checks of the file itself

private:
    explicit SqliteChangeStore(Database db) : sql_(std::move(db)) {}
    SqliteSql sql_;
    LogLimits log_limits_;
    int log_pages_ = 0, carried_pages_ = 0, log_room_ = 0;  // in the log; of them in the database; how many fit
};

}  // namespace nuong
