// SqliteSql: the store's engine that needs nothing but a file (shared/sqlite).
#pragma once
#include <optional>

#include "shared/sqlite/database.h"
#include "sync-server/store/sql.h"

namespace nuong {

class SqliteSql final : public Sql {
public:
    explicit SqliteSql(Database db) : db_(std::move(db)) {}
    SqliteSql(const SqliteSql&) = delete;
    SqliteSql& operator=(const SqliteSql&) = delete;

    void execute(std::string_view sql) override { db_.execute(sql); }
    void begin_read() override { snapshot_.emplace(db_); }
    void begin_write() override;
    bool has_written() const override { return db_.total_changes() != changes_before_; }
    void commit() override;
    void drop() noexcept override;
    void begin_part() override { part_.emplace(db_); }
    void keep_part() override;
    void drop_part() noexcept override { part_.reset(); }
    bool has_row_numbers() const override { return true; }
    void rows_were_numbered() override {}  // SQLite has seen them
    std::uint64_t bytes() override;
    bool is_sound() override { return db_.is_sound(); }

    Database& database() { return db_; }

protected:
    std::unique_ptr<SqlStatement> start(std::string_view sql) override;

private:
    Database db_;
    std::optional<Snapshot> snapshot_;
    std::optional<Transaction> transaction_;
    std::optional<Savepoint> part_;
    std::int64_t changes_before_ = 0;  // the open transaction
};

}  // namespace nuong
