#include "client/store/blob_store.h"

#include <algorithm>

#include "client/store/device_store.h"
#include "shared/protocol/codec.h"
#include "shared/sqlite/columns.h"

namespace nuong::client {
namespace {

constexpr std::size_t part_bytes = 256u << 10;  // how long the rows are

Blob blob_of(std::string_view bytes) { return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}; }

std::int64_t integer(std::uint64_t count) { return static_cast<std::int64_t>(count); }

HeldBlob held_from(const Statement& row) {
    HeldBlob held;
    held.attachment.blob = columns::hash_from(row.blob(0));
    held.attachment.size = static_cast<std::uint64_t>(row.integer(1));
    held.attachment.type = row.text(2);
    held.have = static_cast<std::uint64_t>(row.integer(3));
    held.was_sent = row.integer(4) != 0;
    return held;
}

// One file by its key, so that letting go of it does not walk through all the others; or every file.
std::string files_of(const std::optional<Hash>& of) { return of ? "hash = ?1" : "?1 is null"; }

BlobCount count_from(Statement row) {
    if (!row.step()) return {};
    return {row.integer(0), row.integer(1)};
}

}  // namespace

Attachment BlobStore::add(std::string_view bytes, const std::string& type, const Uuid& holder) {
    const Attachment attachment{sha256(bytes), bytes.size(), type};
    Savepoint together(db_);
    db_.prepare("insert or ignore into blob(hash, size, type) values(?, ?, ?)")
        .bind(1, Blob(attachment.blob))
        .bind(2, integer(attachment.size))
        .bind(3, attachment.type)
        .run();
    const auto held = find(attachment.blob);
    if (!held || !held->is_whole()) {  // or it was on its way from the server: now it is here
        db_.prepare("delete from blob_part where hash = ?").bind(1, Blob(attachment.blob)).run();
        for (std::size_t at = 0; at < bytes.size(); at += part_bytes)
            put_bytes(attachment.blob, at, bytes.substr(at, part_bytes));
        db_.prepare("update blob set size = ?, have = ? where hash = ?")
            .bind(1, integer(bytes.size()))
            .bind(2, integer(bytes.size()))
            .bind(3, Blob(attachment.blob))
            .run();
    }
    db_.prepare("update blob set mine = 1 where hash = ?").bind(1, Blob(attachment.blob)).run();
    hold(holder, {attachment});
    together.release();
    return attachment;
}

void BlobStore::hold(const Uuid& holder, const std::vector<Attachment>& attachments) {
    for (const Attachment& attachment : attachments)
        db_.prepare("insert or ignore into blob_reference(hash, record) values(?, ?)")
            .bind(1, Blob(attachment.blob))
            .bind(2, Blob(holder.bytes))
            .run();
}

void BlobStore::name(const RecordId& record, const std::vector<Attachment>& attachments, bool is_saved) {
    for (const Attachment& attachment : attachments) {
        db_.prepare(
               "insert into blob(hash, size, type, named, saved) values(?, ?, ?, 1, ?)"
               " on conflict(hash) do update set named = 1, saved = max(saved, excluded.saved), absent = 0,"
               " size = case when have = 0 then excluded.size else size end")
            .bind(1, Blob(attachment.blob))
            .bind(2, integer(attachment.size))
            .bind(3, attachment.type)
            .bind(4, std::int64_t{is_saved})
            .run();
    }
    hold(record, attachments);
    for (const Attachment& attachment : attachments)
        db_.prepare("update blob_reference set named = 1, saved = max(saved, ?) where hash = ? and record = ?")
            .bind(1, std::int64_t{is_saved})
            .bind(2, Blob(attachment.blob))
            .bind(3, Blob(record.bytes))
            .run();
}

std::optional<HeldBlob> BlobStore::find(const Hash& hash) {
    Statement row = db_.prepare("select hash, size, type, have, sent from blob where hash = ?");
    row.bind(1, Blob(hash));
    if (!row.step()) return std::nullopt;
    return held_from(row);
}

std::optional<std::string> BlobStore::bytes(const Hash& hash) {
    const auto held = find(hash);
    if (!held || !held->is_whole()) return std::nullopt;
    return bytes(hash, 0, static_cast<std::size_t>(held->attachment.size));
}

