#include "tests/world/room/seeded_random.h"

#include <sodium.h>

#include <random>

#include "shared/base/random.h"

namespace nuong::simulated {
namespace {

std::mt19937_64& source() {
    static std::mt19937_64 numbers;
    return numbers;
}

const char* name() { return "seeded"; }
std::uint32_t number() { return static_cast<std::uint32_t>(source()()); }
void fill(void* into, std::size_t size) {
    auto* bytes = static_cast<unsigned char*>(into);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<unsigned char>(source()());
}

}  // namespace

void seed_all_random(std::uint64_t seed) {
    static randombytes_implementation seeded{name, number, nullptr, nullptr, fill, nullptr};
    randombytes_set_implementation(&seeded);
    ready_crypto();
    source().seed(seed);
}

}  // namespace nuong::simulated
