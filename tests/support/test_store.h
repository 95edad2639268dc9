// A new store for a test, in memory; or in a real PostgreSQL server when NUONG_TEST_ENGINE is "postgres": whole suites
// are run once more that way, so that both engines keep the same promises.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "shared/sqlite/database.h"
#include "sync-server/store/sql_change_store.h"

namespace nuong::testing {

bool tests_use_postgres();
DatabaseKey test_key();
std::unique_ptr<SqlChangeStore> new_test_store();

// In every column of every table, as whoever has the key would find it.
bool store_holds(SqlChangeStore& store, std::string_view text);

// What only somebody with the key can do: alters a sealed text where it lies. `where` names the rows, one by one read
// and written again by `key`, a column of numbers.
void alter_sealed(SqlChangeStore& store, const std::string& table, const std::string& column, const std::string& key,
                  const std::string& where, const std::string& from, const std::string& to);

}  // namespace nuong::testing
