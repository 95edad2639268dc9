// Signing and sealing, by libsodium: Ed25519 says who made some bytes; a sealed box (X25519, XSalsa20-Poly1305) can be
// opened by the holder of one secret key only, not even by whoever sealed it.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/hash.h"

namespace nuong {

using KeyBytes = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

void forget(KeyBytes& secret);
void forget(std::string& secret);
void forget(std::vector<std::uint8_t>& secret);

// The secret part of a key. Whatever held it is wiped before it is given back: a copy when it is gone or replaced, and
// what it was moved away from.
class SecretKey {
public:
    SecretKey() = default;
    SecretKey(KeyBytes bytes) : bytes_(bytes) { forget(bytes); }
    SecretKey(const SecretKey&) = default;
    SecretKey(SecretKey&& other) noexcept : bytes_(other.bytes_) { forget(other.bytes_); }
    SecretKey& operator=(const SecretKey&) = default;
    SecretKey& operator=(SecretKey&& other) noexcept {
        if (this == &other) return *this;
        bytes_ = other.bytes_;
        forget(other.bytes_);
        return *this;
    }
    ~SecretKey() { forget(bytes_); }

    const KeyBytes& bytes() const { return bytes_; }
    bool operator==(const SecretKey&) const = default;

private:
    KeyBytes bytes_{};
};

// The secret part is the seed of RFC 8032, from which everything follows.
struct SigningKey {
    SecretKey seed{};
    KeyBytes public_key{};
};
SigningKey make_signing_key();
SigningKey signing_key_of(SecretKey seed);
Signature sign(std::string_view bytes, const SigningKey& key);
bool is_signed(std::string_view bytes, const Signature& signature, const KeyBytes& public_key);

struct SealKey {
    SecretKey secret{};
    KeyBytes public_key{};
};
SealKey make_seal_key();
SealKey seal_key_of(SecretKey secret);

inline constexpr std::size_t seal_bytes = 48;  // how much longer the sealed bytes are
// Nothing when `public_key` is not a key to which anything can be sealed.
std::optional<std::string> seal(std::string_view bytes, const KeyBytes& public_key);
// Nothing when they were changed, or sealed to another key.
std::optional<std::string> unseal(std::string_view sealed, const SealKey& key);

// What two can make of their keys without a word, and nobody else: who signs with a key, and to whom is sealed with one
// (X25519, the signing key in its form for that curve). Nothing when the other's is not a key.
std::optional<KeyBytes> common_key(const SigningKey& own, const KeyBytes& others_seal_key);
std::optional<KeyBytes> common_key(const SealKey& own, const KeyBytes& others_signing_key);

// Opened by whoever has the same key, and noticed when it was changed (XSalsa20-Poly1305).
inline constexpr std::size_t lock_bytes = 40;  // how much longer the locked bytes are
std::string lock(std::string_view bytes, const KeyBytes& key);
std::optional<std::string> unlock(std::string_view locked, const KeyBytes& key);

// Says that whoever made it knew `key` (HMAC-SHA-256). Compared in a time that tells nothing.
Hash keyed_hash(std::string_view bytes, const KeyBytes& key);
bool is_keyed_hash(std::string_view bytes, const KeyBytes& key, const Hash& hash);

}  // namespace nuong
