#include "shared/base/stretch.h"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

#include "shared/base/random.h"

namespace nuong {

StretchedKeys stretched(std::string_view secret, const std::array<char, 16>& purpose) {
    static_assert(crypto_pwhash_SALTBYTES == 16);
    constexpr std::size_t memory_bytes = std::size_t{1} << 20;
    constexpr unsigned long long passes = 1;
    ready_crypto();
    std::array<std::uint8_t, 2 * sizeof(KeyBytes)> both{};
    if (crypto_pwhash(both.data(), both.size(), secret.data(), secret.size(),
                      reinterpret_cast<const unsigned char*>(purpose.data()), passes, memory_bytes,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("no memory for Argon2id");
    KeyBytes first{}, second{};
    std::copy_n(both.begin(), first.size(), first.begin());
    std::copy_n(both.begin() + first.size(), second.size(), second.begin());
    sodium_memzero(both.data(), both.size());
    StretchedKeys keys{first, second};
    forget(first);
    forget(second);
    return keys;
}

}  // namespace nuong
