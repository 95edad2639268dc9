#include "client/store/erased_store.h"

#include "shared/sqlite/columns.h"

namespace nuong::client {

void ErasedStore::add(const RecordId& record) {
    db_.prepare("insert into erased(record, is_due) values(?, 1) on conflict(record) do update set is_due = 1")
        .bind(1, Blob(record.bytes))
        .run();
}

bool ErasedStore::has(const RecordId& record) {
    Statement row = db_.prepare("select 1 from erased where record = ?");
    row.bind(1, Blob(record.bytes));
    return row.step();
}

bool ErasedStore::has_any() { return db_.integer_of("select exists(select 1 from erased)") != 0; }

std::vector<RecordId> ErasedStore::due() {
    std::vector<RecordId> records;
    Statement rows = db_.prepare("select record from erased where is_due = 1");
    while (rows.step()) records.push_back(columns::uuid_from(rows.blob(0)));
    return records;
}

void ErasedStore::settle(const RecordId& record) {
    db_.prepare("update erased set is_due = 0 where record = ?").bind(1, Blob(record.bytes)).run();
}

}  // namespace nuong::client
