#include "shared/base/hash.h"

#include <sodium.h>

#include <span>

#include "shared/base/encoding.h"

namespace nuong {

Hash sha256(std::string_view bytes) {
    Hash hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return hash;
}

std::string to_hex(const Hash& hash) { return to_hex(std::span<const std::uint8_t>(hash)); }

}  // namespace nuong
