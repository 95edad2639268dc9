// The desk of a district: what a device tells of its own work that waits, and what whoever looks after an area is told
// of the devices there. Names of users, devices and forms, times, numbers and reasons; nothing of what stands in a
// record.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/message.h"
#include "shared/model/ids.h"

namespace nuong::protocol {

inline constexpr std::size_t desk_devices_max = 1'000;  // of one answer: those that were not heard of for longest
inline constexpr std::size_t desk_refused_max = 200;    // ... and saves in quarantine
inline constexpr std::size_t desk_idle_max = 200;       // ... and people without a device

// What stays on a device when its request has arrived.
struct Waits {
    std::uint32_t saves = 0;   // own, beyond those in the request
    std::uint32_t drafts = 0;  // forms that are not finished
    std::uint32_t files = 0;   // attached, and not at the server

    bool nothing() const { return *this == Waits{}; }
    bool operator==(const Waits&) const = default;
};

// One person on one device.
struct DeskDevice {
    DeviceId device;
    std::string name;
    UserId user;
    std::string role;
    std::vector<AreaCode> areas;
    Instant seen;
    std::uint64_t accepted = 0;                 // of its changes, ever
    std::uint64_t refused = 0;                  // that lie in quarantine now
    std::optional<Waits> waits = std::nullopt;  // as it said last; nothing: it never has

    bool operator==(const DeskDevice&) const = default;
};

// A save of one of the devices that lies in quarantine. What was written is not told.
struct RefusedSave {
    DeviceId device;
    UserId user;     // who wrote it; "": somebody whom the asker does not know
    FormId form;     // "": one that the asker does not read, or nobody can tell
    Instant at;      // when it was written; when it came, where that cannot be told
    Message reason;  // for the asker

    bool operator==(const RefusedSave&) const = default;
};

// Somebody of a role that has cases of its own, who works on no device: it was revoked, or the account was disabled.
// What they looked after may be given to others.
struct IdlePerson {
    UserId user;
    std::string role;
    std::vector<AreaCode> areas;

    bool operator==(const IdlePerson&) const = default;
};

struct Desk {
    std::vector<DeskDevice> devices;        // that were not heard of for longest first
    std::vector<RefusedSave> refused = {};  // the oldest of each device first; older programs know of none
    std::vector<IdlePerson> idle = {};      // by name; likewise

    bool operator==(const Desk&) const = default;
};

// Of what a device holds, to be told only what is new; "" for nothing.
std::string fingerprint(const Desk& desk);

// As a device keeps it: the same text as in an answer.
std::string encode(const Desk& desk);
std::optional<Desk> decode_desk(const std::string& text);

// Inside a message.
class MessageReader;
class JsonText;
void put_waits(JsonText& json, const Waits& waits);
Waits read_waits(MessageReader& reader);
void put_desk(JsonText& json, const Desk& desk);
Desk read_desk(MessageReader& reader);

}  // namespace nuong::protocol
