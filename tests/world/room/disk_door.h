// The door through which SQLite reaches the simulated disks: a file system of its own for paths below one root, and the
// machine's for all others.
#pragma once

namespace nuong::simulated {

inline constexpr const char* disk_root = "/simulated-disk/";

void open_disk_door();  // repeated calls cost nothing

}  // namespace nuong::simulated
