// What was written of somebody is erased at the district; whether a store still holds any of it.
#pragma once
#include <stdexcept>

#include "sync-server/core/erasure.h"
#include "sync-server/core/verify.h"
#include "tests/support/test_store.h"
#include "tests/sync-server/core/district.h"

namespace nuong::client::testing {

inline ErasurePlan erase_at(nuong::testing::District& top, const RecordId& person,
                            std::string_view reason = erasure::request) {
    const auto book = make_book(top.store->read()->documents_in_force()).value();
    const auto plan = plan_of_erasure(*top.store->read(), *book, person);
    if (!plan) throw std::runtime_error(plan.error().message.en);
    const auto transaction = top.store->begin();
    erase(*transaction, plan->erased, reason, "test", top.clock.now());
    top.service.committed(transaction->commit());
    if (!top.service.refresh(*top.store->read())) throw std::runtime_error("cannot refresh");
    return *plan;
}

// As an operator does who has restored a copy.
inline void erase_again_at(nuong::testing::District& top, const RecordId& person) {
    const auto transaction = top.store->begin();
    erase_again(*transaction, {{person, top.clock.now(), std::string(erasure::request)}});
    top.service.committed(transaction->commit());
}

// In every column of every table, as whoever has the key would find it.
inline bool holds(Database& db, const std::string& text) {
    std::vector<std::string> tables;
    {
        Statement rows = db.prepare("select name from sqlite_master where type = 'table'");
        while (rows.step()) tables.emplace_back(rows.text(0));
    }
    for (const std::string& table : tables) {
        std::vector<std::string> columns;
        Statement names = db.prepare("select name from pragma_table_info('" + table + "')");
        while (names.step()) columns.emplace_back(names.text(0));
        for (const std::string& column : columns) {
            Statement found =
                db.prepare("select 1 from " + table + " where instr(cast(\"" + column + "\" as text), ?) > 0 limit 1");
            if (found.bind(1, text).step()) return true;
        }
    }
    return false;
}

inline bool holds(SqlChangeStore& store, const std::string& text) { return nuong::testing::store_holds(store, text); }

inline bool is_sound(nuong::testing::District& server) { return verify(*server.store->read()).problems.empty(); }

}  // namespace nuong::client::testing
