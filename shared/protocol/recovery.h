// A lost PIN: how a device gets the key of its store back through its district. The device keeps a recovery box, which
// only the district can open; a one-time code of the district makes it open one. What the two say to each other is
// POST /v1/recover, told in schemas/protocol/README.md.
//
// The code does not travel. A keyed hash says that the device knows it, over everything that it sends: whoever passes
// the request on cannot have the answer sealed to a key of their own.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/hash.h"
#include "shared/base/result.h"
#include "shared/base/seal.h"
#include "shared/model/ids.h"

namespace nuong::protocol {

// What lies in a recovery box.
struct Recoverable {
    DeviceId device;
    UserId user;  // for whom the device was enrolled
    KeyBytes data_key{};

    bool operator==(const Recoverable&) const = default;
};
// Nothing when that is not a key to which anything can be sealed.
std::optional<std::string> seal_recoverable(const Recoverable& content, const KeyBytes& district);
// Nothing when it was changed, sealed to another key, or is anything else that the district can open.
std::optional<Recoverable> open_recoverable(std::string_view box, const SealKey& district);

struct RecoverRequest {
    DeviceId device;
    std::string box;  // as it lies on the device
    KeyBytes key{};   // made for this request: what the answer is sealed to
    Hash proof{};     // that the code is known

    bool operator==(const RecoverRequest&) const = default;
};

struct RecoverAnswer {
    std::string sealed;

    bool operator==(const RecoverAnswer&) const = default;
};

// What both sides make of a code, for one device alone.
SecretKey recovery_key(std::string_view code, DeviceId device);
Hash proof_of(const RecoverRequest& request, const SecretKey& recovery_key);
bool is_proven(const RecoverRequest& request, const SecretKey& recovery_key);

// The answer holds for its request alone.
std::optional<std::string> seal_data_key(const KeyBytes& data_key, const RecoverRequest& request);
std::optional<KeyBytes> open_data_key(std::string_view sealed, const RecoverRequest& request, const SealKey& key);

std::string encode(const RecoverRequest& request);
std::string encode(const RecoverAnswer& answer);
Result<RecoverRequest> decode_recover_request(std::string_view text);
Result<RecoverAnswer> decode_recover_answer(std::string_view text);

}  // namespace nuong::protocol
