// A store for the contract, in each engine that there is.
#pragma once
#include <memory>
#include <ostream>
#include <string>

#include "sync-server/store/postgres_change_store.h"
#include "sync-server/store/sqlite_change_store.h"
#include "tests/support/temporary_folder.h"

namespace nuong::testing {

enum class Engine { memory, file, postgres };

inline std::ostream& operator<<(std::ostream& out, Engine engine) {
    return out << (engine == Engine::memory ? "memory" : engine == Engine::file ? "file" : "postgres");
}

class StoreHouse {
public:
    explicit StoreHouse(Engine engine);

    SqlChangeStore& store() { return *store_; }
    // As another process would open it. REQUIRES: not in memory.
    std::unique_ptr<SqlChangeStore> another() const;

    std::string path() const { return folder_ / "server.db"; }  // of a file
    const std::string& url() const { return url_; }             // of PostgreSQL

private:
    Engine engine_;
    test::TemporaryFolder folder_;
    std::string url_;
    std::unique_ptr<SqlChangeStore> store_;
};

}  // namespace nuong::testing
