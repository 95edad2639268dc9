#include "sync-server/admin/set_aside.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

#include "sync-server/admin/data_folder.h"

namespace nuong::admin {
namespace {

namespace fs = std::filesystem;

// before-restore-20240102T070000, moved-20240102T070000
std::optional<Date> set_aside_on(const std::string& name) {
    for (const std::string_view beginning : {replaced_beginning, moved_beginning}) {
        if (!name.starts_with(beginning) || name.size() < beginning.size() + 8) continue;
        const std::string day = name.substr(beginning.size(), 8);
        return parse_date(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6));
    }
    return std::nullopt;
}

// A line for each different day, in the folder itself.
std::size_t days_noted(const std::string& folder, const std::string& today) {
    const std::string path = folder + "/days";
    std::set<std::string> days;
    {
        std::ifstream noted(path);
        for (std::string day; std::getline(noted, day);) days.insert(day);
    }
    if (days.insert(today).second) std::ofstream(path, std::ios::app) << today << '\n';
    return days.size();
}

}  // namespace

// A folder in which nothing lies any more, or that only leads elsewhere, is no store.
std::vector<std::pair<std::string, Date>> set_aside_in(const std::string& folder) {
    std::vector<std::pair<std::string, Date>> found;
    std::error_code failed, unknown;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        const std::string name = at->path().filename().string();
        const auto since = set_aside_on(name);
        const bool is_store = since && !at->is_symlink(unknown) && fs::exists(at->path() / "server.db", unknown);
        if (is_store) found.emplace_back(name, *since);
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> expired_set_aside(const std::string& folder, int days, Date today) {
    std::vector<std::string> expired;
    for (const auto& [name, since] : set_aside_in(folder)) {
        const auto noted = days_noted(folder + "/" + name, to_string(today));
        if (noted >= static_cast<std::size_t>(days) && today - since >= std::chrono::days(days))
            expired.push_back(name);
    }
    return expired;
}

bool remove_set_aside(const std::string& folder, const std::string& name) {
    const std::string path = folder + "/" + name;
    bool is_whole = true;
    std::vector<fs::path> inside;
    std::error_code failed;
    for (fs::directory_iterator at(path, failed), end; !failed && at != end; at.increment(failed))
        inside.push_back(at->path());
    for (const fs::path& each : inside) {
        fs::remove_all(each, failed);
        is_whole = is_whole && !failed;
    }
    if (!name.starts_with(moved_beginning)) fs::remove(path, failed);
    return is_whole && !failed;
}

}  // namespace nuong::admin
