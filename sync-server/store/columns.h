// How our types lie in columns: ids as blobs, devices and times as 64-bit integers.
#pragma once
#include <algorithm>

#include "shared/base/date.h"
#include "shared/base/hash.h"
#include "shared/model/ids.h"
#include "shared/sqlite/database.h"

namespace nuong::columns {

inline Blob blob_of(const Uuid& id) { return {id.bytes.data(), id.bytes.size()}; }
inline Blob blob_of(const Hash& hash) { return {hash.data(), hash.size()}; }
inline std::int64_t integer_of(DeviceId device) { return static_cast<std::int64_t>(device.value); }
inline std::int64_t integer_of(Instant at) { return at.time_since_epoch().count(); }
inline std::int64_t integer_of(std::uint64_t count) { return static_cast<std::int64_t>(count); }

inline Uuid uuid_from(Blob blob) {
    Uuid id;
    std::copy_n(blob.begin(), std::min(blob.size(), id.bytes.size()), id.bytes.begin());
    return id;
}
inline Hash hash_from(Blob blob) {
    Hash hash{};
    std::copy_n(blob.begin(), std::min(blob.size(), hash.size()), hash.begin());
    return hash;
}
inline DeviceId device_from(std::int64_t value) { return {static_cast<std::uint64_t>(value)}; }
inline Instant instant_from(std::int64_t value) { return Instant(std::chrono::milliseconds(value)); }
inline std::uint64_t count_from(std::int64_t value) { return static_cast<std::uint64_t>(value); }

}  // namespace nuong::columns
