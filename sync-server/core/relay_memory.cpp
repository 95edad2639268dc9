#include "sync-server/core/relay_memory.h"

#include <utility>

namespace nuong {

void RelayMemory::ask(const std::vector<DeviceId>& devices) {
    const std::lock_guard lock(mutex_);
    asked_.insert(devices.begin(), devices.end());
}

std::vector<DeviceId> RelayMemory::take_asked() {
    const std::lock_guard lock(mutex_);
    const std::set<DeviceId> asked = std::exchange(asked_, {});
    return {asked.begin(), asked.end()};
}

void RelayMemory::note_forgotten(std::set<DeviceId> devices) {
    const std::lock_guard lock(mutex_);
    forgotten_ = std::move(devices);
}

bool RelayMemory::is_forgotten(DeviceId device) const {
    const std::lock_guard lock(mutex_);
    return forgotten_.contains(device);
}

std::vector<DeviceId> RelayMemory::forgotten_of(const std::vector<DeviceId>& devices) const {
    const std::lock_guard lock(mutex_);
    std::vector<DeviceId> found;
    for (const DeviceId device : devices)
        if (forgotten_.contains(device)) found.push_back(device);
    return found;
}

std::vector<DeviceId> known_among(StoreReader& reader, const std::vector<DeviceId>& devices) {
    std::vector<DeviceId> known;
    for (const DeviceId device : devices)
        if (reader.device(device)) known.push_back(device);
    return known;
}

std::set<DeviceId> forgotten_in(const protocol::RelayAnswer& answer) {
    std::set<DeviceId> found(answer.forgotten.begin(), answer.forgotten.end());
    for (const protocol::MakerAnswer& maker : answer.taken.makers)
        if (maker.code == "unknown_device") found.insert(maker.maker);
    return found;
}

}  // namespace nuong
