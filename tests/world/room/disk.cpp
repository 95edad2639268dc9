#include "tests/world/room/disk.h"

#include <algorithm>
#include <cstring>

#include "tests/world/room/disk_door.h"

namespace nuong::simulated {
namespace {

constexpr std::size_t sector = 512;

std::map<std::string, Disk*>& disks() {
    static std::map<std::string, Disk*> all;
    return all;
}

void carry_over(Disk::File& file, std::size_t at, std::size_t length) {
    if (at >= file.now.size()) return;
    length = std::min(length, file.now.size() - at);
    if (file.durable.size() < at + length) file.durable.resize(at + length, '\0');
    std::memcpy(file.durable.data() + at, file.now.data() + at, length);
}

}  // namespace

Disk::Disk() {
    open_disk_door();
    static std::uint64_t made = 0;
    folder_ = disk_root + std::to_string(++made);
    disks()[folder_] = this;
}

Disk::~Disk() { disks().erase(folder_); }

Disk* Disk::of(const std::string& path) {
    const auto at = disks().find(path.substr(0, path.rfind('/')));
    return at == disks().end() ? nullptr : at->second;
}

Disk::File* Disk::find(const std::string& name) {
    const auto at = files_.find(name);
    return at == files_.end() ? nullptr : at->second.get();
}

Disk::File& Disk::make(const std::string& name) {
    auto& file = files_[name];
    if (!file) file = std::make_unique<File>();
    return *file;
}

void Disk::remove(const std::string& name) {
    if (!is_off_) files_.erase(name);
}

bool Disk::goes_off() {
    if (steps_left_ == 0 || --steps_left_ > 0) return false;
    return is_off_ = true;
}

Disk::Fate Disk::write(File& file, const char* bytes, std::size_t length, std::size_t at) {
    if (is_off_) return Fate::off;
    if (is_full_ && at + length > file.now.size()) return Fate::full;
    if (goes_off()) length /= 2;
    if (file.now.size() < at + length) file.now.resize(at + length, '\0');
    std::memcpy(file.now.data() + at, bytes, length);
    file.unsynced.emplace_back(at, length);
    return is_off_ ? Fate::off : Fate::done;
}

Disk::Fate Disk::sync(File& file) {
    if (is_off_ || goes_off()) return Fate::off;
    if (lies_about_syncing) return Fate::done;
    file.durable.resize(std::min(file.durable.size(), file.now.size()));
    for (const auto& [at, length] : file.unsynced) carry_over(file, at, length);
    file.unsynced.clear();
    return Fate::done;
}

void Disk::switch_on(Chance& chance) {
    for (auto& [name, file] : files_) {
        for (const auto& [at, length] : file->unsynced) {
            const std::size_t fate = chance.below(3);
            if (fate == 0) continue;
            const bool is_torn = fate == 1;
            carry_over(*file, at, is_torn ? std::min(length, sector * chance.below(length / sector + 1)) : length);
        }
        file->unsynced.clear();
        file->now = file->durable;
    }
    steps_left_ = 0;
    is_off_ = false;
}

Disk::Image Disk::image() const {
    Image image;
    for (const auto& [name, file] : files_) image[name.substr(folder_.size() + 1)] = file->now;
    return image;
}

void Disk::load(const Image& image) {
    files_.clear();
    steps_left_ = 0;
    is_off_ = is_full_ = false;
    for (const auto& [name, bytes] : image) {
        File& file = make(folder_ + "/" + name);
        file.now = file.durable = bytes;
    }
}

}  // namespace nuong::simulated
