// How large anything from outside may be. Checked before memory is taken for it.
#pragma once
#include <cstddef>
#include <cstdint>

namespace nuong::protocol {

inline constexpr std::size_t body_bytes_max = 8u << 20;   // of a request or answer, as sent
inline constexpr std::size_t text_bytes_max = 32u << 20;  // of the JSON inside
inline constexpr std::size_t inflate_ratio_max = 1000;    // more than our own data ever compresses
inline constexpr std::size_t changes_max = 10'000;        // per request
inline constexpr std::size_t writes_max = 5'000;          // per change
// A value lies deeper in an answer than in a request: what is taken in must be well within json_depth_max everywhere.
inline constexpr int fields_depth_max = 4;
// Larger, a dot that one device names could leave another no number to count on with.
inline constexpr std::uint64_t dot_n_max = std::uint64_t{1} << 53;
inline constexpr std::size_t erasures_max = 500;   // told in one answer
inline constexpr std::size_t doubted_max = 32;     // their states must fit into one answer
inline constexpr std::size_t marked_max = 20'000;  // records of one answer about buckets; at least one bucket
inline constexpr std::size_t cursors_max = 1'000;
inline constexpr std::size_t path_bytes_max = 256;
inline constexpr std::size_t value_bytes_max = 256u << 10;
inline constexpr std::size_t name_bytes_max = 200;  // of a form, user, area, device name

inline constexpr std::size_t schemas_max = 1'000;       // asked for at once
inline constexpr std::size_t schemas_bytes = 4u << 20;  // of one answer; more only when one document is larger
inline constexpr std::size_t document_bytes_max = 16u << 20;

inline constexpr std::size_t bundle_bytes_max = 64u << 20;    // of a file
inline constexpr std::size_t parcels_max = 4'096;             // per file
inline constexpr std::size_t parcel_text_bytes = 256u << 10;  // of changes; more than one only when they are small
inline constexpr std::size_t sealed_bytes_max = body_bytes_max - 4096;  // a parcel must travel in a request

}  // namespace nuong::protocol
