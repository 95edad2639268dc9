// How the server's other types lie in columns: devices and times as 64-bit integers.
#pragma once
#include "shared/base/date.h"
#include "shared/model/ids.h"
#include "shared/sqlite/columns.h"

namespace nuong::columns {

inline std::int64_t integer_of(DeviceId device) { return static_cast<std::int64_t>(device.value); }
inline std::int64_t integer_of(Instant at) { return at.time_since_epoch().count(); }
inline std::int64_t integer_of(std::uint64_t count) { return static_cast<std::int64_t>(count); }

inline Blob bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline DeviceId device_from(std::int64_t value) { return {static_cast<std::uint64_t>(value)}; }
inline Instant instant_from(std::int64_t value) { return Instant(std::chrono::milliseconds(value)); }
inline std::uint64_t count_from(std::int64_t value) { return static_cast<std::uint64_t>(value); }

// Hashes one behind the other in one column.
inline std::vector<std::uint8_t> joined(const std::vector<Hash>& hashes) {
    std::vector<std::uint8_t> bytes;
    for (const Hash& hash : hashes) bytes.insert(bytes.end(), hash.begin(), hash.end());
    return bytes;
}
inline std::vector<Hash> hashes_from(Blob blob) {
    std::vector<Hash> hashes;
    for (std::size_t at = 0; at + sizeof(Hash) <= blob.size(); at += sizeof(Hash))
        hashes.push_back(hash_from(blob.subspan(at, sizeof(Hash))));
    return hashes;
}

}  // namespace nuong::columns
