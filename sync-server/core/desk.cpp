#include "sync-server/core/desk.h"

#include <algorithm>
#include <map>
#include <set>

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

using People = std::map<UserId, UserRow>;

People people_within(StoreReader& reader, const DocumentBook& book, const Principal& principal) {
    People people;
    for (UserRow& user : reader.users())
        if (are_within_grants(principal, book.areas, user.areas)) people.emplace(user.name, std::move(user));
    return people;
}

std::vector<DeskDevice> devices_of(StoreReader& reader, const People& people, const JustHeard& heard) {
    std::map<DeviceId, std::uint64_t> refused;
    for (const auto& [device, count] : reader.refused_counts()) refused[device] = count;
    std::vector<DeskDevice> devices;
    DeviceUsers enrolled = users_of_devices(reader);
    for (const DeviceRow& device : reader.devices()) {
        if (device.standing != DeviceStanding::active) continue;
        for (const EnrolmentRow& enrolment : enrolled[device.id])
            if (const auto user = people.find(enrolment.user); user != people.end() && !user->second.disabled)
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

std::vector<protocol::IdlePerson> idle_among(const People& people, const DocumentBook& book,
                                             const std::vector<DeskDevice>& devices) {
    std::set<UserId> busy;
    for (const DeskDevice& device : devices) busy.insert(device.user);
    std::vector<protocol::IdlePerson> idle;
    for (const auto& [name, user] : people) {
        const Role* role = book.role(user.role);
        if (busy.contains(name) || !role || role->assigned_only.empty()) continue;
        if (idle.size() < protocol::desk_idle_max) idle.push_back({name, user.role, user.areas});
    }
    return idle;
}

// Older programs keep only the devices, or these and what is in quarantine.
bool is_held(const protocol::Desk& desk, const std::string& held) {
    return protocol::fingerprint(desk) == held || protocol::fingerprint({desk.devices, desk.refused}) == held ||
           protocol::fingerprint({desk.devices}) == held;
}

}  // namespace

std::optional<protocol::Desk> news_for_desk(StoreReader& reader, const DocumentBook& book, const Principal& principal,
                                            const std::string& held, const JustHeard& heard) {
    protocol::Desk desk;
    if (principal.role.sees_desk) {
        const People people = people_within(reader, book, principal);
        desk.devices = devices_of(reader, people, heard);
        desk.idle = idle_among(people, book, desk.devices);
    }
    std::stable_sort(desk.devices.begin(), desk.devices.end(),
                     [](const DeskDevice& a, const DeskDevice& b) { return a.seen < b.seen; });
    if (desk.devices.size() > protocol::desk_devices_max) desk.devices.resize(protocol::desk_devices_max);
    desk.refused = refused_on(reader, principal, desk.devices);
    if (is_held(desk, held)) return std::nullopt;
    return desk;
}

}  // namespace nuong
