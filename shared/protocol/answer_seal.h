// What the top of a district answers is for the device alone that asks. A relay sees the tokens of the devices behind
// it, and a token is enough to ask; so what is told under one is sealed with a key that only the device and the top can
// make (of what it signs with, and of the district's own key), and whoever else has the token reads nothing.
//
// A device says that it knows the key by a mark, the same each time, in the header `Nuong-Seal`. Whoever repeats it
// gets answers that they cannot open. Sealed answers carry `Nuong-Sealed: 1`. Relays and servers that are older seal
// nothing.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/seal.h"
#include "shared/model/ids.h"

namespace nuong::protocol {

struct AnswerSeal {
    std::string mark;
    SecretKey key{};
};

// On the device; at the top, for one of the keys that the device signs with. Nothing when the other's is not a key.
std::optional<AnswerSeal> answer_seal(DeviceId device, const SigningKey& own, const KeyBytes& district);
std::optional<AnswerSeal> answer_seal(DeviceId device, const KeyBytes& signing_key, const SealKey& top);

std::string seal_answer(std::string_view body, const AnswerSeal& seal);
// Nothing when it was changed, or was sealed for somebody else.
std::optional<std::string> open_answer(std::string_view sealed, const AnswerSeal& seal);

}  // namespace nuong::protocol
