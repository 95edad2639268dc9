// Bundles: changes that travel as a file, on a stick or in the hands of a colleague. A bundle is a box of parcels. A
// parcel is the body of one sync request, sealed to the district's key and signed by the device that made the changes:
// whoever carries it can see that it is whole, and nothing else. The format is told in schemas/protocol/bundle.md.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/seal.h"
#include "shared/protocol/messages.h"

namespace nuong::protocol {

inline constexpr std::uint32_t bundle_version = 1;

// What can be read of a parcel without the district's key.
struct ParcelHead {
    KeyBytes district{};  // the public key of the server that may open it
    DeviceId maker;
    KeyBytes signer{};        // the maker's public key, as the parcel says
    std::uint64_t first = 0;  // seq of its first change
    std::uint32_t count = 0;  // of changes; their seq have no gaps

    std::uint64_t last() const { return first + count - 1; }
    bool operator==(const ParcelHead&) const = default;
};

struct Parcel {
    ParcelHead head;
    std::string bytes;  // all of it, as it travels

    bool operator==(const Parcel&) const = default;
};

// `changes`, as they lie in the log, are those that `head` names; `before` is the chain link before the first of them.
// `head.signer` is taken from `key`, which signs the run inside as well. Errors: invalid (too large to travel, or the
// district's key is none).
Result<Parcel> make_parcel(ParcelHead head, const Hash& before, const std::vector<std::string>& changes,
                           const SigningKey& key, Instant now);

// A bundle of parcels, each all of its bytes. REQUIRES: within the limits (parcels_max, bundle_bytes_max with
// bundle_frame_bytes).
inline constexpr std::size_t bundle_frame_bytes = 44;
std::string encode_bundle(const std::vector<std::string>& parcels);

// Everything that can be known without keys: nothing is damaged or missing, and each parcel is signed by the key that
// it names. Whether that is the maker's, only the server knows.
Result<std::vector<Parcel>> decode_bundle(std::string_view bytes);

Error for_another_server();

// What the parcel says, when it is for `key` and agrees with its own head.
Result<SyncRequest> open_parcel(const Parcel& parcel, const SealKey& key);

}  // namespace nuong::protocol
