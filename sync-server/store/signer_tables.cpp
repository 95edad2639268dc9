// What devices sign with, and what they have signed.
#include "sync-server/store/columns.h"
#include "sync-server/store/tables.h"

namespace nuong::tables {
namespace {

using namespace columns;

Signature signature_from(Blob blob) {
    Signature signature{};
    std::copy_n(blob.begin(), std::min(blob.size(), signature.size()), signature.begin());
    return signature;
}

}  // namespace

std::vector<KeyBytes> signing_keys(Sql& db, DeviceId device) {
    Query statement = db.prepare("select key from signing_key where device = ? order by told desc, key");
    statement.bind(1, integer_of(device));
    std::vector<KeyBytes> keys;
    while (statement.step()) keys.push_back(hash_from(statement.blob(0)));
    return keys;
}

void add_signing_key(Sql& db, DeviceId device, const KeyBytes& key, Instant told, std::size_t most) {
    db.prepare("insert into signing_key(device, key, told) values(?,?,?) on conflict do nothing")
        .bind(1, integer_of(device))
        .bind(2, blob_of(key))
        .bind(3, integer_of(told))
        .run();
    const std::vector<KeyBytes> keys = signing_keys(db, device);
    for (std::size_t i = most; i < keys.size(); ++i)
        db.prepare("delete from signing_key where device = ? and key = ?")
            .bind(1, integer_of(device))
            .bind(2, blob_of(keys[i]))
            .run();
}

std::vector<protocol::Signer> signers(Sql& db, DeviceId device) {
    Query rows = db.prepare("select key, signs from signing_key where device = ? order by told desc, key");
    rows.bind(1, integer_of(device));
    std::vector<protocol::Signer> signers;
    while (rows.step()) signers.push_back({device, hash_from(rows.blob(0)), rows.integer(1) != 0});
    return signers;
}

void note_signs(Sql& db, DeviceId device, const KeyBytes& key) {
    db.prepare("update signing_key set signs = 1 where device = ? and key = ? and signs = 0")
        .bind(1, integer_of(device))
        .bind(2, blob_of(key))
        .run();
}

std::optional<Instant> signs_since(Sql& db, DeviceId device) {
    Query row = db.prepare("select told from signing_key where device = ? and signs <> 0 order by told limit 1");
    row.bind(1, integer_of(device));
    return row.step() ? std::optional(instant_from(row.integer(0))) : std::nullopt;
}

void drop_signing_key(Sql& db, DeviceId device, const KeyBytes& key) {
    db.prepare("delete from signing_key where device = ? and key = ?")
        .bind(1, integer_of(device))
        .bind(2, blob_of(key))
        .run();
}

void add_run_signature(Sql& db, DeviceId device, const RunSignatureRow& row) {
    db.prepare(
          "insert into run_signature(device, seq, signature) values(?,?,?)"
          " on conflict(device, seq) do update set signature = excluded.signature")
        .bind(1, integer_of(device))
        .bind(2, integer_of(row.seq))
        .bind(3, Blob(row.signature))
        .run();
}

std::vector<RunSignatureRow> run_signatures(Sql& db, DeviceId device, std::uint64_t after, std::size_t limit) {
    Query rows =
        db.prepare("select seq, signature from run_signature where device = ? and seq > ? order by seq limit ?");
    rows.bind(1, integer_of(device)).bind(2, integer_of(after)).bind(3, integer_of(std::uint64_t{limit}));
    std::vector<RunSignatureRow> signatures;
    while (rows.step()) signatures.push_back({count_from(rows.integer(0)), signature_from(rows.blob(1))});
    return signatures;
}

}  // namespace nuong::tables
