// Fingerprints, base64, signatures and identifiers.
#include <openssl/evp.h>

#include <array>

#include "shared/base/encoding.h"
#include "shared/base/random.h"
#include "shared/base/text.h"
#include "shared/base/uuid.h"
#include "shared/forms/functions.h"

namespace nuong::forms {
namespace {

using Bytes = std::vector<std::uint8_t>;

struct Algorithm {
    std::string_view name;
    const EVP_MD* (*make)();
};
constexpr std::array<Algorithm, 5> algorithms{
    {{"MD5", EVP_md5}, {"SHA-1", EVP_sha1}, {"SHA-256", EVP_sha256}, {"SHA-384", EVP_sha384}, {"SHA-512", EVP_sha512}}};

std::string base64(std::span<const std::uint8_t> bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::optional<Bytes> from_base64(std::string text) {
    std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
    const std::size_t padding = text.size() - std::min(text.find_last_not_of('=') + 1, text.size());
    if (text.size() % 4 != 0 || padding > 2) return std::nullopt;
    Bytes bytes(text.size() / 4 * 3 + 1);
    const int length = EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                                       static_cast<int>(text.size()));
    if (length < 0) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(length) - padding);
    return bytes;
}

Datum run_digest(const Call& call) {
    const std::string text = call.text(0), name = call.text(1);
    const std::string encoding = call.size() > 2 ? call.text(2) : "base64";
    for (const Algorithm& algorithm : algorithms) {
        if (algorithm.name != name || (encoding != "hex" && encoding != "base64")) continue;
        std::array<std::uint8_t, EVP_MAX_MD_SIZE> hash{};
        unsigned length = 0;
        if (EVP_Digest(text.data(), text.size(), hash.data(), &length, algorithm.make(), nullptr) != 1) break;
        const auto bytes = std::span(hash).first(length);
        return Datum(encoding == "hex" ? to_hex(bytes) : base64(bytes));
    }
    fail(call.evaluation(), "digest() không biết thuật toán hay cách viết này.",
         "digest() does not know this algorithm or encoding.");
    return Datum();
}

Datum text_datum(const Bytes& bytes) {
    const std::string text(bytes.begin(), bytes.end());
    return is_utf8(text) ? Datum(text) : Datum();
}

Datum run_base64_decode(const Call& call) {
    const auto bytes = from_base64(call.text(0));
    return bytes ? text_datum(*bytes) : Datum(std::string());
}

// A signed message is 64 bytes of an Ed25519 signature and then the message; a forged one gives a blank.
Datum run_extract_signed(const Call& call) {
    const auto message = from_base64(call.text(0)), key = from_base64(call.text(1));
    constexpr std::size_t signature_bytes = 64;
    if (!message || !key || message->size() < signature_bytes) return Datum(std::string());
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> owner(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key->data(), key->size()), EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> check(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const bool is_signed = owner && check &&
                           EVP_DigestVerifyInit(check.get(), nullptr, nullptr, nullptr, owner.get()) == 1 &&
                           EVP_DigestVerify(check.get(), message->data(), signature_bytes,
                                            message->data() + signature_bytes, message->size() - signature_bytes) == 1;
    return is_signed ? text_datum(Bytes(message->begin() + signature_bytes, message->end())) : Datum(std::string());
}

Datum run_uuid(const Call& call) {
    if (call.size() == 0) {
        std::array<std::uint8_t, 16> bytes{};
        fill_random(bytes);
        bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40);
        bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
        std::string text = to_hex(bytes);
        for (const std::size_t at : {20u, 16u, 12u, 8u}) text.insert(at, 1, '-');
        return Datum(std::move(text));
    }
    const auto length = static_cast<std::size_t>(std::clamp(call.number(0).value_or(0), 0.0, 1'000.0));
    static constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    Bytes bytes(length);
    fill_random(bytes);
    std::string text;
    for (const std::uint8_t byte : bytes) text += letters[byte % letters.size()];
    return Datum(std::move(text));
}

constexpr Function digest_table[] = {
    {"digest", 2, 3, Kind::text, run_digest},
    {"base64-decode", 1, 1, Kind::text, run_base64_decode},
    {"extract-signed", 2, 2, Kind::text, run_extract_signed},
    {"uuid", 0, 1, Kind::text, run_uuid, Needs::one_time},
};

}  // namespace

std::span<const Function> digest_functions() { return digest_table; }

}  // namespace nuong::forms
