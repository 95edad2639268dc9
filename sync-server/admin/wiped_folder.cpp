#include "sync-server/admin/wiped_folder.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "shared/sqlite/durable_file.h"
#include "sync-server/admin/erasure_list.h"
#include "sync-server/store/postgres_change_store.h"

namespace nuong::admin {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t farewell_bytes_max = 64u << 10;
// What has begun, and what is only to be told any more.
std::string wiping_path(const DataFolder& folder) { return folder.path() + "/wiping"; }
std::string farewell_path(const DataFolder& folder) { return folder.path() + "/farewell"; }

bool is_of_a_store(const std::string& name) {
    constexpr std::array<std::string_view, 6> beginnings{"server.db",       "moving.db", "restoring.db",
                                                         "before-restore-", "moved-",    erasure_list_name};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return name.starts_with(beginning); });
}

// A key that lies where nobody can write, such as a credential, stays; what it opened does not.
void destroy_key(const DataFolder& folder) {
    std::error_code missing;
    const auto bytes = fs::file_size(folder.key_path(), missing);
    if (missing) return;
    (void)overwrite_file_durably(folder.key_path(), "", static_cast<std::size_t>(bytes));
    (void)remove_file(folder.key_path());
}

// Without the key its columns say nothing; the tables go as well, unless the database is away.
void empty_database(const std::string& url) {
    try {
        PostgresChangeStore::remove_from(url);
    } catch (const DatabaseError&) {
    }
}

Status remove_files(const DataFolder& folder) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder.path(), failed))
        if (is_of_a_store(entry.path().filename().string())) fs::remove_all(entry.path(), failed);
    if (!failed) return Done{};
    return Error{ErrorCode::damaged,
                 {"Chưa xóa hết được " + folder.path() + ". Khóa đã bị hủy nên không ai mở được phần còn lại.",
                  "Not all of " + folder.path() + " could be removed. The key is destroyed: nobody opens the rest."}};
}

Status destroy(const DataFolder& folder) {
    destroy_key(folder);
    if (folder.database()) empty_database(*folder.database());
    if (Status removed = remove_files(folder); !removed) return removed;
    std::error_code failed;
    fs::rename(wiping_path(folder), farewell_path(folder), failed);
    flush_folder_of(farewell_path(folder));
    return Done{};
}

}  // namespace

Status wipe(const DataFolder& folder, const client::Farewell& farewell) {
    (void)write_file_durably(wiping_path(folder), text_of(farewell));  // a full disk must not save what has to go
    return destroy(folder);
}

Status finish_wipe(const DataFolder& folder) { return file_exists(wiping_path(folder)) ? destroy(folder) : Done{}; }

bool say_farewell(const DataFolder& folder) {
    const auto text = read_file(farewell_path(folder), farewell_bytes_max);
    if (!text) return true;
    const auto farewell = client::farewell_from(*text);
    if (farewell && !client::say_farewell(*farewell)) return false;
    return static_cast<bool>(remove_file(farewell_path(folder)));
}

}  // namespace nuong::admin
