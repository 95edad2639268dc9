// Who and what: the names by which devices, people, places, forms and fields are known everywhere.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/uuid.h"

namespace nuong {

// The random 64-bit identity of one copy of the store (a replica). A restored or cloned store takes a new one, because
// two copies that count under one name would give one dot to two writes.
struct DeviceId {
    std::uint64_t value = 0;

    auto operator<=>(const DeviceId&) const = default;
};
std::string to_string(DeviceId device);  // 16 hex digits
std::optional<DeviceId> parse_device_id(std::string_view text);

using RecordId = Uuid;
using FormId = std::string;    // person_register, screening_assist ...
using AreaCode = std::string;  // official code: 10, 089, 02953
using UserId = std::string;    // login name given by the district
using Path = std::string;      // stable field id of a register, "/" between group and field

// One write of one register: the n-th that this device made in this record (n = 1, 2, 3 ...).
struct Dot {
    DeviceId device;
    std::uint64_t n = 0;

    auto operator<=>(const Dot&) const = default;
};
std::string to_string(Dot dot);  // 00c0ffee00c0ffee:12
std::optional<Dot> parse_dot(std::string_view text);

// Registers of the record itself, not of the form.
namespace reserved {
inline constexpr std::string_view area = "~area";
inline constexpr std::string_view status = "~status";
inline constexpr std::string_view reason = "~reason";  // why the status is what it is
inline constexpr std::string_view assigned = "~assigned";
inline constexpr std::string_view corrects = "~corrects";
inline constexpr std::string_view same_as = "~same_as";
// "~other_than/<record id>" = true: somebody has looked and found two people.
inline constexpr std::string_view other_than = "~other_than/";
inline constexpr std::string_view whole = "~record";  // the one register of a form that merges as a whole record
}  // namespace reserved

// What "~status" says. Whoever writes a form submits and voids its records; whoever reviews it checks and returns them.
namespace status {
inline constexpr std::string_view submitted = "submitted";
inline constexpr std::string_view returned = "returned";  // "~reason" says what is to be put right
inline constexpr std::string_view checked = "checked";
inline constexpr std::string_view void_ = "void";
}  // namespace status

inline bool is_reserved(std::string_view path) { return !path.empty() && path.front() == '~'; }

}  // namespace nuong
