#include "sync-server/core/desk.h"

#include <algorithm>
#include <map>

#include "sync-server/core/device_users.h"
#include "sync-server/core/refused_saves.h"

namespace nuong {
namespace {

using protocol::DeskDevice;

DeskDevice told_of(const DeviceRow& device, const UserRow& user, std::uint64_t refused, const JustHeard& heard) {
    DeskDevice told{device.id, device.name, user.name, user.role, user.areas, device.seen, 0, refused, device.waits};
    told.accepted = device.acked - std::min(device.acked, refused);
    if (const auto at = heard.find(device.id.value); at != heard.end()) {
        told.seen = std::max(told.seen, at->second.seen);
        if (at->second.waits) told.waits = at->second.waits;
    }
    return told;
}

std::vector<DeskDevice> devices_within(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                                       const JustHeard& heard) {
    std::map<UserId, UserRow> users;
    for (UserRow& user : reader.users())
        if (!user.disabled && are_within_grants(principal, book.areas, user.areas))
            users.emplace(user.name, std::move(user));
    std::map<DeviceId, std::uint64_t> refused;
    for (const auto& [device, count] : reader.refused_counts()) refused[device] = count;
    std::vector<DeskDevice> devices;
    DeviceUsers enrolled = users_of_devices(reader);
    for (const DeviceRow& device : reader.devices()) {
        if (device.standing != DeviceStanding::active) continue;
        for (const EnrolmentRow& enrolment : enrolled[device.id])
            if (const auto user = users.find(enrolment.user); user != users.end())
                devices.push_back(told_of(device, user->second, refused[device.id], heard));
    }
    return devices;
}

std::vector<protocol::RefusedSave> refused_on(StoreReader& reader, const Principal& principal,
                                              const std::vector<DeskDevice>& devices) {
    KnownUsers known;
    for (const DeskDevice& device : devices) known[device.device].insert(device.user);
    return refused_saves(reader, principal, known, protocol::desk_refused_max);
}

// An older program keeps only the devices.
bool is_held(const protocol::Desk& desk, const std::string& held) {
    return protocol::fingerprint(desk) == held || protocol::fingerprint({desk.devices, {}}) == held;
}

}  // namespace

std::optional<protocol::Desk> news_for_desk(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                                            const std::string& held, const JustHeard& heard) {
    protocol::Desk desk;
    if (principal.role.sees_desk) desk.devices = devices_within(reader, book, principal, heard);
    std::stable_sort(desk.devices.begin(), desk.devices.end(),
                     [](const DeskDevice& a, const DeskDevice& b) { return a.seen < b.seen; });
    if (desk.devices.size() > protocol::desk_devices_max) desk.devices.resize(protocol::desk_devices_max);
    desk.refused = refused_on(reader, principal, desk.devices);
    if (is_held(desk, held)) return std::nullopt;
    return desk;
}

}  // namespace nuong
