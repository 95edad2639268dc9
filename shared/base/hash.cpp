#include "shared/base/hash.h"

#include <openssl/evp.h>

#include <algorithm>
#include <span>
#include <stdexcept>

#include "shared/base/encoding.h"

namespace nuong {

// By OpenSSL, which SQLCipher brings into every program anyway: it uses what the processor has for this and is three to
// four times as fast as libsodium, which is felt where thousands of changes are hashed.
Hash sha256(std::string_view bytes) {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);  // asked for once: it is a search
    Hash hash{};
    if (!algorithm || EVP_Digest(bytes.data(), bytes.size(), hash.data(), nullptr, algorithm, nullptr) != 1)
        throw std::runtime_error("OpenSSL has no SHA-256");
    return hash;
}

std::string to_hex(const Hash& hash) { return to_hex(std::span<const std::uint8_t>(hash)); }

std::optional<Hash> hash_from_hex(std::string_view digits) {
    const auto bytes = from_hex(digits);
    Hash hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

}  // namespace nuong
