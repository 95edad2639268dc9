#include "sync-server/store/columns.h"
#include "sync-server/store/sqlite_tables.h"

namespace nuong::sqlite_tables {
namespace {

using namespace columns;

BlobRow read_blob(const Statement& row) {
    return {hash_from(row.blob(0)), count_from(row.integer(1)), count_from(row.integer(2))};
}

}  // namespace

std::optional<BlobRow> blob(Database& db, const Hash& hash) {
    Statement statement = db.prepare("select hash, size, have from blob where hash = ?");
    statement.bind(1, blob_of(hash));
    if (!statement.step()) return std::nullopt;
    return read_blob(statement);
}

std::string blob_bytes(Database& db, const Hash& hash, std::uint64_t at, std::size_t most) {
    Statement statement = db.prepare(
        "select at, bytes from blob_part where hash = ?1 and at >="
        " (select max(at) from blob_part where hash = ?1 and at <= ?2) order by at");
    statement.bind(1, blob_of(hash)).bind(2, integer_of(at));
    std::string bytes;
    while (bytes.size() < most && statement.step()) {
        const Blob part = statement.blob(1);
        const std::uint64_t start = count_from(statement.integer(0));
        const std::size_t skip = start < at ? static_cast<std::size_t>(at - start) : 0;
        if (skip >= part.size()) continue;
        const std::size_t take = std::min(part.size() - skip, most - bytes.size());
        bytes.append(reinterpret_cast<const char*>(part.data()) + skip, take);
    }
    return bytes;
}

std::vector<BlobReference> blob_references(Database& db, const Hash& hash) {
    Statement statement = db.prepare("select rid, device, accepted from blob_reference where hash = ?");
    statement.bind(1, blob_of(hash));
    std::vector<BlobReference> rows;
    while (statement.step())
        rows.push_back({uuid_from(statement.blob(0)), device_from(statement.integer(1)), statement.integer(2) != 0});
    return rows;
}

std::vector<BlobRow> blobs(Database& db, const std::optional<Hash>& after, std::size_t limit) {
    Statement statement = db.prepare("select hash, size, have from blob where hash > ? order by hash limit ?");
    statement.bind(1, after ? blob_of(*after) : Blob()).bind(2, integer_of(std::uint64_t{limit}));
    std::vector<BlobRow> rows;
    while (statement.step()) rows.push_back(read_blob(statement));
    return rows;
}

void add_blob_bytes(Database& db, const BlobRow& row, std::string_view bytes, Instant received) {
    db.prepare("insert into blob_part(hash, at, bytes) values(?, ?, ?)")
        .bind(1, blob_of(row.hash))
        .bind(2, integer_of(row.have))
        .bind(3, Blob(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()))
        .run();
    db.prepare(
          "insert into blob(hash, size, have, received) values(?, ?, ?, ?)"
          " on conflict(hash) do update set have = excluded.have, received = excluded.received")
        .bind(1, blob_of(row.hash))
        .bind(2, integer_of(row.size))
        .bind(3, integer_of(row.have + bytes.size()))
        .bind(4, integer_of(received))
        .run();
}

void drop_blob(Database& db, const Hash& hash) {
    db.prepare("delete from blob_part where hash = ?").bind(1, blob_of(hash)).run();
    db.prepare("delete from blob where hash = ?").bind(1, blob_of(hash)).run();
}

void add_blob_reference(Database& db, const Hash& hash, const BlobReference& reference) {
    db.prepare(
          "insert into blob_reference(hash, rid, device, accepted) values(?, ?, ?, ?)"
          " on conflict(hash, rid, device) do update set accepted = max(accepted, excluded.accepted)")
        .bind(1, blob_of(hash))
        .bind(2, blob_of(reference.record))
        .bind(3, integer_of(reference.device))
        .bind(4, std::int64_t{reference.accepted})
        .run();
}

}  // namespace nuong::sqlite_tables