std::string BlobStore::bytes(const Hash& hash, std::uint64_t at, std::size_t most) {
    Statement row = db_.prepare(
        "select at, bytes from blob_part where hash = ?1 and at >="
        " (select max(at) from blob_part where hash = ?1 and at <= ?2) order by at");
    row.bind(1, Blob(hash)).bind(2, integer(at));
    std::string bytes;
    while (bytes.size() < most && row.step()) {
        const Blob part = row.blob(1);
        const auto start = static_cast<std::uint64_t>(row.integer(0));
        const std::size_t skip = start < at ? static_cast<std::size_t>(at - start) : 0;
        if (skip >= part.size()) continue;
        const std::size_t take = std::min(part.size() - skip, most - bytes.size());
        bytes.append(reinterpret_cast<const char*>(part.data()) + skip, take);
    }
    return bytes;
}

std::optional<HeldBlob> BlobStore::next_to_send(const HeldBlob* after) {
    Statement row = db_.prepare(
        "select hash, size, type, have, sent from blob where named = 1 and sent in (0, 2) and have = size"
        " and (sent = 0 or absent = 0) and (size, hash) > (?, ?) order by size, hash limit 1");
    row.bind(1, after ? integer(after->attachment.size) : 0).bind(2, after ? Blob(after->attachment.blob) : Blob());
    if (!row.step()) return std::nullopt;
    return held_from(row);
}

std::optional<HeldBlob> BlobStore::next_wanted(const HeldBlob* after) {
    Statement row = db_.prepare(
        "select hash, size, type, have, sent from blob where named = 1 and sent = 0 and have < size and absent = 0"
        " and (size, hash) > (?, ?) order by size, hash limit 1");
    row.bind(1, after ? integer(after->attachment.size) : 0).bind(2, after ? Blob(after->attachment.blob) : Blob());
    if (!row.step()) return std::nullopt;
    return held_from(row);
}

bool BlobStore::note_sent(const Hash& hash, const std::optional<protocol::Milestone>& milestone) {
    Savepoint together(db_);
    if (milestone && !DeviceStore(db_).note_milestone(*milestone)) return false;
    db_.prepare("update blob set sent = case when (select top from device) is null then 1 else 3 end where hash = ?")
        .bind(1, Blob(hash))
        .run();
    drop_unnamed(hash);  // it had only waited for this
    together.release();
    return true;
}

void BlobStore::note_absent(const Hash& hash) {
    db_.prepare("update blob set absent = 1 where hash = ?").bind(1, Blob(hash)).run();
}

void BlobStore::put_bytes(const Hash& hash, std::uint64_t at, std::string_view bytes) {
    db_.prepare("insert into blob_part(hash, at, bytes) values(?, ?, ?)")
        .bind(1, Blob(hash))
        .bind(2, integer(at))
        .bind(3, blob_of(bytes))
        .run();
}

BytesTaken BlobStore::take(const HeldBlob& blob, std::string_view bytes) {
    const Hash& hash = blob.attachment.blob;
    Savepoint together(db_);
    const auto held = find(hash);
    if (!held || held->have != blob.have || held->attachment.size != blob.attachment.size) return BytesTaken::moot;
    put_bytes(hash, blob.have, bytes);
    const std::uint64_t have = blob.have + bytes.size();
    const bool is_whole = have >= blob.attachment.size;
    const bool is_right =
        !is_whole || sha256(this->bytes(hash, 0, static_cast<std::size_t>(have))) == blob.attachment.blob;
    if (!is_right) db_.prepare("delete from blob_part where hash = ?").bind(1, Blob(hash)).run();
    db_.prepare("update blob set have = ?, sent = ? where hash = ?")
        .bind(1, is_right ? integer(have) : 0)
        .bind(2, std::int64_t{is_whole && is_right})
        .bind(3, Blob(hash))
        .run();
    together.release();
    return is_right ? BytesTaken::kept : BytesTaken::wrong;
}

BlobCount BlobStore::to_send() {
    return count_from(db_.prepare(
        "select count(*), coalesce(sum(size), 0) from blob where named = 1 and sent in (0, 2) and have = size"
        " and (sent = 0 or absent = 0)"));
}

BlobCount BlobStore::wanted() {
    return count_from(db_.prepare(
        "select count(*), coalesce(sum(size - have), 0) from blob where named = 1 and sent = 0 and have < size"));
}

