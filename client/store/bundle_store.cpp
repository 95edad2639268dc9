#include "client/store/bundle_store.h"

#include <algorithm>

namespace nuong::client {
namespace {

KeyBytes key_from(Blob blob) {
    KeyBytes key{};
    std::copy_n(blob.begin(), std::min(blob.size(), key.size()), key.begin());
    return key;
}

std::int64_t integer_of(std::uint64_t count) { return static_cast<std::int64_t>(count); }

}  // namespace

SigningKey BundleStore::signing_key() {
    const auto held = [this]() -> std::optional<SigningKey> {
        Statement row = db_.prepare("select seed from bundle_key");
        if (!row.step()) return std::nullopt;
        KeyBytes seed = key_from(row.blob(0));
        auto key = signing_key_of(seed);
        forget(seed);
        return key;
    };
    if (auto key = held()) return *std::move(key);
    const SigningKey fresh = make_signing_key();
    // Another connection may have been quicker.
    db_.prepare("insert or ignore into bundle_key(id, seed) values(0, ?)").bind(1, Blob(fresh.seed.bytes())).run();
    return held().value_or(fresh);
}

// `told`: whether a server knows our key. 1: yes; 0: it did, or knows it from our enrolment; -1: nobody has heard of
// it.
std::optional<KeyBytes> BundleStore::district() {
    return db_.integer_of("select told from bundle_key") < 0 ? std::nullopt : known_district();
}

std::optional<KeyBytes> BundleStore::known_district() {
    Statement row = db_.prepare("select district from bundle_key where district is not null");
    if (!row.step()) return std::nullopt;
    return key_from(row.blob(0));
}

bool BundleStore::is_known_to_server() { return db_.integer_of("select told from bundle_key") > 0; }

void BundleStore::take_district(const KeyBytes& key) {
    db_.prepare("update bundle_key set district = ?1, told = 1 where district is null or district = ?1")
        .bind(1, Blob(key))
        .run();
}

void BundleStore::note_district(const KeyBytes& key) {
    db_.prepare("update bundle_key set district = ?, told = max(told, 0)").bind(1, Blob(key)).run();
}

void BundleStore::doubt_server() {
    db_.execute("update bundle_key set told = min(told, 0); update carried set refused = ''");
}

void BundleStore::change_key(const SigningKey& key) {
    db_.prepare(
           "insert into bundle_key(id, seed) values(0, ?)"
           " on conflict(id) do update set seed = excluded.seed, told = -1, exported = 0")
        .bind(1, Blob(key.seed.bytes()))
        .run();
}

void BundleStore::note_export() { db_.execute("update bundle_key set exported = 1"); }
void BundleStore::note_answer() {
    if (has_exported()) db_.execute("update bundle_key set exported = 0");
}
bool BundleStore::has_exported() { return db_.integer_of("select exported from bundle_key") != 0; }

bool BundleStore::carry(const protocol::Parcel& parcel, Instant now) {
    const Hash hash = sha256(parcel.bytes);
    const std::string maker = to_string(parcel.head.maker);
    db_.prepare("insert or ignore into carried(hash, maker, first, count, parcel, taken_in) values(?,?,?,?,?,?)")
        .bind(1, Blob(hash))
        .bind(2, maker)
        .bind(3, integer_of(parcel.head.first))
        .bind(4, std::int64_t{parcel.head.count})
        .bind(5, Blob(reinterpret_cast<const std::uint8_t*>(parcel.bytes.data()), parcel.bytes.size()))
        .bind(6, now.time_since_epoch().count())
        .run();
    return db_.changes() > 0;
}

std::size_t BundleStore::carried_bytes() {
    return static_cast<std::size_t>(db_.integer_of("select coalesce(sum(length(parcel)), 0) from carried"));
}

bool BundleStore::is_carrying() {
    return db_.integer_of("select exists(select 1 from carried where refused = '')") != 0;
}

std::optional<CarriedParcel> BundleStore::next_carried(const std::optional<CarriedParcel>& after) {
    const std::string maker = after ? to_string(after->maker) : std::string();
    Statement row = db_.prepare(
        "select hash, maker, first, count, parcel from carried where refused = '' and (maker, first, hash) > (?, ?, ?)"
        " order by maker, first, hash limit 1");
    row.bind(1, maker).bind(2, after ? integer_of(after->first) : 0).bind(3, after ? Blob(after->hash) : Blob());
    if (!row.step()) return std::nullopt;
    const Blob bytes = row.blob(4);
    return CarriedParcel{key_from(row.blob(0)), parse_device_id(row.text(1)).value_or(DeviceId()),
                         static_cast<std::uint64_t>(row.integer(2)), static_cast<std::uint64_t>(row.integer(3)),
                         std::string(bytes.begin(), bytes.end())};
}

void BundleStore::delivered(const Hash& hash) {
    db_.prepare("delete from carried where hash = ?").bind(1, Blob(hash)).run();
}

void BundleStore::refused(const Hash& hash, const std::string& code) {
    db_.prepare("update carried set refused = ? where hash = ?").bind(1, code).bind(2, Blob(hash)).run();
}

}  // namespace nuong::client
