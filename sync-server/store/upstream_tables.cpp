// What a relay keeps of its parent.
#include "sync-server/store/columns.h"
#include "sync-server/store/tables.h"

namespace nuong::tables {
namespace {

using namespace columns;

std::vector<AreaCode> lines_of(std::string_view text) {
    std::vector<AreaCode> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<protocol::Cursor> upstream_cursors(Sql& db) {
    Query statement = db.prepare("select area, at from upstream_cursor order by area");
    std::vector<protocol::Cursor> cursors;
    while (statement.step()) cursors.push_back({std::string(statement.text(0)), count_from(statement.integer(1))});
    return cursors;
}

}  // namespace

std::optional<UpstreamRow> upstream(Sql& db) {
    UpstreamRow row;
    {
        Query statement = db.prepare(
            "select url, ca_file, device, token, epoch, areas, grants, directory, heard, seal, compared,"
            " signers, erasures, parent_time, parent_commits, parent_life, seed, district from upstream");
        if (!statement.step()) return std::nullopt;
        row.url = statement.text(0);
        row.ca_file = statement.text(1);
        row.device = device_from(statement.integer(2));
        row.token = statement.sealed(3);
        row.epoch = statement.text(4);
        row.areas = lines_of(statement.text(5));
        row.grants = statement.text(6);
        row.directory = statement.text(7);
        if (!statement.is_null(8)) row.heard = instant_from(statement.integer(8));
        if (!statement.is_null(9)) row.seal = hash_from(statement.blob(9));
        if (!statement.is_null(10)) row.compared = instant_from(statement.integer(10));
        row.signers = statement.text(11);
        row.erasures = count_from(statement.integer(12));
        row.parent_time = instant_from(statement.integer(13));
        if (const std::uint64_t commits = count_from(statement.integer(14)); commits > 0)
            row.milestone = {commits, std::string(statement.text(15))};
        if (!statement.is_null(16)) row.seed = secret_of(statement, 16);
        if (!statement.is_null(17)) row.district = hash_from(statement.blob(17));
    }
    row.cursors = upstream_cursors(db);
    return row;
}

void put_upstream(Sql& db, const UpstreamRow& row) {
    std::string areas;
    for (const AreaCode& area : row.areas) areas += area + "\n";
    db.prepare("delete from upstream").run();
    Query statement = db.prepare(
        "insert into upstream(id, url, ca_file, device, token, epoch, areas, grants, directory, heard, seal,"
        " compared, signers, erasures, parent_time, parent_commits, parent_life, seed, district)"
        " values(0,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    statement.bind(1, row.url)
        .bind(2, row.ca_file)
        .bind(3, integer_of(row.device))
        .bind_sealed(4, row.token)
        .bind(5, row.epoch)
        .bind(6, areas)
        .bind(7, row.grants)
        .bind(8, row.directory);
    if (row.heard) statement.bind(9, integer_of(*row.heard));
    else statement.bind_null(9);
    if (row.seal) statement.bind(10, blob_of(*row.seal));
    else statement.bind_null(10);
    if (row.compared) statement.bind(11, integer_of(*row.compared));
    else statement.bind_null(11);
    statement.bind(12, row.signers).bind(13, integer_of(row.erasures)).bind(14, integer_of(row.parent_time));
    const protocol::Milestone milestone = row.milestone.value_or(protocol::Milestone());
    statement.bind(15, integer_of(milestone.commits)).bind(16, milestone.life);
    if (row.seed) statement.bind_sealed(17, blob_of(row.seed->bytes()));
    else statement.bind_null(17);
    if (row.district) statement.bind(18, blob_of(*row.district));
    else statement.bind_null(18);
    statement.run();
    db.prepare("delete from upstream_cursor").run();
    for (const protocol::Cursor& cursor : row.cursors)
        db.prepare("insert into upstream_cursor(area, at) values(?,?)")
            .bind(1, cursor.area)
            .bind(2, integer_of(cursor.at))
            .run();
}

std::optional<std::string> base(Sql& db, const RecordId& record) {
    Query statement = db.prepare("select state from base where rid = ?");
    statement.bind(1, blob_of(record));
    if (!statement.step()) return std::nullopt;
    return statement.sealed(0);
}

std::vector<std::pair<RecordId, std::string>> bases(Sql& db, const std::optional<RecordId>& after, std::size_t limit) {
    Query rows = db.prepare("select rid, state from base where rid > ? order by rid limit ?");
    rows.bind(1, after ? blob_of(*after) : Blob()).bind(2, integer_of(std::uint64_t{limit}));
    std::vector<std::pair<RecordId, std::string>> found;
    while (rows.step()) found.emplace_back(uuid_from(rows.blob(0)), rows.sealed(1));
    return found;
}

std::vector<RecordId> records_without_base(Sql& db) {
    Query rows = db.prepare(
        "select rid from record where area <> '' and not exists(select 1 from base where base.rid = record.rid)");
    std::vector<RecordId> records;
    while (rows.step()) records.push_back(uuid_from(rows.blob(0)));
    return records;
}

void put_base(Sql& db, const RecordId& record, const std::string& state) {
    db.prepare("insert into base(rid, state) values(?,?) on conflict(rid) do update set state = excluded.state")
        .bind(1, blob_of(record))
        .bind_sealed(2, state)
        .run();
}

void drop_base(Sql& db, const RecordId& record) {
    db.prepare("delete from base where rid = ?").bind(1, blob_of(record)).run();
}

namespace {

std::optional<BlobRow> first_blob(Query& statement, const std::optional<Hash>& after) {
    statement.bind(1, after ? blob_of(*after) : Blob());
    if (!statement.step()) return std::nullopt;
    return BlobRow{hash_from(statement.blob(0)), count_from(statement.integer(1)), count_from(statement.integer(2)),
                   statement.integer(3) != 0};
}

}  // namespace

std::optional<BlobRow> next_blob_ahead(Sql& db, const std::optional<Hash>& after) {
    Query statement = db.prepare(
        "select hash, size, have, absent from blob where have = size and top = 0 and hash > ? order by hash limit 1");
    return first_blob(statement, after);
}

bool has_blobs_ahead(Sql& db, DeviceId device) {
    Query row = db.prepare(
        "select 1 from blob join blob_reference on blob_reference.hash = blob.hash"
        " where blob.top <> 1 and blob.have = blob.size and blob_reference.device = ? limit 1");
    row.bind(1, integer_of(device));
    return row.step();
}

bool is_blob_ahead(Sql& db, const Hash& hash) {
    Query row = db.prepare("select 1 from blob where hash = ? and top <> 1");
    row.bind(1, blob_of(hash));
    return row.step();
}

std::vector<Hash> blobs_below_top(Sql& db, std::size_t limit) {
    Query rows = db.prepare("select hash from blob where top = 2 order by hash limit ?");
    rows.bind(1, integer_of(std::uint64_t{limit}));
    std::vector<Hash> blobs;
    while (rows.step()) blobs.push_back(hash_from(rows.blob(0)));
    return blobs;
}

std::optional<BlobRow> next_blob_wanted(Sql& db, const std::optional<Hash>& after) {
    Query statement = db.prepare(
        "select hash, size, have, absent from blob where have < size and absent = 0 and hash > ?"
        " and exists(select 1 from blob_reference join base on base.rid = blob_reference.rid"
        " where blob_reference.hash = blob.hash) order by hash limit 1");
    return first_blob(statement, after);
}

void want_blob(Sql& db, const Hash& hash, std::uint64_t size) {
    db.prepare(
          "insert into blob(hash, size, have, received) values(?, ?, 0, 0) on conflict(hash) do update set absent = 0,"
          " size = case when blob.have = 0 then excluded.size else blob.size end")
        .bind(1, blob_of(hash))
        .bind(2, integer_of(size))
        .run();
}

void note_blob_at_top(Sql& db, const Hash& hash) {
    db.prepare("update blob set top = 1 where hash = ?").bind(1, blob_of(hash)).run();
}

void note_blob_at_parent(Sql& db, const Hash& hash) {
    db.prepare("update blob set top = 2 where hash = ? and top = 0").bind(1, blob_of(hash)).run();
}

void note_blob_absent(Sql& db, const Hash& hash) {
    db.prepare("update blob set absent = 1 where hash = ?").bind(1, blob_of(hash)).run();
}

void doubt_parent(Sql& db) {
    db.execute(
        "update blob set top = 0, absent = 0; update signing_key set top = 0; update upstream set seal = null;"
        "update device set at_top = 0; update device_audit set top = 0");
}

std::vector<protocol::ToldKey> keys_ahead(Sql& db, std::size_t limit) {
    Query rows = db.prepare("select device, key from signing_key where top = 0 order by device, told limit ?");
    rows.bind(1, integer_of(std::uint64_t{limit}));
    std::vector<protocol::ToldKey> keys;
    while (rows.step()) keys.push_back({device_from(rows.integer(0)), hash_from(rows.blob(1))});
    return keys;
}

bool is_key_at_top(Sql& db, const protocol::ToldKey& key) {
    Query row = db.prepare("select top from signing_key where device = ? and key = ?");
    row.bind(1, integer_of(key.device)).bind(2, blob_of(key.key));
    return row.step() && row.integer(0) != 0;
}

void note_key_at_top(Sql& db, const protocol::ToldKey& key) {
    db.prepare("update signing_key set top = 1 where device = ? and key = ?")
        .bind(1, integer_of(key.device))
        .bind(2, blob_of(key.key))
        .run();
}

std::vector<Hash> blobs_of_others(Sql& db) {
    Query rows = db.prepare(
        "select hash from blob where top = 1 and have > 0 and not exists(select 1 from blob_reference"
        " join record on record.rid = blob_reference.rid where blob_reference.hash = blob.hash and record.area <> '')");
    std::vector<Hash> blobs;
    while (rows.step()) blobs.push_back(hash_from(rows.blob(0)));
    return blobs;
}

std::vector<DeviceId> devices_ahead(Sql& db) {
    Query statement = db.prepare("select id from device where acked > top order by id");
    std::vector<DeviceId> devices;
    while (statement.step()) devices.push_back(device_from(statement.integer(0)));
    return devices;
}

void set_top(Sql& db, DeviceId device, std::uint64_t top) {
    db.prepare("update device set top = ? where id = ?").bind(1, integer_of(top)).bind(2, integer_of(device)).run();
}

std::vector<DeviceId> devices_below_top(Sql& db, std::size_t limit) {
    Query statement = db.prepare(
        "select id from device where at_top < acked"
        " or at_top < (select max(seq) from change where change.device = device.id) or id in ("
        " select c.device from erased e join change c on c.rid = e.rid where e.is_due = 1 and c.body <> '')"
        " order by id limit ?");
    statement.bind(1, integer_of(std::uint64_t{limit}));
    std::vector<DeviceId> devices;
    while (statement.step()) devices.push_back(device_from(statement.integer(0)));
    return devices;
}

void set_at_top(Sql& db, DeviceId device, std::uint64_t at_top) {
    db.prepare("update device set at_top = ? where id = ?")
        .bind(1, integer_of(at_top))
        .bind(2, integer_of(device))
        .run();
}

}  // namespace nuong::tables
