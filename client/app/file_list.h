// The files and folders that a person may choose from. Reads the names in one folder, never what is in the files.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"

namespace nuong::client {

std::string last_part(const std::string& path);  // what a person calls it

struct FileEntry {
    std::string path, name;
    bool is_folder = false;
    std::uint64_t size = 0;
    Instant modified{};
};

// Folders by name, then files that a question of this kind takes, the newest first; at most a few hundred. A folder
// that cannot be read has none; hidden ones are left out.
std::vector<FileEntry> files_for(const std::string& folder, std::string_view kind);

}  // namespace nuong::client
