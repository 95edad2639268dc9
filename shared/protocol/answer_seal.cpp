#include "shared/protocol/answer_seal.h"

#include <algorithm>

#include "shared/base/encoding.h"

namespace nuong::protocol {
namespace {

std::optional<AnswerSeal> seal_under(DeviceId device, std::optional<KeyBytes> common) {
    if (!common) return std::nullopt;
    const Hash mark = keyed_hash("nuong reader 1\n" + to_string(device), *common);
    KeyBytes key = keyed_hash("nuong answers 1\n" + to_string(device), *common);
    AnswerSeal seal{to_base64url(std::vector<std::uint8_t>(mark.begin(), mark.begin() + mark.size() / 2)), key};
    forget(key);
    forget(*common);
    return seal;
}

}  // namespace

std::optional<AnswerSeal> answer_seal(DeviceId device, const SigningKey& own, const KeyBytes& district) {
    return seal_under(device, common_key(own, district));
}

std::optional<AnswerSeal> answer_seal(DeviceId device, const KeyBytes& signing_key, const SealKey& top) {
    return seal_under(device, common_key(top, signing_key));
}

std::string seal_answer(std::string_view body, const AnswerSeal& seal) { return lock(body, seal.key.bytes()); }

std::optional<std::string> open_answer(std::string_view sealed, const AnswerSeal& seal) {
    return unlock(sealed, seal.key.bytes());
}

}  // namespace nuong::protocol
