#include "tests/support/test_store.h"

#include <cstdlib>

#include "sync-server/store/postgres_change_store.h"
#include "sync-server/store/sqlite_change_store.h"
#include "sync-server/store/table_shapes.h"
#include "tests/support/postgres_server.h"

namespace nuong::testing {

bool tests_use_postgres() {
    const char* engine = std::getenv("NUONG_TEST_ENGINE");
    return engine && std::string_view(engine) == "postgres";
}

DatabaseKey test_key() {
    std::array<std::uint8_t, 32> bytes{};
    bytes[0] = 7;
    return DatabaseKey(bytes);
}

std::unique_ptr<SqlChangeStore> new_test_store() {
    if (tests_use_postgres())
        return std::move(PostgresChangeStore::create(shared_postgres().fresh_store(), test_key()).value());
    return std::move(SqliteChangeStore::create(Database::open_in_memory()).value());
}

namespace {

bool holds(const Query& row, int column, ColumnKind kind, std::string_view text) {
    switch (kind) {
        case ColumnKind::integer:
        case ColumnKind::real: return false;
        case ColumnKind::text:
        case ColumnKind::blob: {
            const Blob bytes = row.blob(column);
            return std::string(bytes.begin(), bytes.end()).find(text) != std::string::npos;
        }
        case ColumnKind::sealed_text:
        case ColumnKind::sealed_blob: break;
    }
    return row.sealed(column).find(text) != std::string::npos;
}

}  // namespace

bool store_holds(SqlChangeStore& store, std::string_view text) {
    const SqlTurn turn(store.sql(), &Sql::begin_read);
    for (const TableShape& table : table_shapes()) {
        Query rows = store.sql().prepare(select_from(table));
        while (rows.step())
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                if (holds(rows, static_cast<int>(i), table.columns[i].kind, text)) return true;
    }
    return false;
}

void alter_sealed(SqlChangeStore& store, const std::string& table, const std::string& column, const std::string& key,
                  const std::string& where, const std::string& from, const std::string& to) {
    std::vector<std::pair<std::int64_t, std::string>> rows;
    {
        Query query = store.sql().prepare("select " + key + ", " + column + " from " + table + " where " + where);
        while (query.step()) rows.emplace_back(query.integer(0), query.sealed(1));
    }
    for (auto& [n, text] : rows) {
        const std::size_t found = text.find(from);
        if (found == std::string::npos) continue;
        text.replace(found, from.size(), to);
        store.sql()
            .prepare("update " + table + " set " + column + " = ? where " + key + " = ?")
            .bind_sealed(1, text)
            .bind(2, n)
            .run();
    }
}

}  // namespace nuong::testing
