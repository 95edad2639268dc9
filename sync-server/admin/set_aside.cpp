#include "sync-server/admin/set_aside.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>

namespace nuong::admin {
namespace {

namespace fs = std::filesystem;

// before-restore-20240102T070000, moved-20240102T070000
std::optional<Date> set_aside_on(const std::string& name) {
    for (const std::string_view beginning : {"before-restore-", "moved-"}) {
        if (!name.starts_with(beginning) || name.size() < beginning.size() + 8) continue;
        const std::string day = name.substr(beginning.size(), 8);
        return parse_date(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6));
    }
    return std::nullopt;
}

// One byte for each, in the folder itself.
std::uintmax_t note_day(const std::string& folder) {
    const std::string path = folder + "/days";
    std::ofstream(path, std::ios::app) << '.';
    std::error_code missing;
    const auto days = fs::file_size(path, missing);
    return missing ? 0 : days;
}

}  // namespace

std::vector<std::pair<std::string, Date>> set_aside_in(const std::string& folder) {
    std::vector<std::pair<std::string, Date>> found;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename().string();
        if (const auto since = set_aside_on(name)) found.emplace_back(name, *since);
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> remove_expired_set_aside(const std::string& folder, int days, Date today) {
    std::vector<std::string> removed;
    for (const auto& [name, since] : set_aside_in(folder)) {
        const std::string path = folder + "/" + name;
        const bool is_over_here = note_day(path) >= static_cast<std::uintmax_t>(days);
        if (!is_over_here || today - since < std::chrono::days(days)) continue;
        std::error_code failed;
        fs::remove_all(path, failed);
        if (!failed) removed.push_back(name);
    }
    return removed;
}

}  // namespace nuong::admin
