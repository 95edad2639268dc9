#include "store_house.h"

#include "tests/support/postgres_server.h"
#include "tests/support/test_store.h"

namespace nuong::testing {

StoreHouse::StoreHouse(Engine engine) : engine_(engine) {
    switch (engine) {
        case Engine::memory: store_ = std::move(SqliteChangeStore::create(Database::open_in_memory()).value()); return;
        case Engine::file:
            store_ = std::move(SqliteChangeStore::create(Database::open(path(), test_key())).value());
            return;
        case Engine::postgres: break;
    }
    url_ = shared_postgres().fresh_store();
    store_ = std::move(PostgresChangeStore::create(url_, test_key()).value());
}

std::unique_ptr<SqlChangeStore> StoreHouse::another() const {
    if (engine_ == Engine::file) return std::move(SqliteChangeStore::open(Database::open(path(), test_key())).value());
    return std::move(PostgresChangeStore::open(url_, test_key()).value());
}

}  // namespace nuong::testing
