// Disk: the disk of one simulated machine, in memory, behind SQLite's own door for file systems. It remembers what was
// written and not yet synced, so that a power cut can lose that, wholly, in part or with the last page torn.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/world/room/chance.h"

namespace nuong::simulated {

class Disk {
public:
    Disk();
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    // Where SQLite finds files of this disk; no such folder exists anywhere else.
    const std::string& folder() const { return folder_; }

    // The write or sync that comes after `steps` others does not finish, and nothing after it happens.
    void cut_power_after(std::uint64_t steps) { steps_left_ = steps + 1; }
    void keep_power() { steps_left_ = 0; }
    bool is_off() const { return is_off_; }
    // Of everything that was not synced, chance decides what had reached the disk.
    void switch_on(Chance& chance);

    void fill() { is_full_ = true; }
    void make_room() { is_full_ = false; }
    bool is_full() const { return is_full_; }

    // What is on the disk, by name below its folder, as somebody copies a folder while no program is writing.
    using Image = std::map<std::string, std::string>;
    Image image() const;
    void load(const Image& image);

    bool lies_about_syncing = false;

    // For the file system behind it.
    struct File {
        std::string now, durable;
        std::vector<std::pair<std::size_t, std::size_t>> unsynced;  // first, length
    };
    File* find(const std::string& name);
    File& make(const std::string& name);
    void remove(const std::string& name);
    enum class Fate { done, off, full };
    Fate write(File& file, const char* bytes, std::size_t length, std::size_t at);
    Fate sync(File& file);
    static Disk* of(const std::string& path);

private:
    bool goes_off();

    std::string folder_;
    std::map<std::string, std::unique_ptr<File>> files_;
    std::uint64_t steps_left_ = 0;  // 0: no power cut is coming
    bool is_off_ = false;
    bool is_full_ = false;
};

}  // namespace nuong::simulated
