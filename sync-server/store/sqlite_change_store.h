// SqliteChangeStore: the default store, one encrypted SQLite file. Several processes and threads may each have one of
// their own on the same file.
#pragma once
#include <optional>
#include <string>

#include "shared/sqlite/database.h"
#include "sync-server/store/change_store.h"

namespace nuong {

class SqliteChangeStore final : public ChangeStore {
public:
    // Brings the tables to the shape that this program needs. Fails when the store is newer than the program.
    static Result<std::unique_ptr<SqliteChangeStore>> open(Database db);
    // The same for an empty database, which becomes a new store with an identity and an epoch.
    static Result<std::unique_ptr<SqliteChangeStore>> create(Database db);

    std::unique_ptr<StoreReader> read() override;
    std::unique_ptr<StoreTransaction> begin() override;
    void tidy_later() override;
    void tidy() override;

    Database& database() { return db_; }  // for backup and checks of the file itself

private:
    explicit SqliteChangeStore(Database db) : db_(std::move(db)) {}
    Database db_;
    std::size_t pages_in_log_ = 0;  // about, since the last tidy()
};

}  // namespace nuong
