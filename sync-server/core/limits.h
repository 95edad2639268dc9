// How much one request may ask of the server.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace nuong::limits {

inline constexpr std::uint32_t page_bytes_min = 4 * 1024;
inline constexpr std::uint32_t page_bytes_max = 4 * 1024 * 1024;
inline constexpr std::size_t steps_per_page_max = 5'000;     // also those that the role may not read
inline constexpr std::size_t state_bytes_max = 1024 * 1024;  // of one record
inline constexpr std::chrono::minutes clock_ahead_max{5};    // a time further ahead is taken back to this
inline constexpr std::chrono::hours code_lifetime{3 * 24};   // printed on Friday for a training on Monday
inline constexpr std::chrono::hours recovery_lifetime{1};    // it opens a store: as long as a call takes
inline constexpr std::size_t wrong_codes_max = 10;           // per address and window
inline constexpr std::size_t wrong_codes_total_max = 1'000;  // of all addresses
inline constexpr std::chrono::minutes wrong_codes_window{10};
inline constexpr std::size_t comparisons_max = 20;  // of buckets, per device and window
inline constexpr std::size_t comparisons_total_max = 1'000;
inline constexpr std::chrono::minutes comparisons_window{60};
inline constexpr std::uint64_t counted_ahead_max = 200'000;  // records; a device is not told of more
inline constexpr std::size_t principals_max = 20'000;        // remembered
inline constexpr std::size_t signing_keys_max = 8;           // per device
inline constexpr std::size_t audit_steps_max = 2'000;        // more than a device keeps of what it has sent

}  // namespace nuong::limits
