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

}  // namespace nuong::columns
