#include "sync-server/store/postgres_change_store.h"

#include <array>

#include "postgres_001_initial.h"
#include "postgres_002_web.h"
#include "postgres_003_parent_time.h"
#include "postgres_004_confirmed_erasures.h"
#include "postgres_005_life.h"
#include "postgres_006_proofs.h"
#include "postgres_007_relay_proofs.h"
#include "sync-server/store/columns.h"
#include "sync-server/store/table_shapes.h"
#include "sync-server/store/tables.h"

namespace nuong {
namespace {

constexpr std::array migrations{embedded::postgres_001_initial,     embedded::postgres_002_web,
                                embedded::postgres_003_parent_time, embedded::postgres_004_confirmed_erasures,
                                embedded::postgres_005_life,        embedded::postgres_006_proofs,
                                embedded::postgres_007_relay_proofs};

// What shows that a key is the right one before anything is read or written with it.
constexpr std::string_view known_words = "Nương";

Error no_store() {
    return {ErrorCode::damaged,
            {"Cơ sở dữ liệu PostgreSQL này chưa có kho dữ liệu. Hãy chạy lệnh init (hoặc migrate) trước.",
             "There is no store in this PostgreSQL database. Run init (or migrate) first."}};
}

Error wrong_key() {
    return {ErrorCode::damaged,
            {"Khóa không mở được kho dữ liệu này. Hãy dùng đúng khóa đã tạo kho.",
             "The key does not open this store. Use the key that the store was made with."}};
}

bool has_table(Sql& sql, const std::string& name) {
    return sql.integer_of("select count(*) from pg_tables where schemaname = current_schema() and tablename = '" +
                          name + "'") > 0;
}

Error has_moved() {
    return {
        ErrorCode::refused,
        {"Kho dữ liệu ở đây đã được chuyển đi nơi khác (migrate). Hãy dùng kho ở nơi mới; muốn dùng lại cơ sở dữ liệu "
         "này, hãy xóa các bảng cũ trước.",
         "The store has moved away from here (migrate). Use it at its new place; to use this database again, drop the "
         "old tables first."}};
}

bool has_store(Sql& sql) { return has_table(sql, "store") && sql.integer_of("select count(*) from store") > 0; }

void make_schema_table(Sql& sql) {
    sql.execute("create table nuong_schema(version bigint not null, known bytea not null)");
    sql.prepare("insert into nuong_schema(version, known) values(0, ?)").bind_sealed(1, known_words).run();
}

bool fits(Sql& sql) {
    try {
        Query query = sql.prepare("select known from nuong_schema");
        return query.step() && query.sealed(0) == known_words;
    } catch (const DatabaseError& error) {
        if (error.kind() == DatabaseError::Kind::damaged) return false;
        throw;
    }
}

std::size_t version_of(Sql& sql) {
    return static_cast<std::size_t>(sql.integer_of("select version from nuong_schema"));
}

// Each step in its own transaction; of several processes that start together, one does it. Where nothing is to be done,
// whoever only opens the store does not wait for its writer.
Status migrate_tables(Sql& sql) {
    if (has_table(sql, "nuong_schema") && version_of(sql) == migrations.size())
        return fits(sql) ? Status(Done{}) : Status(wrong_key());
    for (;;) {
        const SqlTurn turn(sql, &Sql::begin_write);
        if (!has_table(sql, "nuong_schema")) make_schema_table(sql);
        if (!fits(sql)) return wrong_key();
        const std::size_t have = version_of(sql);
        if (have > migrations.size()) return store_is_newer();
        if (have < migrations.size()) {
            sql.execute(migrations[have]);
            sql.execute("update nuong_schema set version = version + 1");
        }
        sql.commit();
        if (have == migrations.size()) return Done{};
    }
}

}  // namespace

bool PostgresChangeStore::is_in(const std::string& url, const DatabaseKey& key) {
    PostgresSql sql(url, ColumnSeal(key));
    return has_store(sql);
}

bool PostgresChangeStore::is_older(const std::string& url, const DatabaseKey& key) {
    PostgresSql sql(url, ColumnSeal(key));
    return version_of(sql) < migrations.size();
}

bool PostgresChangeStore::has_outgrown_program() { return version_of(sql_) > migrations.size(); }

void PostgresChangeStore::remove_from(const std::string& url, const std::string& server_id) {
    PostgresSql sql(url, ColumnSeal(DatabaseKey(KeyBytes{})));
    const SqlTurn turn(sql, &Sql::begin_write);
    if (!has_table(sql, "store")) return;
    {
        Query store = sql.prepare("select server_id from store");
        if (!store.step() || store.text(0) != server_id) return;
    }
    for (const TableShape& table : table_shapes())
        sql.execute("drop table if exists \"" + std::string(table.name) + "\" cascade");
    sql.execute("drop table if exists nuong_schema; drop function if exists kept_as_it_is cascade");
    sql.commit();
}

Result<std::unique_ptr<PostgresChangeStore>> PostgresChangeStore::open(const std::string& url, const DatabaseKey& key) {
    auto store = std::unique_ptr<PostgresChangeStore>(new PostgresChangeStore(url, key));
    if (has_table(store->sql_, "store_moved")) return has_moved();
    if (!has_store(store->sql_)) return no_store();
    if (auto migrated = migrate_tables(store->sql_); !migrated) return migrated.error();
    return store;
}

Result<std::unique_ptr<PostgresChangeStore>> PostgresChangeStore::create(const std::string& url,
                                                                         const DatabaseKey& key) {
    auto store = create_empty(url, key);
    if (store) tables::name_store((*store)->sql_);
    return store;
}

Result<std::unique_ptr<PostgresChangeStore>> PostgresChangeStore::create_empty(const std::string& url,
                                                                               const DatabaseKey& key) {
    auto store = std::unique_ptr<PostgresChangeStore>(new PostgresChangeStore(url, key));
    if (has_table(store->sql_, "store_moved")) return has_moved();
    if (auto migrated = migrate_tables(store->sql_); !migrated) return migrated.error();
    return store;
}

}  // namespace nuong
