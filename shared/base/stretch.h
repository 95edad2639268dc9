// Makes long keys out of a short secret so slowly that nobody can try all short secrets (Argon2id, RFC 9106, by
// libsodium).
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "shared/base/seal.h"

namespace nuong {

struct StretchedKeys {
    SecretKey first, second;  // neither tells anything of the other
};

// One pass over a mebibyte: about a millisecond. For secrets that are made by chance, of 60 bits and more; a PIN needs
// far more (client/store/keyring.h). `purpose`: 16 letters that say what the keys are for.
// Errors: std::runtime_error when there is no memory for it.
StretchedKeys stretched(std::string_view secret, const std::array<char, 16>& purpose);

}  // namespace nuong
