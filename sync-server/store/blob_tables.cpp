#include "sync-server/store/columns.h"
#include "sync-server/store/tables.h"

namespace nuong::tables {
namespace {

using namespace columns;

BlobRow read_blob(const Query& row) {
    return {hash_from(row.blob(0)), count_from(row.integer(1)), count_from(row.integer(2))};
}

// From byte `at` on, to the end of the piece that it lies in; empty when it is not here.
std::string rest_of_part(Sql& db, const Hash& hash, std::uint64_t at) {
    Query part = db.prepare("select at, bytes from blob_part where hash = ? and at <= ? order by at desc limit 1");
    part.bind(1, blob_of(hash)).bind(2, integer_of(at));
    if (!part.step()) return "";
    const std::string bytes = part.sealed(1);
    const std::uint64_t skipped = at - count_from(part.integer(0));
    return skipped < bytes.size() ? bytes.substr(static_cast<std::size_t>(skipped)) : "";
}

}  // namespace

std::optional<BlobRow> blob(Sql& db, const Hash& hash) {
    Query statement = db.prepare("select hash, size, have from blob where hash = ?");
    statement.bind(1, blob_of(hash));
    if (!statement.step()) return std::nullopt;
    return read_blob(statement);
}

std::string blob_bytes(Sql& db, const Hash& hash, std::uint64_t at, std::size_t most) {
    std::string bytes;
    while (bytes.size() < most) {
        const std::string more = rest_of_part(db, hash, at + bytes.size());
        if (more.empty()) break;
        bytes.append(more, 0, most - bytes.size());
    }
    return bytes;
}

std::vector<BlobReference> blob_references(Sql& db, const Hash& hash) {
    Query statement = db.prepare("select rid, device, accepted from blob_reference where hash = ?");
    statement.bind(1, blob_of(hash));
    std::vector<BlobReference> rows;
    while (statement.step())
        rows.push_back({uuid_from(statement.blob(0)), device_from(statement.integer(1)), statement.integer(2) != 0});
    return rows;
}

std::vector<BlobRow> blobs(Sql& db, const std::optional<Hash>& after, std::size_t limit) {
    Query statement = db.prepare("select hash, size, have from blob where hash > ? order by hash limit ?");
    statement.bind(1, after ? blob_of(*after) : Blob()).bind(2, integer_of(std::uint64_t{limit}));
    std::vector<BlobRow> rows;
    while (statement.step()) rows.push_back(read_blob(statement));
    return rows;
}

void add_blob_bytes(Sql& db, const BlobRow& row, std::string_view bytes, Instant received) {
    db.prepare("insert into blob_part(hash, at, bytes) values(?, ?, ?)")
        .bind(1, blob_of(row.hash))
        .bind(2, integer_of(row.have))
        .bind_sealed(3, bytes_of(bytes))
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

void drop_blob(Sql& db, const Hash& hash) {
    db.prepare("delete from blob_part where hash = ?").bind(1, blob_of(hash)).run();
    db.prepare("delete from blob where hash = ?").bind(1, blob_of(hash)).run();
}

void add_blob_reference(Sql& db, const Hash& hash, const BlobReference& reference) {
    db.prepare(
          "insert into blob_reference(hash, rid, device, accepted) values(?, ?, ?, ?)"
          " on conflict(hash, rid, device) do update set accepted ="
          " case when excluded.accepted > blob_reference.accepted then excluded.accepted else blob_reference.accepted "
          "end")
        .bind(1, blob_of(hash))
        .bind(2, blob_of(reference.record))
        .bind(3, integer_of(reference.device))
        .bind(4, std::int64_t{reference.accepted})
        .run();
}

}  // namespace nuong::tables
