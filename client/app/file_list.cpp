#include "client/app/file_list.h"

#include <algorithm>
#include <filesystem>

#include "shared/model/attachment.h"

namespace nuong::client {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t entries_max = 400;

Instant instant_of(fs::file_time_type time) {
    return std::chrono::floor<std::chrono::milliseconds>(fs::file_time_type::clock::to_sys(time));
}

bool comes_before(const FileEntry& a, const FileEntry& b) {
    if (a.is_folder != b.is_folder) return a.is_folder;
    if (a.is_folder || a.modified == b.modified) return a.name < b.name;
    return a.modified > b.modified;
}

}  // namespace

std::string last_part(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

std::vector<FileEntry> files_for(const std::string& folder, std::string_view kind) {
    std::vector<FileEntry> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
         !error && at != end; at.increment(error)) {
        FileEntry entry{at->path().string(), at->path().filename().string(), false, 0, {}};
        std::error_code of_this;
        entry.is_folder = at->is_directory(of_this);
        const bool is_taken = entry.is_folder || is_type_for(type_of_name(entry.name), kind);
        if (entry.name.starts_with('.') || !is_taken) continue;
        if (!entry.is_folder) entry.size = at->file_size(of_this);
        const auto modified = at->last_write_time(of_this);
        if (of_this) continue;
        entry.modified = instant_of(modified);
        entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), comes_before);
    if (entries.size() > entries_max) entries.resize(entries_max);
    return entries;
}

}  // namespace nuong::client
