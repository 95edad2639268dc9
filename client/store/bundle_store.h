// BundleStore: the key that a device signs with, and what it needs so that changes can travel as files: the district's
// key it seals to, and the parcels that it carries for others, which it cannot read.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/base/hash.h"
#include "shared/protocol/bundle.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

struct CarriedParcel {
    Hash hash{};
    DeviceId maker;
    std::uint64_t first = 0, count = 0;  // seq of its first change, and how many there are
    std::string bytes;

    std::uint64_t last() const { return first + count - 1; }
};

class BundleStore {
public:
    explicit BundleStore(Database& db) : db_(db) {}

    // Made at the first call; call outside a transaction, so that it is durable before anybody hears of it.
    SigningKey signing_key();
    // To which bundles are sealed; nothing while no server is known to know ours.
    std::optional<KeyBytes> district();
    // Whose orders count, also while nobody knows our key.
    std::optional<KeyBytes> known_district();
    // False: the server should be told our key, and asked for the district's.
    bool is_known_to_server();
    // A server says it at a sync. Only the first counts: a relay cannot put its own in that place.
    void take_district(const KeyBytes& key);
    // With a code the district itself says it: at the enrolment, before the first sync, or when it vouches for our key.
    void note_district(const KeyBytes& key);
    // Another incarnation of the server may not know our key, and may take what it refused before.
    void doubt_server();
    // This store goes on as another device: it signs with another key, which it has to tell; the district is the same.
    void change_key(const SigningKey& key);

    // Changes went out in a bundle, and the server may have them before it hears from us.
    void note_export();
    void note_answer();
    bool has_exported();

    // False when it is here already.
    bool carry(const protocol::Parcel& parcel, Instant now);
    std::size_t carried_bytes();
    bool is_carrying();  // anything that was not refused
    // One after the other, all that was not refused, those of one maker in the order of their changes.
    std::optional<CarriedParcel> next_carried(const std::optional<CarriedParcel>& after);
    void delivered(const Hash& hash);
    void refused(const Hash& hash, const std::string& code);

private:
    Database& db_;
};

}  // namespace nuong::client
