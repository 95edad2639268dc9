// Randomness that can be lived through twice: ids, keys, tokens and sealed boxes of a world come from its seed, by way
// of the door that libsodium has for this. Worlds only; everywhere else randomness is the operating system's.
#pragma once
#include <cstdint>

namespace nuong::simulated {

void seed_all_random(std::uint64_t seed);

}  // namespace nuong::simulated
