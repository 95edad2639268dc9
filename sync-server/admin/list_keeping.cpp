#include "sync-server/admin/list_keeping.h"

#include <algorithm>
#include <filesystem>

#include "sync-server/admin/kept_lists.h"

namespace nuong::admin {
namespace {

bool is_in_reach(const std::string& folder) {
    std::error_code failed;
    return std::filesystem::is_directory(folder, failed);
}

}  // namespace

std::vector<std::string> keep_lists(const DataFolder& folder, StoreReader& reader, Instant now) {
    std::vector<std::string> folders{folder.path()}, out_of_reach;
    for (std::string& each : backup_folders(reader, now))
        if (each != folder.path()) folders.push_back(std::move(each));
    const auto key = folder.read_key();
    if (!key) return folders;
    const KeptLists lists = kept_lists(reader, {folder.path()}, *key);
    for (const std::string& each : folders)
        if (!is_in_reach(each) || !note_lists(each, lists, *key)) out_of_reach.push_back(each);
    return out_of_reach;
}

void keep_lists(const Context& context, ChangeStore& store) {
    const auto out_of_reach = keep_lists(context.folder, *store.read(), context.clock.now());
    if (!out_of_reach.empty()) context.say(told_out_of_reach(out_of_reach));
}

Message told_out_of_reach(const std::vector<std::string>& folders) {
    std::string names;
    for (const std::string& folder : folders) names += (names.empty() ? "" : ", ") + folder;
    return {"Không với tới " + names +
                ": việc đã làm vẫn có hiệu lực, nhưng danh sách ở đó chưa ghi điều này. Bản sao lưu ở đó, nếu được "
                "khôi phục khi máy này đã mất, sẽ không biết. Hãy nối lại nơi ấy rồi chạy backup vào đó.",
            "Out of reach: " + names +
                ". What was done stands, but the lists there do not say so: a backup from there, restored when this "
                "machine is lost, would not know. Connect that place again and run backup into it."};
}

}  // namespace nuong::admin