void BlobStore::doubt_server() {
    db_.execute(
        "update blob set sent = 2 where sent = 1; update blob set sent = 0 where sent = 3; update blob set absent = 0");
}

void BlobStore::note_all_at_top() {
    if (db_.integer_of("select exists(select 1 from blob where sent = 3)") == 0) return;
    db_.execute("update blob set sent = 1 where sent = 3");
    collect();
}

void BlobStore::let_go(const Uuid& draft) {
    Statement rows = db_.prepare("select hash from blob_reference where record = ?");
    rows.bind(1, Blob(draft.bytes));
    std::vector<Hash> held;
    while (rows.step()) held.push_back(columns::hash_from(rows.blob(0)));
    for (const Hash& hash : held) drop_unnamed(hash);
}

void BlobStore::collect() { drop_unnamed(std::nullopt); }

void BlobStore::erase(const RecordId& record) {
    db_.prepare(
           "update blob set saved = exists(select 1 from blob_reference r"
           " where r.hash = blob.hash and r.record <> ?1 and r.saved = 1),"
           " named = exists(select 1 from blob_reference r"
           " where r.hash = blob.hash and r.record <> ?1 and r.named = 1)"
           " where hash in (select hash from blob_reference where record = ?1)")
        .bind(1, Blob(record.bytes))
        .run();
    // What another record names as well, the server may have dropped: it is sent again, or asked about.
    db_.prepare(
           "update blob set sent = iif(saved = 1, 0, 2) where sent <> 0"
           " and hash in (select hash from blob_reference where record = ?)")
        .bind(1, Blob(record.bytes))
        .run();
    db_.prepare("delete from blob_reference where record = ?").bind(1, Blob(record.bytes)).run();
}

// References from what is neither a record nor a draft here any more. What was refused may be corrected yet, and a file
// that waits to be sent is known by its record until then.
void BlobStore::drop_references(const std::optional<Hash>& of) {
    Statement rows =
        db_.prepare("select hash, record from blob_reference where " + files_of(of) +
                    " and not exists(select 1 from record where id = blob_reference.record)"
                    " and not exists(select 1 from draft where id = blob_reference.record)"
                    " and not (saved = 1 and exists(select 1 from blob where blob.hash = blob_reference.hash"
                    " and blob.saved = 1 and sent in (0, 3) and have = size))");
    if (of) rows.bind(1, Blob(*of));
    std::vector<std::pair<Hash, RecordId>> lost;
    while (rows.step()) lost.emplace_back(columns::hash_from(rows.blob(0)), columns::uuid_from(rows.blob(1)));
    for (const auto& [hash, record] : lost)
        if (!is_in_refused(hash, record))
            db_.prepare("delete from blob_reference where hash = ? and record = ?")
                .bind(1, Blob(hash))
                .bind(2, Blob(record.bytes))
                .run();
}

bool BlobStore::is_in_refused(const Hash& hash, const RecordId& record) {
    Statement rows = db_.prepare(
        "select body from log join verdict on verdict.seq = log.seq where log.record = ? and verdict.state in (2, 5)");
    rows.bind(1, Blob(record.bytes));
    while (rows.step()) {
        const auto change = protocol::decode_change(rows.text(0));
        if (!change) continue;
        for (const Attachment& named : attachments_of(*change))
            if (named.blob == hash) return true;
    }
    return false;
}

void BlobStore::drop_unnamed(const std::optional<Hash>& of) {
    Savepoint together(db_);
    drop_references(of);
    const auto run = [&](const std::string& sql) {
        Statement statement = db_.prepare(sql);
        if (of) statement.bind(1, Blob(*of));
        statement.run();
    };
    run("delete from blob where " + files_of(of) +
        " and not (saved = 1 and sent in (0, 3) and have = size)"
        " and not exists(select 1 from blob_reference where hash = blob.hash)");
    run("update blob set named = 0 where " + files_of(of) +
        " and named = 1 and saved = 0"
        " and not exists(select 1 from blob_reference join record on record.id = blob_reference.record"
        " where blob_reference.hash = blob.hash and blob_reference.named = 1)");  // only an attempt holds it by now
    run("delete from blob_part where " + files_of(of) +
        " and not exists(select 1 from blob where hash = blob_part.hash)");
    together.release();
}

}  // namespace nuong::client
