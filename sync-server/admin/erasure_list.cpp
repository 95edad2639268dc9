#include "sync-server/admin/erasure_list.h"

#include <filesystem>
#include <fstream>
#include <unordered_set>

#include "shared/sqlite/durable_file.h"
#include "sync-server/core/erasure.h"

namespace nuong::admin {
namespace {

std::string list_of(const std::string& folder) {
    return (std::filesystem::path(folder.empty() ? "." : folder) / erasure_list_name).string();
}

}  // namespace

std::vector<Tombstone> erasures_in(const std::string& folder) {
    std::vector<Tombstone> erasures;
    std::ifstream list(list_of(folder));
    for (std::string line; std::getline(list, line);)
        if (auto tombstone = tombstone_in_line(line)) erasures.push_back(std::move(*tombstone));
    return erasures;
}

Status note_erasures(const std::string& folder, const std::vector<Tombstone>& erasures) {
    std::unordered_set<RecordId> known;
    for (const Tombstone& each : erasures_in(folder)) known.insert(each.record);
    std::string lines;
    for (const Tombstone& tombstone : erasures)
        if (known.insert(tombstone.record).second) lines += line_of(tombstone) + "\n";
    if (lines.empty()) return Done{};
    const std::string file = list_of(folder);
    {
        std::ofstream list(file, std::ios::app);
        list << lines;
        if (!list.flush())
            return Error{
                ErrorCode::no_space,
                {"Không ghi được " + file + "; chưa xóa gì.", "Cannot write " + file + "; nothing was erased."}};
    }
    if (Status flushed = flush_file(file); !flushed) return flushed;
    flush_folder_of(file);
    return Done{};
}

}  // namespace nuong::admin
