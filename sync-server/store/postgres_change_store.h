// PostgresChangeStore: the same store in a PostgreSQL database, for as many processes as one likes. What people said is
// sealed with the server's key, which the database never sees.
#pragma once
#include <memory>
#include <string>

#include "sync-server/store/postgres_sql.h"
#include "sync-server/store/sql_change_store.h"

namespace nuong {

class PostgresChangeStore final : public SqlChangeStore {
public:
    // Whether there is a store in the database; one that was never finished is none. Throws DatabaseError::unreachable.
    static bool is_in(const std::string& url, const DatabaseKey& key);
    // Brings the tables to the shape that this program needs. Fails when the store is newer than the program, when it
    // was sealed with another key, and when there is none.
    static Result<std::unique_ptr<PostgresChangeStore>> open(const std::string& url, const DatabaseKey& key);
    // Whether open() would change the tables: they are those of an older program. REQUIRES: is_in().
    static bool is_older(const std::string& url, const DatabaseKey& key);
    // A new store with an identity and an epoch in a database without tables of ours.
    static Result<std::unique_ptr<PostgresChangeStore>> create(const std::string& url, const DatabaseKey& key);
    // Tables without a store in them yet: whoever fills them gives it its identity last.
    static Result<std::unique_ptr<PostgresChangeStore>> create_empty(const std::string& url, const DatabaseKey& key);

    // If it is the store `server_id` that lies there, all tables of ours go, with what is in them; no key is needed for
    // that. Throws DatabaseError.
    static void remove_from(const std::string& url, const std::string& server_id);

    void tidy_later() override {}
    void tidy() override {}  // PostgreSQL does it by itself
    Sql& sql() override { return sql_; }
    bool has_outgrown_program() override;
    void give_up_after(std::chrono::milliseconds limit) override { sql_.give_up_after(limit); }

private:
    PostgresChangeStore(const std::string& url, const DatabaseKey& key) : sql_(url, ColumnSeal(key)) {}
    PostgresSql sql_;
};

}  // namespace nuong
