// Records that were erased by law, and what the figures keep of them.
#include "sync-server/store/columns.h"
#include "sync-server/store/tables.h"

namespace nuong::tables {
namespace {

using namespace columns;

constexpr std::string_view select_erased = "select rid, at, reason, n from erased ";

std::vector<ErasedRow> read_erased(Query& rows) {
    std::vector<ErasedRow> read;
    while (rows.step())
        read.push_back({{uuid_from(rows.blob(0)), instant_from(rows.integer(1)), std::string(rows.text(2))},
                        count_from(rows.integer(3))});
    return read;
}

void drop_files_of(Sql& db, const RecordId& record) {
    std::vector<Hash> named;
    {
        Query rows = db.prepare("delete from blob_reference where rid = ? returning hash");
        rows.bind(1, blob_of(record));
        while (rows.step()) named.push_back(hash_from(rows.blob(0)));
    }
    for (const Hash& hash : named)
        if (blob_references(db, hash).empty()) drop_blob(db, hash);
        else  // at a relay: its parent may have dropped it
            db.prepare("update blob set top = 0 where hash = ?").bind(1, blob_of(hash)).run();
}

}  // namespace

bool is_erased(Sql& db, const RecordId& record) {
    Query rows = db.prepare("select 1 from erased where rid = ?");
    return rows.bind(1, blob_of(record)).step();
}

std::vector<ErasedRow> erasures(Sql& db, std::uint64_t after, std::size_t limit) {
    Query rows = db.prepare(std::string(select_erased) + "where n > ? order by n limit ?");
    rows.bind(1, integer_of(after)).bind(2, integer_of(std::uint64_t{limit}));
    return read_erased(rows);
}

void erase(Sql& db, const Tombstone& tombstone) {
    db.prepare(
          "insert into erased(rid, at, reason, is_due) values(?, ?, ?, 1)"
          " on conflict(rid) do update set is_due = 1")
        .bind(1, blob_of(tombstone.record))
        .bind(2, integer_of(tombstone.at))
        .bind(3, tombstone.reason)
        .run();
    db.prepare("delete from leave where rid = ?").bind(1, blob_of(tombstone.record)).run();
    db.prepare("delete from base where rid = ?").bind(1, blob_of(tombstone.record)).run();
    db.prepare("delete from former_case where rid = ?").bind(1, blob_of(tombstone.record)).run();
    db.prepare("delete from passed_over where rid = ?").bind(1, blob_of(tombstone.record)).run();
    drop_files_of(db, tombstone.record);
}

bool has_remainder(Sql& db) {
    Query rows = db.prepare("select 1 from remainder limit 1");
    return rows.step();
}

std::vector<RemainderRow> remainder(Sql& db, const std::string& report, const std::string& period) {
    Query rows = db.prepare("select figure, area, amount, turns from remainder where period = ? and report = ?");
    rows.bind(1, period).bind(2, report);
    std::vector<RemainderRow> read;
    while (rows.step())
        read.push_back(
            {report, period, hash_from(rows.blob(0)), std::string(rows.text(1)), rows.real(2), rows.real(3)});
    return read;
}

void add_to_remainder(Sql& db, const RemainderRow& row) {
    db.prepare(
          "insert into remainder(period, report, figure, area, amount, turns) values(?, ?, ?, ?, ?, ?)"
          " on conflict(period, report, figure, area) do update set amount = remainder.amount + excluded.amount,"
          " turns = remainder.turns + excluded.turns")
        .bind(1, row.period)
        .bind(2, row.report)
        .bind(3, blob_of(row.figure))
        .bind(4, row.area)
        .bind_real(5, row.amount)
        .bind_real(6, row.turns)
        .run();
    // What came to nothing would tell only that there was something.
    db.prepare(
          "delete from remainder where period = ? and report = ? and figure = ? and area = ?"
          " and abs(amount) < 1e-9 and abs(turns) < 1e-9")
        .bind(1, row.period)
        .bind(2, row.report)
        .bind(3, blob_of(row.figure))
        .bind(4, row.area)
        .run();
}

void drop_record(Sql& db, const RecordId& record) {
    db.prepare("delete from record where rid = ?").bind(1, blob_of(record)).run();
}

void forget_erased_bodies(Sql& db) {
    db.execute(
        "update change set body = '', reason_vi = '', reason_en = '' where arrival in ("
        " select c.arrival from erased e join change c on c.rid = e.rid where e.is_due = 1 and c.body <> ''"
        " and (not exists(select 1 from upstream) or exists(select 1 from device d where d.id = c.device"
        "  and (c.seq <= d.at_top or (c.seq > d.acked and d.standing <> 'active')))))");
    db.execute(
        "update erased set is_due = 0 where is_due = 1"
        " and not exists(select 1 from change c where c.rid = erased.rid and c.body <> '')");
}

}  // namespace nuong::tables
