#include "shared/base/seal.h"

#include <sodium.h>

#include "shared/base/random.h"

namespace nuong {
namespace {

static_assert(crypto_box_SEALBYTES == seal_bytes && crypto_sign_BYTES == std::tuple_size_v<Signature>);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

using LongKey = std::array<unsigned char, crypto_sign_SECRETKEYBYTES>;  // seed and public key, as libsodium wants it

LongKey long_key_of(const SecretKey& seed, KeyBytes& public_key) {
    LongKey key;
    crypto_sign_seed_keypair(public_key.data(), key.data(), seed.bytes().data());
    return key;
}

SecretKey random_secret() {
    KeyBytes bytes;
    fill_random(bytes);
    SecretKey secret(bytes);
    forget(bytes);
    return secret;
}

}  // namespace

SigningKey signing_key_of(SecretKey seed) {
    ready_crypto();
    SigningKey key{std::move(seed), {}};
    LongKey secret = long_key_of(key.seed, key.public_key);
    sodium_memzero(secret.data(), secret.size());
    return key;
}

SigningKey make_signing_key() { return signing_key_of(random_secret()); }

Signature sign(std::string_view bytes, const SigningKey& key) {
    ready_crypto();
    KeyBytes public_key;
    LongKey secret = long_key_of(key.seed, public_key);
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, bytes_of(bytes), bytes.size(), secret.data());
    sodium_memzero(secret.data(), secret.size());
    return signature;
}

bool is_signed(std::string_view bytes, const Signature& signature, const KeyBytes& public_key) {
    ready_crypto();
    return crypto_sign_verify_detached(signature.data(), bytes_of(bytes), bytes.size(), public_key.data()) == 0;
}

SealKey seal_key_of(SecretKey secret) {
    ready_crypto();
    SealKey key{std::move(secret), {}};
    crypto_scalarmult_base(key.public_key.data(), key.secret.bytes().data());
    return key;
}

SealKey make_seal_key() { return seal_key_of(random_secret()); }

std::optional<std::string> seal(std::string_view bytes, const KeyBytes& public_key) {
    ready_crypto();
    std::string sealed(bytes.size() + seal_bytes, '\0');
    if (crypto_box_seal(bytes_of(sealed), bytes_of(bytes), bytes.size(), public_key.data()) != 0) return std::nullopt;
    return sealed;
}

std::optional<std::string> unseal(std::string_view sealed, const SealKey& key) {
    ready_crypto();
    if (sealed.size() < seal_bytes) return std::nullopt;
    std::string bytes(sealed.size() - seal_bytes, '\0');
    if (crypto_box_seal_open(bytes_of(bytes), bytes_of(sealed), sealed.size(), key.public_key.data(),
                             key.secret.bytes().data()) != 0)
        return std::nullopt;
    return bytes;
}

namespace {

// The bare product is not evenly spread; what it is for, and of whom, goes into the key (as libsodium advises).
std::optional<KeyBytes> key_from_product(const KeyBytes& secret, const KeyBytes& others, const KeyBytes& signs,
                                         const KeyBytes& seals) {
    KeyBytes product{};
    if (crypto_scalarmult(product.data(), secret.data(), others.data()) != 0) return std::nullopt;
    std::string text = "nuong common 1\n";
    for (const KeyBytes& part : {product, signs, seals}) text.append(part.begin(), part.end());
    const KeyBytes key = sha256(text);
    forget(product);
    forget(text);
    return key;
}

}  // namespace

std::optional<KeyBytes> common_key(const SigningKey& own, const KeyBytes& others_seal_key) {
    ready_crypto();
    KeyBytes public_key, secret;
    LongKey long_key = long_key_of(own.seed, public_key);
    crypto_sign_ed25519_sk_to_curve25519(secret.data(), long_key.data());
    sodium_memzero(long_key.data(), long_key.size());
    auto key = key_from_product(secret, others_seal_key, own.public_key, others_seal_key);
    forget(secret);
    return key;
}

std::optional<KeyBytes> common_key(const SealKey& own, const KeyBytes& others_signing_key) {
    ready_crypto();
    KeyBytes other{};
    if (crypto_sign_ed25519_pk_to_curve25519(other.data(), others_signing_key.data()) != 0) return std::nullopt;
    return key_from_product(own.secret.bytes(), other, others_signing_key, own.public_key);
}

std::string lock(std::string_view bytes, const KeyBytes& key) {
    static_assert(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES == lock_bytes);
    static_assert(crypto_secretbox_KEYBYTES == sizeof(KeyBytes));
    ready_crypto();
    std::string locked(bytes.size() + lock_bytes, '\0');
    unsigned char* nonce = bytes_of(locked);
    randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, bytes_of(bytes), bytes.size(), nonce, key.data());
    return locked;
}

std::optional<std::string> unlock(std::string_view locked, const KeyBytes& key) {
    ready_crypto();
    if (locked.size() < lock_bytes) return std::nullopt;
    const unsigned char* nonce = bytes_of(locked);
    std::string bytes(locked.size() - lock_bytes, '\0');
    if (crypto_secretbox_open_easy(bytes_of(bytes), nonce + crypto_secretbox_NONCEBYTES,
                                   locked.size() - crypto_secretbox_NONCEBYTES, nonce, key.data()) != 0)
        return std::nullopt;
    return bytes;
}

Hash keyed_hash(std::string_view bytes, const KeyBytes& key) {
    ready_crypto();
    static_assert(crypto_auth_hmacsha256_BYTES == sizeof(Hash) && crypto_auth_hmacsha256_KEYBYTES == sizeof(KeyBytes));
    Hash hash{};
    crypto_auth_hmacsha256(hash.data(), bytes_of(bytes), bytes.size(), key.data());
    return hash;
}

bool is_keyed_hash(std::string_view bytes, const KeyBytes& key, const Hash& hash) {
    return crypto_verify_32(keyed_hash(bytes, key).data(), hash.data()) == 0;
}

void forget(KeyBytes& secret) { sodium_memzero(secret.data(), secret.size()); }
void forget(std::string& secret) { sodium_memzero(secret.data(), secret.size()); }
void forget(std::vector<std::uint8_t>& secret) { sodium_memzero(secret.data(), secret.size()); }

}  // namespace nuong
