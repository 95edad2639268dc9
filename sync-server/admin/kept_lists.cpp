#include "sync-server/admin/kept_lists.h"

#include <algorithm>
#include <filesystem>

#include "sync-server/admin/erasure_list.h"
#include "sync-server/admin/revocation_list.h"
#include "sync-server/core/audit_from_end.h"

namespace nuong::admin {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t read_at_once = 1'000;
constexpr std::chrono::days backups_known{92};  // older ones have expired, or somebody keeps them on purpose

std::vector<Tombstone> erasures_of(StoreReader& reader) {
    std::vector<Tombstone> erasures;
    std::uint64_t after = 0;
    for (auto rows = reader.erasures(after, read_at_once); !rows.empty(); rows = reader.erasures(after, read_at_once))
        for (ErasedRow& row : rows) {
            after = std::max(after, row.n);
            erasures.push_back(std::move(row.tombstone));
        }
    return erasures;
}

void add_new(std::vector<std::string>& folders, std::string folder) {
    if (std::find(folders.begin(), folders.end(), folder) == folders.end()) folders.push_back(std::move(folder));
}

}  // namespace

KeptLists kept_lists(StoreReader& reader, const std::vector<std::string>& folders, const DatabaseKey& key) {
    KeptLists lists{reader.facts().server_id, erasures_of(reader), revocations_of(reader)};
    for (const std::string& folder : folders) {
        const auto erasures = erasures_in(folder);
        lists.erasures.insert(lists.erasures.end(), erasures.begin(), erasures.end());
        lists.revocations.add(revocations_in(folder, key, lists.server));
    }
    return lists;
}

Status note_lists(const std::string& folder, const KeptLists& lists, const DatabaseKey& key) {
    if (Status noted = note_erasures(folder, lists.erasures); !noted) return noted;
    return note_revocations(folder, key, lists.server, lists.revocations);
}

// From the end: the last backup is one of the newest entries.
std::vector<std::string> backup_folders(StoreReader& reader, Instant now) {
    std::vector<std::string> folders;
    audit_from_end(reader, [&](const AuditRow& row) {
        const fs::path file = row.what == "backup" ? row.detail : "";
        if (file.is_absolute()) add_new(folders, file.parent_path().string());
        return folders.empty() || row.at > now - backups_known;
    });
    return folders;
}

}  // namespace nuong::admin
