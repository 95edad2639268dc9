// Random bytes from the operating system. Identity and keys depend on them, so there is no seed and no fake here;
// what must be repeatable in a test takes its numbers by argument.
#pragma once
#include <cstdint>
#include <span>

namespace nuong {

// Before any other use of the cryptographic library; repeated calls cost nothing.
void ready_crypto();

void fill_random(std::span<std::uint8_t> bytes);
std::uint64_t random_u64();

}  // namespace nuong
