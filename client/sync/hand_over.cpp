#include "client/sync/hand_over.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

namespace nuong::client {
namespace {

namespace fs = std::filesystem;

bool is_disk_of_its_own(const fs::path& folder) {
    struct stat own {
    }, around{};
    if (::stat(folder.c_str(), &own) != 0 || ::stat(folder.parent_path().c_str(), &around) != 0) return false;
    return S_ISDIR(own.st_mode) && own.st_dev != around.st_dev;
}

std::vector<fs::directory_entry> entries_of(const std::string& folder) {
    std::vector<fs::directory_entry> entries;
    std::error_code error;
    fs::directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) entries.push_back(*entry);
    return entries;
}

}  // namespace

std::vector<std::string> sticks_below(const std::vector<std::string>& parents) {
    std::vector<std::string> sticks;
    for (const std::string& parent : parents)
        for (const fs::directory_entry& entry : entries_of(parent))
            if (is_disk_of_its_own(entry.path())) sticks.push_back(entry.path().lexically_normal().string());
    std::sort(sticks.begin(), sticks.end());
    sticks.erase(std::unique(sticks.begin(), sticks.end()), sticks.end());
    return sticks;
}

std::vector<std::string> bundle_files_in(const std::vector<std::string>& folders) {
    std::vector<std::pair<fs::file_time_type, std::string>> found;
    for (const std::string& folder : folders)
        for (const fs::directory_entry& entry : entries_of(folder)) {
            std::error_code error;
            if (entry.path().extension() != bundle_ending || !entry.is_regular_file(error)) continue;
            found.emplace_back(entry.last_write_time(error), entry.path().string());
        }
    std::sort(found.rbegin(), found.rend());
    std::vector<std::string> files;
    for (auto& [when, file] : found) files.push_back(std::move(file));
    return files;
}

}  // namespace nuong::client
