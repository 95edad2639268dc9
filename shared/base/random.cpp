#include "shared/base/random.h"

#include <sodium.h>

#include <cstdlib>

namespace nuong {

void ready_crypto() {
    static const bool ready = sodium_init() >= 0;
    if (!ready) std::abort();  // no randomness: every id and key made from here on would be worthless
}

void fill_random(std::span<std::uint8_t> bytes) {
    ready_crypto();
    randombytes_buf(bytes.data(), bytes.size());
}

std::uint64_t random_u64() {
    std::uint64_t value = 0;
    fill_random({reinterpret_cast<std::uint8_t*>(&value), sizeof value});
    return value;
}

}  // namespace nuong
