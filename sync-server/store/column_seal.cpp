#include "sync-server/store/column_seal.h"

#include <sodium.h>

namespace nuong {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == std::tuple_size_v<KeyBytes>);

}  // namespace

ColumnSeal::ColumnSeal(const DatabaseKey& key) {
    constexpr char purpose[crypto_kdf_CONTEXTBYTES + 1] = "nuongcol";
    crypto_kdf_derive_from_key(key_.data(), key_.size(), 1, purpose, key.bytes().data());
}

ColumnSeal::~ColumnSeal() { forget(key_); }

std::string ColumnSeal::seal(std::string_view value) const {
    if (value.empty()) return "";
    std::string sealed(nonce_bytes + value.size() + tag_bytes, '\0');
    auto* const bytes = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(bytes, nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + nonce_bytes, nullptr,
                                               reinterpret_cast<const unsigned char*>(value.data()), value.size(),
                                               nullptr, 0, nullptr, bytes, key_.data());
    return sealed;
}

std::string ColumnSeal::open(Blob sealed) const {
    if (sealed.empty()) return "";
    if (sealed.size() < nonce_bytes + tag_bytes)
        throw DatabaseError(DatabaseError::Kind::damaged, "a sealed value is cut off");
    std::string value(sealed.size() - nonce_bytes - tag_bytes, '\0');
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(value.data()), nullptr, nullptr, sealed.data() + nonce_bytes,
        sealed.size() - nonce_bytes, nullptr, 0, sealed.data(), key_.data());
    if (opened != 0) throw DatabaseError(DatabaseError::Kind::damaged, "a sealed value does not open with this key");
    return value;
}

}  // namespace nuong
